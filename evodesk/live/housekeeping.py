"""Keeps the store as small as people want it, in idle moments; wipes and compacts on a wish."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from evodesk.store.retention import Limits, Retention
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

PERIOD = 600.0
"""Seconds between two looks at what is beyond the limits."""
PAUSE = 0.05
"""Seconds between two chunks, for whatever else wants to write."""


class Housekeeping(QObject):
    counted = Signal(str, str, int)
    """Server, instance, how many messages are kept of it."""
    wiped = Signal(str, str)
    """Server and instance of which nothing is kept any more."""
    pruned = Signal()
    """Messages were let go of."""
    sized = Signal(int, bool)
    """Bytes of the file; True: it is being compacted."""
    failed = Signal(object)
    """EvodeskError: a wish could not be fulfilled."""

    def __init__(self, retention: Retention, limits: Callable[[], Limits], tasks: Tasks) -> None:
        super().__init__()
        self._retention = retention
        self._limits = limits
        self._tasks = tasks
        self._wake = asyncio.Event()

    def look(self) -> None:
        """The limits may have changed."""
        self._wake.set()

    def count(self, server: str, instance: str) -> None:
        self._start("count messages", lambda: self._count(server, instance))

    def wipe(self, server: str, instance: str) -> None:
        self._start("wipe", lambda: self._wipe(server, instance))

    def measure(self) -> None:
        self._start("measure store", self._measure)

    def compact(self) -> None:
        self._start("compact store", self._compact)

    async def run(self) -> None:
        """Ends by being cancelled only."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(PERIOD):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self._prune()
            except EvodeskError as error:
                log.error("old messages could not be let go of: %s", error)

    async def _prune(self) -> None:
        found = False
        while await self._retention.prune(self._limits(), time.time()):
            found = True
            await asyncio.sleep(PAUSE)
        if found:
            self.pruned.emit()

    async def _count(self, server: str, instance: str) -> None:
        self.counted.emit(server, instance, await self._retention.count(server, instance))

    async def _wipe(self, server: str, instance: str) -> None:
        while await self._retention.wipe(server, instance, time.time()):
            await asyncio.sleep(PAUSE)
        self.wiped.emit(server, instance)

    async def _measure(self) -> None:
        self.sized.emit(await self._retention.size(), False)

    async def _compact(self) -> None:
        self.sized.emit(await self._retention.size(), True)
        try:
            await self._retention.compact()
        finally:
            await self._measure()

    def _start(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        async def told() -> None:
            try:
                await work()
            except EvodeskError as error:
                self.failed.emit(error)

        self._tasks.start(told(), name=name)
