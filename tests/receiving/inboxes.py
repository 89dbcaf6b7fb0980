"""An Inbox in memory, and a sender of raw bytes for what no HTTP client would send."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from evodesk.errors import StoreError

Told = Callable[[StoreError | None], None]

SECRET = "a-long-random-secret"
OTHER_SECRET = "another-random-secret"


@dataclass
class FakeInbox:
    known: dict[str, str] = field(default_factory=lambda: {"one": SECRET, "two": OTHER_SECRET})
    unproven: set[str] = field(default_factory=set)
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    too_big: list[tuple[str, int]] = field(default_factory=list)
    error: Exception | None = None
    is_open: bool = True
    """Closed, what comes in is not committed before `open`."""
    waiting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    """Released for each one that is held."""
    held: list[Callable[[], None]] = field(default_factory=list)

    def secrets(self) -> list[tuple[str, str]]:
        return list(self.known.items())

    def proven(self, server: str) -> bool:
        return server not in self.unproven

    def take(self, server: str, body: bytes, authorization: str, told: Told) -> None:
        if self.error is not None and not isinstance(self.error, StoreError):
            raise self.error
        if self.is_open:
            self._commit(server, body, told)
        else:
            self.held.append(partial(self._commit, server, body, told))
            self.waiting.release()

    def open(self) -> None:
        self.is_open = True
        for commit in self.held:
            commit()

    def _commit(self, server: str, body: bytes, told: Told) -> None:
        if isinstance(self.error, StoreError):
            told(self.error)
            return
        self.accepted.append((server, body))
        told(None)

    async def note_too_big(self, server: str, size: int) -> None:
        self.too_big.append((server, size))


@dataclass
class RawSender:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def to(cls, port: int) -> RawSender:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def head(self, path: str, *headers: str, method: str = "POST") -> None:
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]
        await self.send("\r\n".join(lines).encode())

    async def answer(self) -> str:
        """Everything until the other side closes; empty when it just hangs up."""
        try:
            async with asyncio.timeout(5):
                return (await self.reader.read()).decode()
        except ConnectionError:
            return ""

    async def is_closed(self) -> bool:
        """By the other side, unasked."""
        try:
            async with asyncio.timeout(0.01):
                return not await self.reader.read(1)
        except TimeoutError:
            return False
        except ConnectionError:
            return True

    async def status(self) -> int:
        """Of one answer on a connection that may stay open."""
        async with asyncio.timeout(5):
            return int((await self.reader.readline()).split()[1])

    async def close(self) -> None:
        self.writer.close()
        try:
            await self.writer.wait_closed()
        except ConnectionError:
            return
