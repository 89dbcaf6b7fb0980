"""Engine.IO 4 and Socket.IO 5 as frames in, events and text out. This file does no I/O.

The server closes the whole connection on `40` for a namespace that is pending or joined, on `41`
for one that is not joined, and on a comma in a namespace, so `join` and `leave` never produce
such text. Frames may all be bytes: the server sends the attachments of a binary event right
behind it, so while some are owed, a bytes frame is one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from evodesk.errors import CommaInName, NotEvolution
from evodesk.evolution.cut import DEPTH, Json, cut_long_strings, parse_short

PONG = "3"
ROOT = "/"
_ATTACHMENTS_LIMIT = 10_000
_PACKET = re.compile(rb"([0-6])(?:(\d{1,6})-)?(/[^,]*)?,?(\d{1,19}(?=[\[{]|$))?", re.DOTALL)


class ProtocolError(NotEvolution):
    """The other side does not speak Socket.IO, or not as agreed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The transport is up; it is given up after both seconds without a ping."""

    ping_interval: float
    ping_timeout: float


@dataclass(frozen=True, slots=True)
class Ping:
    """Answer with PONG."""


@dataclass(frozen=True, slots=True)
class Joined:
    namespace: str


@dataclass(frozen=True, slots=True)
class Refused:
    """`Invalid namespace` until the first event of an instance
    (contract: 04_socketio/NAMESPACE_INVALID_UNTIL_FIRST_EVENT)."""

    namespace: str
    message: str


@dataclass(frozen=True, slots=True)
class Left:
    """The server threw us out."""

    namespace: str


class Pushed(NamedTuple):
    """`payload` is the event's first argument, bytes and long strings in their place."""

    namespace: str
    name: str
    payload: Json


Received = Opened | Ping | Joined | Refused | Left | Pushed


@dataclass(slots=True)
class _Owed:
    """A binary event that waits for its attachments."""

    namespace: str
    arguments: Json
    count: int
    attachments: list[bytes]


class Codec:
    """Of one connection; a new connection needs a new one."""

    def __init__(self) -> None:
        self._pending: set[str] = set()
        self._joined: set[str] = set()
        self._owed: _Owed | None = None

    @property
    def joined(self) -> frozenset[str]:
        return frozenset(self._joined)

    def join(self, namespace: str) -> str:
        """Text to send, or empty when the answer is pending or we are in it.

        Raises CommaInName.
        """
        if "," in namespace:
            raise CommaInName(instance=namespace.removeprefix("/"))
        if namespace in self._pending or namespace in self._joined:
            return ""
        self._pending.add(namespace)
        return "40" if namespace == ROOT else f"40{namespace},"

    def leave(self, namespace: str) -> str:
        """Text to send, or empty when we are not in it: leave again once it is joined."""
        if namespace not in self._joined:
            return ""
        self._joined.discard(namespace)
        return "41" if namespace == ROOT else f"41{namespace},"

    def receive(self, frame: str | bytes) -> tuple[Received, ...]:
        """What a frame means; usually one thing, or none. Raises ProtocolError."""
        if self._owed is not None and not isinstance(frame, str):
            return self._attach(self._owed, frame)
        data = frame.encode("utf-8", "replace") if isinstance(frame, str) else frame
        kind = data[:1]
        if kind == b"4":
            return self._message(data)
        if kind == b"2":
            return (Ping(),)
        if kind == b"0":
            return (_opened(_json(data[1:], ())),)
        if kind in (b"1", b"3", b"5", b"6"):
            return ()
        raise ProtocolError()

    def _message(self, data: bytes) -> tuple[Received, ...]:
        short, cuts = cut_long_strings(data)
        head = _PACKET.match(short, 1)
        if head is None:
            raise ProtocolError()
        kind, namespace = head[1], (head[3] or b"/").decode("utf-8", "replace")
        body = _json(short[head.end() :], cuts)
        if kind == b"2":
            return _pushed(namespace, body)
        if kind in (b"5", b"6"):
            return self._owe(namespace, int(head[2] or 0), body)
        if kind == b"0":
            self._settle(namespace)
            self._joined.add(namespace)
            return (Joined(namespace),)
        if kind == b"1":
            self._joined.discard(namespace)
            return (Left(namespace),)
        return self._refused(namespace, body) if kind == b"4" else ()

    def _settle(self, namespace: str) -> None:
        """Only what was asked may be answered, or we would lose count of what is open."""
        if namespace not in self._pending:
            raise ProtocolError()
        self._pending.discard(namespace)

    def _refused(self, namespace: str, reason: Json) -> tuple[Received, ...]:
        self._settle(namespace)
        message = reason.get("message") if isinstance(reason, dict) else reason
        return (Refused(namespace, message if isinstance(message, str) else ""),)

    def _owe(self, namespace: str, count: int, arguments: Json) -> tuple[Received, ...]:
        if self._owed is not None or count > _ATTACHMENTS_LIMIT:
            raise ProtocolError()
        if count == 0:
            return _pushed(namespace, arguments)
        self._owed = _Owed(namespace, arguments, count, [])
        return ()

    def _attach(self, owed: _Owed, attachment: bytes) -> tuple[Received, ...]:
        owed.attachments.append(attachment)
        if len(owed.attachments) < owed.count:
            return ()
        self._owed = None
        return _pushed(owed.namespace, _fill(owed.arguments, owed.attachments, DEPTH))


def _pushed(namespace: str, arguments: Json) -> tuple[Received, ...]:
    """Nothing for an acknowledgement, which has no name; we never ask for one."""
    if not isinstance(arguments, list) or not arguments or not isinstance(arguments[0], str):
        return ()
    return (Pushed(namespace, arguments[0], arguments[1] if len(arguments) > 1 else None),)


def _opened(value: Json) -> Opened:
    try:
        return Opened(_seconds(value["pingInterval"]), _seconds(value["pingTimeout"]))
    except (TypeError, KeyError) as error:
        raise ProtocolError() from error


def _seconds(milliseconds: Any) -> float:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        raise ProtocolError()
    if not 0 < milliseconds < 10**9:
        raise ProtocolError()
    return milliseconds / 1000


def _fill(value: Json, attachments: list[bytes], depth: int) -> Json:
    """`value` with `{"_placeholder": true, "num": 0}` replaced by the bytes."""
    if isinstance(value, dict):
        if value.get("_placeholder") is True:
            return _chosen(value.get("num"), attachments)
        if depth == 0:
            return None
        return {name: _fill(each, attachments, depth - 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_fill(each, attachments, depth - 1) for each in value] if depth else None
    return value


def _chosen(number: Json, attachments: list[bytes]) -> bytes | None:
    if isinstance(number, int) and 0 <= number < len(attachments):
        return attachments[number]
    return None


def _json(data: bytes, cuts: tuple[memoryview, ...]) -> Json:
    try:
        return parse_short(data, cuts) if data else None
    except NotEvolution as error:
        raise ProtocolError() from error
