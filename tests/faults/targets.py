"""What is fed with garbage. A check takes bytes and raises EvodeskError or nothing at all; every
other exception is a crash."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from evodesk.domain.event import LinkChange
from evodesk.domain.message import MessageKey, Source
from evodesk.errors import EvodeskError, NotEvolution
from evodesk.evolution import wire
from evodesk.evolution.cut import cut_long_strings, parse_json, splice
from evodesk.evolution.socketio import Codec
from evodesk.evolution.wire_details import parse_details
from evodesk.evolution.wire_media import parse_media
from evodesk.receiving.receiver import PATH, Receiver
from evodesk.receiving.whole import Request
from evodesk.store.adding import add
from tests.evolution import recorded
from tests.receiving.inboxes import SECRET, FakeInbox
from tests.store.making import memory_database

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from tests.receiving.inboxes import Told

NOW = 1_760_000_000.0
KEY = MessageKey("one", "balcao", "A1", False)
BREAK = b"\n"
"""Between two frames of one connection."""


@dataclass(frozen=True)
class Target:
    check: Callable[[bytes], None]
    seeds: tuple[bytes, ...] = field(repr=False)


def typed(target: Target, data: bytes) -> None:
    """Raises what should never come out."""
    try:
        target.check(data)
    except EvodeskError:
        return


def _codec(data: bytes) -> None:
    codec = Codec()
    for name in ("/", "/evo1", "/wa1"):
        codec.join(name)
    for frame in data.split(BREAK):
        codec.receive(frame)


def _cut(data: bytes) -> None:
    short, cuts = cut_long_strings(data, threshold=64)
    assert len(short) <= len(data) or cuts
    if not cuts:
        assert short == data
    splice(parse_json(data), cuts)


def _event(data: bytes) -> None:
    """Parsed, and taken by the store: a number or a text that SQLite refuses is a crash too."""
    facts = wire.parse_event("one", data, Source.WEBHOOK, NOW).facts
    with closing(memory_database()) as db:
        add(db, [fact for fact in facts if not isinstance(fact, LinkChange)], NOW)


def _details(data: bytes) -> None:
    parse_details(data.decode("utf-8", "replace"))


class _Inbox(FakeInbox):
    """Reads what it takes, as the real one does."""

    def take(self, server: str, body: bytes, authorization: str, told: Told) -> None:
        try:
            wire.parse_event(server, body, Source.WEBHOOK, NOW)
        except NotEvolution:
            wire.odd_body(server, body, NOW)
        super().take(server, body, authorization, told)


def _receiver(data: bytes) -> None:
    """The short way and the long one, in two pieces; both must say yes to any body."""
    receiver, answers = Receiver(_Inbox()), list[int]()
    path = f"{PATH}/{SECRET}"
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": path, "headers": []}

    def answered(response: Response) -> None:
        answers.append(response.status_code)

    assert receiver.at_once(Request(b"POST", path.encode(), [], data), answered)
    half = len(data) // 2
    pieces = [
        {"type": "http.request", "body": data[:half], "more_body": True},
        {"type": "http.request", "body": data[half:], "more_body": False},
    ]

    async def receive() -> dict[str, Any]:
        return pieces.pop(0)

    async def send(message: Any) -> None:
        if "status" in message:
            answers.append(message["status"])

    asyncio.run(receiver(scope, receive, send))
    assert answers == [200, 200]


def _bodies(pattern: str) -> tuple[bytes, ...]:
    found = (recorded.load(name) for name in recorded.names(pattern))
    return tuple(orjson.dumps(each["response"]["body"]) for each in found if "response" in each)


def _pushed() -> tuple[bytes, ...]:
    return tuple(body for name in recorded.names("05_*/*") for body in recorded.webhooks(name))


def _connections() -> tuple[bytes, ...]:
    found = (recorded.frames(name) for name in recorded.names("0[45]_*/*"))
    return tuple(BREAK.join(frames) for frames in found if frames)


def _parser(parse: Callable[[bytes], object], pattern: str) -> Target:
    def check(data: bytes) -> None:
        parse(data)

    return Target(check, _bodies(pattern))


def targets() -> dict[str, Target]:
    events = _pushed()
    return {
        "codec": Target(_codec, _connections()),
        "cut": Target(_cut, events),
        "event": Target(_event, events),
        "receiver": Target(_receiver, events),
        "details": Target(_details, events),
        "history": _parser(
            lambda data: wire.parse_history("one", "balcao", data, NOW), "07_history/*"
        ),
        "instances": _parser(wire.parse_instances, "01_instances/fetch*"),
        "link": _parser(wire.parse_link, "01_instances/state*"),
        "version": _parser(wire.parse_version, "01_instances/root*"),
        "qr": _parser(wire.parse_qr, "0[15]_*/connect*"),
        "webhook": _parser(wire.parse_webhook, "02_webhook/*"),
        "websocket": _parser(wire.parse_websocket, "03_websocket/*"),
        "media": _parser(lambda data: parse_media(KEY, data), "0[57]_*/getBase64*"),
    }
