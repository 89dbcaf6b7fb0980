"""Many instances switched on one wish: a few at a time, each by the switchboard's own rules."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.errors import (
    BadCertificate,
    EvodeskError,
    KeyRefused,
    LicenceRequired,
    NameNotFound,
    StoreError,
    SwitchCancelled,
    Unreachable,
)
from evodesk.switching.outcome import failure_of
from evodesk.switching.switcher import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.switch import Wish
    from evodesk.live.switchboard import Switchboard
    from evodesk.tasks import Tasks

_STOPS_ALL = (
    *(Unreachable, NameNotFound, BadCertificate, KeyRefused, LicenceRequired),
    StoreError,
)
"""What is wrong with the server or with our own file is wrong for every instance that waits."""


class Fate(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    """Proven to be as wished."""
    FAILED = "failed"
    CALLED_OFF = "called_off"
    """Nothing was written."""


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One instance of a bulk."""

    wish: Wish
    fate: Fate = Fate.WAITING
    code: str = ""
    """Of what went wrong (see evodesk.errors), or empty."""
    values: tuple[tuple[str, str], ...] = ()


class Bulk(QObject):
    """Lives in `tasks`, so that whoever closes the switches of a session closes it too."""

    changed = Signal(object)
    """BulkLine: what became of one instance."""
    ended = Signal()
    """There is no more to come."""

    def __init__(self, switchboard: Switchboard, tasks: Tasks) -> None:
        super().__init__()
        self._switchboard = switchboard
        self._tasks = tasks
        self._waiting: list[BulkLine] = []
        self._running: set[str] = set()

    def __contains__(self, instance: str) -> bool:
        """Whether it is being switched by this at the moment."""
        return instance in self._running

    def start(self, wishes: Iterable[Wish]) -> None:
        """In their order. One bulk at a time: nothing while one runs."""
        if not self._running:
            self._waiting = [BulkLine(wish) for wish in wishes]
            self._tasks.start(self._run(), name="bulk switch")

    def cancel(self) -> None:
        """Those that wait stay as they are, as do those that have written nothing yet; the rest
        come to their end."""
        self._call_off()
        for instance in tuple(self._running):
            self._switchboard.cancel(instance)

    async def _run(self) -> None:
        await asyncio.gather(*(self._work() for _ in range(AT_ONCE)))
        self.ended.emit()

    async def _work(self) -> None:
        while self._waiting:
            line = self._waiting.pop(0)
            self._running.add(line.wish.instance)
            self.changed.emit(replace(line, fate=Fate.RUNNING))
            self.changed.emit(await self._switched(line))
            self._running.discard(line.wish.instance)

    async def _switched(self, line: BulkLine) -> BulkLine:
        wish = line.wish
        try:
            await self._switchboard.switch(wish)
        except SwitchCancelled:
            return replace(line, fate=Fate.CALLED_OFF)
        except EvodeskError as error:
            if isinstance(error, _STOPS_ALL) or isinstance(error.__cause__, _STOPS_ALL):
                self._call_off()
            told = failure_of(error, wish.instance, wish.side, 0.0)
            return replace(line, fate=Fate.FAILED, code=told.code, values=told.values)
        return replace(line, fate=Fate.DONE)

    def _call_off(self) -> None:
        waiting, self._waiting = self._waiting, []
        for line in waiting:
            self.changed.emit(replace(line, fate=Fate.CALLED_OFF))
