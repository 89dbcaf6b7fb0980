"""Reads the server again and again: its list, the links and both configurations of each instance.

While the server is away the delays grow; the moment of the next try is part of what it tells.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evodesk.domain.status import ServerState, ServerStatus
from evodesk.errors import KeyRefused, LicenceRequired, ServerError
from evodesk.evolution.retry import backoff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evodesk.domain.instance import Instance, Server
    from evodesk.domain.reception import Reception

log = logging.getLogger(__name__)

INTERVAL = 60.0
"""Seconds between two readings of a server that answers."""


class ReadingApi(Protocol):
    @property
    def latency_ms(self) -> int | None: ...

    async def version(self) -> str: ...

    async def instances(self) -> tuple[Instance, ...]: ...

    async def receptions(self, names: Sequence[str]) -> dict[str, Reception | ServerError]: ...


class Watch(QObject):
    server_changed = Signal(object)
    """ServerStatus."""
    listed = Signal(object, float)
    """tuple[Instance, ...]: the server's list, and the moment (time.monotonic) before it was
    read."""
    read = Signal(object, float)
    """dict[str, Reception], and the moment (time.monotonic) before they were read."""

    def __init__(self, server: Server, api: ReadingApi, *, is_demo: bool = False) -> None:
        super().__init__()
        self._api = api
        self._wake = asyncio.Event()
        self.status = ServerStatus(server, ServerState.CONNECTING, is_demo=is_demo)

    def refresh(self) -> None:
        """Read now instead of at the next turn."""
        self._wake.set()

    async def run(self) -> None:
        delays = backoff()
        while True:
            self._wake.clear()
            try:
                await self._read()
                delays, pause = backoff(), INTERVAL
            except ServerError as error:
                pause = next(delays)
                self._tell_failure(error, pause)
            await self._sleep(pause)

    async def _read(self) -> None:
        if not self.status.version:
            self.status = replace(self.status, version=await self._api.version())
        asked_at = time.monotonic()
        instances = await self._api.instances()
        self._tell_success()
        self.listed.emit(instances, asked_at)
        asked_at = time.monotonic()
        found = await self._api.receptions([each.name for each in instances])
        self.read.emit(
            {name: each for name, each in found.items() if not isinstance(each, ServerError)},
            asked_at,
        )
        for name, each in found.items():
            if isinstance(each, ServerError):
                log.warning("the configuration of %s could not be read: %s", name, each)
        self._tell_success()

    async def _sleep(self, seconds: float) -> None:
        # wait_for of Python 3.11 loses a cancellation that comes together with the event.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

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
