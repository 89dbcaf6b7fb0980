"""Reading a request's body within bounds of size, and of memory for all of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope


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


async def read_body(scope: Scope, receive: Receive, limits: Limits, share: Share) -> Body:
    """Raises BodyTooBig, NoRoom, and Starlette's ClientDisconnect."""
    if _announced(scope) > limits.drained:
        raise BodyTooBig
    size, chunks, more = 0, list[bytes](), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        more, chunk = message["more_body"], message["body"]
        size += len(chunk)
        if size > limits.drained:
            raise BodyTooBig
        if size > limits.kept:
            chunks.clear()
        else:
            share.take(len(chunk))
            chunks.append(chunk)
    return Body(size, None if size > limits.kept else b"".join(chunks))


def _announced(scope: Scope) -> int:
    """What `Content-Length` says; 0 when the body comes in chunks."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0
