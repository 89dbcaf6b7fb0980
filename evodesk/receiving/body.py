"""Reading a request's body within bounds of size, of time, and of memory for all of them."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request


class BodyTooBig(Exception):
    """More than is even drained."""


class NoRoom(Exception):
    """The bodies in hand fill all memory set aside for them."""


@dataclass(frozen=True, slots=True)
class Limits:
    kept: int
    """Bytes of one body that are kept."""
    drained: int
    """Bytes of one body that are read at all."""
    idle: float = 15.0
    """Seconds without a byte."""
    seconds: float = 120.0
    """Seconds for one body."""


@dataclass(frozen=True, slots=True)
class Body:
    size: int
    content: bytes | None
    """None: too big to keep."""


class Room:
    """Bytes of memory that all bodies in hand share."""

    def __init__(self, size: int) -> None:
        self._free = size

    @contextmanager
    def share(self) -> Iterator[Share]:
        share = Share(self)
        try:
            yield share
        finally:
            self._free += share.taken

    def take(self, size: int) -> None:
        if size > self._free:
            raise NoRoom
        self._free -= size


class Share:
    """What one request holds of the room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.taken = 0

    def take(self, size: int) -> None:
        """Raises NoRoom."""
        self._room.take(size)
        self.taken += size


async def read_body(request: Request, limits: Limits, share: Share) -> Body:
    """Raises BodyTooBig, NoRoom, TimeoutError, and Starlette's ClientDisconnect."""
    if _announced(request) > limits.drained:
        raise BodyTooBig
    clock = asyncio.get_running_loop().time
    end = clock() + limits.seconds
    size, chunks = 0, list[bytes]()
    async with asyncio.timeout_at(clock() + limits.idle) as patience:
        async for chunk in request.stream():
            patience.reschedule(min(clock() + limits.idle, end))
            size += len(chunk)
            if size > limits.drained:
                raise BodyTooBig
            if size > limits.kept:
                chunks.clear()
            else:
                share.take(len(chunk))
                chunks.append(chunk)
    return Body(size, None if size > limits.kept else b"".join(chunks))


def _announced(request: Request) -> int:
    """What `Content-Length` says; 0 when the body comes in chunks."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0
