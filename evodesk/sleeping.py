"""What becomes of webhooks that lead here while the computer sleeps.

Nobody can be asked then, so only who chose to restore on leaving is served: the instances are
handed back before, and afterwards it is offered to take them again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from evodesk.domain.drift import wish_for
from evodesk.live.handing_back import delivering_here, hand_back, unwatched
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.switch import Wish
    from evodesk.live.session import Session
    from evodesk.live.sleep_watch import SleepWatch
    from evodesk.ui.shell import Shell
    from evodesk.ui.toast import Toast

log = logging.getLogger(__name__)

PATIENCE = 4.0
"""Seconds; logind waits for 5."""


class Sleeping:
    def __init__(
        self, shell: Shell, session: Callable[[], Session | None], watch: SleepWatch
    ) -> None:
        self._shell = shell
        self._session = session
        self._watch = watch
        self._tasks = Tasks()
        self._mine: tuple[Wish, ...] = ()
        """What takes the instances that were handed back again."""
        watch.going.connect(self._go)
        watch.woken.connect(self._wake)
        shell.toast_acted.connect(self._take_back)
        watch.start()

    async def close(self) -> None:
        self._watch.close()
        await self._tasks.close()

    def _go(self) -> None:
        session = self._session()
        if session is None or self._shell.settings.on_leave != "restore":
            self._watch.let_sleep()
        else:
            self._tasks.start(self._hand_back(session), name="hand back before sleep")

    async def _hand_back(self, session: Session) -> None:
        delivering = delivering_here(session)
        left = await hand_back(session.switchboard, delivering, unwatched, PATIENCE)
        gone = [status for status in delivering if status not in left]
        wishes = (wish_for(each.name, each.reception) for each in gone if each.reception)
        self._mine += tuple(wish for wish in wishes if wish is not None)
        log.info("before sleep %d of %d were handed back", len(gone), len(delivering))
        self._watch.let_sleep()

    def _wake(self) -> None:
        if self._mine:
            self._shell.notices.tell_slept(self._mine)

    def _take_back(self, toast: Toast) -> None:
        session = self._session()
        if toast.token is not self._mine or session is None:
            return
        wishes, self._mine = self._mine, ()
        for wish in wishes:
            session.switchboard.request(wish)
