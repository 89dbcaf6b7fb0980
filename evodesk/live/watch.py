"""Reads the server again and again: its list in one request, then each instance by itself.

The list tells whether the server answers; while it does not, its delays grow, and nothing else is
asked. Instances are read spread over the minute, those that are asked for first.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evodesk.domain.status import ServerState, ServerStatus
from evodesk.errors import KeyRefused, LicenceRequired, ServerError
from evodesk.evolution.retry import backoff, heals_by_itself
from evodesk.live.agenda import Agenda
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from evodesk.domain.instance import Instance, LinkState, Server
    from evodesk.domain.reception import Reception

log = logging.getLogger(__name__)

INTERVAL = 60.0
"""Seconds between two lists of a server that answers, and in which each instance is read."""
APART = 0.05
"""Seconds between two instances of a reading of all: 100 of them take 5 s."""
AT_ONCE = 8
FOCUS_PAUSE = 10.0
"""Seconds after a reading of all in which coming back to the window begins no other."""


class ReadingApi(Protocol):
    @property
    def latency_ms(self) -> int | None: ...

    async def version(self) -> str: ...

    async def instances(self) -> tuple[Instance, ...]: ...

    async def link(self, name: str) -> LinkState: ...

    async def reception(self, name: str) -> Reception: ...


class Watch(QObject):
    server_changed = Signal(object)
    """ServerStatus."""
    listed = Signal(object, float)
    """tuple[Instance, ...]: the server's list, and the moment (time.monotonic) before it was
    read."""
    linked = Signal(str, object, float)
    """Instance, LinkState by the server's memory, and the moment before it was read."""
    read = Signal(str, object, float)
    """Instance, Reception, and the moment (time.monotonic) before it was read."""

    def __init__(self, server: Server, api: ReadingApi, *, is_demo: bool = False) -> None:
        super().__init__()
        self._api = api
        self._wake = asyncio.Event()
        """Ends the pause between two lists."""
        self._asked = asyncio.Event()
        """Ends the pause between two instances."""
        self._answers = asyncio.Event()
        """Set while the server answers."""
        self._agenda = Agenda(INTERVAL, APART)
        self._owed: set[str] = set()
        """Those whose last reading failed, although the way to the server may heal by itself."""
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._last_refresh = -math.inf
        self.status = ServerStatus(server, ServerState.CONNECTING, is_demo=is_demo)

    def refresh(self) -> None:
        """Read the list now, and then all instances."""
        self._last_refresh = time.monotonic()
        self._agenda.ask_all()
        self._asked.set()
        self._wake.set()

    def look_again(self, name: str) -> None:
        """People came back to the window, which shows this instance (or none, if empty)."""
        self.ask(name)
        if time.monotonic() - self._last_refresh >= FOCUS_PAUSE:
            self.refresh()

    def ask(self, name: str) -> None:
        """Read this instance before all others."""
        self._agenda.ask(name)
        self._asked.set()

    async def run(self) -> None:
        readings = Tasks()
        readings.start(self._read_in_turn(readings), name="readings")
        try:
            await self._keep_listing()
        finally:
            await readings.close()

    async def _keep_listing(self) -> None:
        delays = backoff()
        while True:
            self._wake.clear()
            try:
                await self._list()
            except ServerError as error:
                pause = next(delays)
                self._tell_failure(error, pause)
            else:
                delays, pause = (delays, next(delays)) if self._owed else (backoff(), INTERVAL)
            await _until(self._wake, pause)

    async def _list(self) -> None:
        if not self.status.version:
            self.status = replace(self.status, version=await self._api.version())
        asked_at = time.monotonic()
        instances = await self._api.instances()
        self._tell_success()
        names = [each.name for each in instances]
        self._agenda.follow(names)
        self._owed.intersection_update(names)
        self.listed.emit(instances, asked_at)
        if not self._answers.is_set():
            self._agenda.ask_all()
        for name in self._owed:
            self._agenda.ask(name)
        self._asked.set()
        self._answers.set()

    async def _read_in_turn(self, readings: Tasks) -> None:
        while True:
            await self._slots.acquire()
            name = await self._next()
            readings.start(self._read(name), name=f"read {name}")

    async def _next(self) -> str:
        while True:
            await self._answers.wait()
            self._asked.clear()
            now = time.monotonic()
            if (name := self._agenda.next(now)) is not None:
                return name
            await _until(self._asked, self._agenda.wait(now))

    async def _read(self, name: str) -> None:
        try:
            asked_at = time.monotonic()
            self.read.emit(name, await self._api.reception(name), asked_at)
            asked_at = time.monotonic()
            self.linked.emit(name, await self._api.link(name), asked_at)
        except ServerError as error:
            self._heed(name, error)
        else:
            self._owed.discard(name)
        finally:
            self._agenda.done(name)
            self._slots.release()
            self._asked.set()

    def _heed(self, name: str, error: ServerError) -> None:
        """The first one that fails asks for the list, which tells whether the server is away."""
        log.warning("%s could not be read: %s", name, error)
        if not heals_by_itself(error):
            self._owed.discard(name)
            return
        if not self._owed:
            self._wake.set()
        self._owed.add(name)

    def _tell_success(self) -> None:
        self._tell(
            replace(
                self.status,
                state=ServerState.OK,
                latency_ms=self._api.latency_ms,
                down_since=None,
                next_try_at=None,
                error="",
            )
        )

    def _tell_failure(self, error: ServerError, pause: float) -> None:
        log.warning("the server could not be read: %s", error)
        self._answers.clear()
        now = time.time()
        self._tell(
            replace(
                self.status,
                state=state_of(error),
                down_since=self.status.down_since or now,
                next_try_at=now + pause,
                error=error.code,
            )
        )

    def _tell(self, status: ServerStatus) -> None:
        self.status = status
        self.server_changed.emit(status)


def state_of(error: ServerError) -> ServerState:
    if isinstance(error, KeyRefused):
        return ServerState.KEY_REFUSED
    return ServerState.UNLICENSED if isinstance(error, LicenceRequired) else ServerState.DOWN


async def _until(event: asyncio.Event, seconds: float) -> None:
    # wait_for of Python 3.11 loses a cancellation that comes together with the event.
    with suppress(TimeoutError):
        async with asyncio.timeout(None if seconds == math.inf else seconds):
            await event.wait()
