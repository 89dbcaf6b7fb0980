"""From the wish to quit to the end of the program.

While webhooks lead to this computer the person is asked what becomes of them, or what was chosen
once is done. The system's own order to end (SIGTERM, SIGINT) is never answered with a question.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from evodesk.live.handing_back import delivering_here, hand_back, unwatched
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.status import InstanceStatus
    from evodesk.live.session import Session
    from evodesk.settings import OnLeave
    from evodesk.ui.leave_sheet import LeaveSheet
    from evodesk.ui.shell import Shell

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds to hand back while a person watches."""
ORDERED_PATIENCE = 4.0
"""Seconds to hand back when the system wants us gone."""


class Leaving:
    def __init__(self, shell: Shell, *, hands_back: bool) -> None:
        """`hands_back`: False for a run that leaves everything as it is, and asks nothing."""
        self._shell = shell
        self._hands_back = hands_back
        self._session: Callable[[], Session | None] = lambda: None
        self._sheet: LeaveSheet | None = None
        self._tasks = Tasks()
        self.left = asyncio.Event()
        """Set when nothing stands in the way of the end any more."""
        shell.quit_wanted.connect(self.ask)
        shell.rebuilt.connect(self._forget_sheet)
        shell.window.set_asks_on_leave(self._will_ask)

    def use(self, session: Callable[[], Session | None]) -> None:
        """The session that is open at the moment; before, nothing is handed back."""
        self._session = session

    async def close(self) -> None:
        await self._tasks.close()

    def ask(self) -> None:
        """A person wants to quit."""
        way = self._shell.settings.on_leave if self._delivering() else "keep"
        if way == "keep":
            self.left.set()
        elif self._sheet is not None:
            self._shell.window.bring_up()
        else:
            self._open_sheet()
            if way == "restore":
                self._hand_back_watched()

    def order(self) -> None:
        """The system wants us to end."""
        if self._shell.settings.on_leave == "restore":
            self._tasks.start(self._hand_back_ordered(), name="hand back")
        else:
            self.left.set()

    def _delivering(self) -> tuple[InstanceStatus, ...]:
        session = self._session()
        if session is None or not self._hands_back:
            return ()
        return delivering_here(session)

    def _will_ask(self) -> bool:
        return self._shell.settings.on_leave == "ask" and bool(self._delivering())

    def _open_sheet(self) -> None:
        self._sheet = self._shell.ask_leave(len(self._delivering()))
        self._sheet.restore_wanted.connect(self._restore)
        self._sheet.keep_wanted.connect(self._keep)
        self._sheet.rejected.connect(self._forget_sheet)

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _restore(self) -> None:
        self._remember("restore")
        self._hand_back_watched()

    def _keep(self) -> None:
        self._remember("keep")
        self.left.set()

    def _remember(self, way: OnLeave) -> None:
        if self._sheet is not None and self._sheet.remembers:
            self._shell.settings_changed.emit(replace(self._shell.settings, on_leave=way))

    def _hand_back_watched(self) -> None:
        self._show_progress(0)
        self._tasks.start(self._hand_back(), name="hand back")

    def _show_progress(self, done: int) -> None:
        if self._sheet is not None:
            self._sheet.show_progress(done)

    async def _hand_back(self) -> None:
        left = await self._switch_away(self._show_progress, PATIENCE)
        if left and self._sheet is not None:
            self._sheet.show_failure(status.title for status in left)
        else:
            self.left.set()

    async def _hand_back_ordered(self) -> None:
        await self._switch_away(unwatched, ORDERED_PATIENCE)
        self.left.set()

    async def _switch_away(
        self, on_progress: Callable[[int], None], seconds: float
    ) -> tuple[InstanceStatus, ...]:
        session, delivering = self._session(), self._delivering()
        if session is None or not delivering:
            return ()
        log.info("handing back %d instances", len(delivering))
        return await hand_back(session.switchboard, delivering, on_progress, seconds)
