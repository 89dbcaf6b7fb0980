"""Finishes the switches of one server that were left halfway, by a crash or by a server that did
not answer, as often as it takes.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evodesk.domain.switch import Failure
from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evodesk.domain.switch import SwitchRecord
    from evodesk.live.switchboard import Switchboard
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

PAUSE = 30.0
"""Seconds before the next try to finish what the server did not let us finish."""


class Journal(Protocol):
    async def unfinished(self, server: str) -> Sequence[SwitchRecord]: ...


class Resuming(QObject):
    resumed = Signal(str, object)
    """Instance, and the Mode it is in: a switch that a crash had left halfway came to its end."""

    def __init__(
        self,
        server: str,
        switchboard: Switchboard,
        journal: Journal,
        tasks: Tasks,
        refresh: Callable[[], None],
    ) -> None:
        """`refresh`: read the server anew."""
        super().__init__()
        self._server = server
        self._switchboard = switchboard
        self._journal = journal
        self._tasks = tasks
        self._refresh = refresh
        self._left_over = True
        """Whether the journal may hold switches that were left halfway."""
        self._next = 0.0
        """Not before this moment (time.monotonic)."""

    def look(self) -> None:
        """The server answers."""
        if self._left_over and time.monotonic() >= self._next:
            self._left_over = False
            self._tasks.start(self._resume(), name="resume")

    def expect(self) -> None:
        """A switch failed: its entry may wait for a server that answers."""
        self._left_over, self._next = True, 0.0

    async def _resume(self) -> None:
        """What the server does not let us finish stays for the next reading."""
        try:
            ends = await self._switchboard.resume()
            unfinished = await self._journal.unfinished(self._server)
        except EvodeskError as error:
            log.error("what was left halfway could not be looked up: %s", error)
            self._left_over = True
            return
        waiting = {entry.instance for entry in unfinished}
        self._left_over, self._next = bool(waiting), time.monotonic() + PAUSE
        for end in ends:
            log.info("resumed: %s", end)
            mode = end.mode if isinstance(end, Failure) else end.reception.mode
            if mode is not None and end.instance not in waiting:
                self.resumed.emit(end.instance, mode)
        if ends:
            self._refresh()
