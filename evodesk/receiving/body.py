"""Reading a request's body within bounds of size, and of memory for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from starlette.types import Receive, Scope


class BodyTooBig(Exception):
    """More than is even drained."""


class NoRoom(Exception):
    """The bodies in hand take all places, or all memory set aside for them."""


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
    """Memory and places that all bodies in hand share."""

    def __init__(self, size: int, places: int = 1) -> None:
        """`size` in bytes."""
        self._free = size
        self._places = places

    def enter(self, size: int = 0) -> Share:
        """A place and `size` bytes to begin with. Raises NoRoom."""
        if self._places == 0:
            raise NoRoom
        self.take(size)
        self._places -= 1
        return Share(self, size)

    def take(self, size: int) -> None:
        """Raises NoRoom."""
        if size > self._free:
            raise NoRoom
        self._free -= size

    def give(self, size: int) -> None:
        self._free += size
        self._places += 1


class Share:
    """What one request holds of the room, until `close`."""

    def __init__(self, room: Room, taken: int) -> None:
        self._room = room
        self._taken = taken

    def take(self, size: int) -> None:
        """Raises NoRoom."""
        self._room.take(size)
        self._taken += size

    def close(self) -> None:
        self._room.give(self._taken)


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
