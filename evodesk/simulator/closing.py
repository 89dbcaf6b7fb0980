"""When the real server hangs up: rules over the text frames of one connection. Pure, no I/O.

python-socketio ignores what the real server punishes; this decides before it sees a frame.
contract: 04_socketio/garbage_packet_closes, namespace_with_comma_unreachable
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

import orjson


class Verdict(Enum):
    PASS = "pass"
    CLOSE = "close"
    INVALID = "invalid"
    """Answer `Invalid namespace` without asking python-socketio, which cuts off a query."""


_FROM_CLIENT = ("0", "1", "3", "4", "5", "6")
"""Engine.IO packet types; a ping (2) goes the other way only."""

CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR, BINARY_EVENT, BINARY_ACK = range(7)

_PACKET = re.compile(
    r"(?P<type>[0-6])(?:(?P<attachments>\d+)-)?(?:(?P<namespace>/[^,]*)(?:,|$))?"
    r"(?P<id>\d+)?(?P<payload>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Packet:
    type: int
    namespace: str
    attachments: int = 0


def parse_packet(text: str) -> Packet | None:
    """One Socket.IO packet, or None where socket.io's parser throws."""
    found = _PACKET.fullmatch(text)
    if found is None:
        return None
    kind = int(found["type"])
    if (kind in (BINARY_EVENT, BINARY_ACK)) != (found["attachments"] is not None):
        return None
    if not _fits(kind, found["payload"]):
        return None
    return Packet(kind, found["namespace"] or "/", int(found["attachments"] or 0))


def _fits(kind: int, payload: str) -> bool:
    if not payload:
        return kind in (CONNECT, DISCONNECT)
    try:
        value: Any = orjson.loads(payload)
    except orjson.JSONDecodeError:
        return False
    if kind == CONNECT:
        return isinstance(value, dict)
    if kind == CONNECT_ERROR:
        return isinstance(value, str | dict)
    if kind in (ACK, BINARY_ACK):
        return isinstance(value, list)
    return kind != DISCONNECT and isinstance(value, list) and bool(value)


class Connection:
    """What one connection has joined. Feed it every frame in both directions."""

    def __init__(self) -> None:
        self.joined: set[str] = set()
        self.ever_joined = False
        self._attachments = 0

    def received(self, frame: str | bytes) -> Verdict:
        """Judge a frame from the client, before anyone else sees it."""
        if isinstance(frame, bytes):
            return self._attachment()
        if frame[:1] not in _FROM_CLIENT or self._attachments:
            return Verdict.CLOSE
        if frame[0] != "4":
            return Verdict.PASS
        packet = parse_packet(frame[1:])
        return Verdict.CLOSE if packet is None else self._packet(packet)

    def sent(self, frame: str | bytes) -> None:
        """Note a frame to the client: `40/name,{...}` is when it has joined."""
        if isinstance(frame, str) and frame.startswith(("40", "41")):
            packet = parse_packet(frame[1:])
            if packet is not None and packet.type == CONNECT:
                self.joined.add(packet.namespace)
                self.ever_joined = True
            elif packet is not None:
                self.joined.discard(packet.namespace)

    def _packet(self, packet: Packet) -> Verdict:
        if packet.type == CONNECT_ERROR:
            return Verdict.CLOSE
        if (packet.type == CONNECT) == (packet.namespace in self.joined):
            return Verdict.CLOSE
        if packet.type == CONNECT and "?" in packet.namespace:
            return Verdict.INVALID
        if packet.type == DISCONNECT:
            self.joined.discard(packet.namespace)
        self._attachments = packet.attachments
        return Verdict.PASS

    def _attachment(self) -> Verdict:
        if not self._attachments:
            return Verdict.CLOSE
        self._attachments -= 1
        return Verdict.PASS
