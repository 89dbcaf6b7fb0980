"""Answers that go wrong on purpose: an ASGI layer in front of the whole API, Socket.IO included."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import orjson

from evodesk.simulator.answers import JSON_TYPE, Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Kind(StrEnum):
    DELAY = "delay"
    """`seconds` pass, then it is performed."""
    STATUS = "status"
    """Not performed; `status` with the server's error body."""
    DROP_BEFORE = "drop_before"
    """Not performed; the connection ends without an answer."""
    DROP_AFTER = "drop_after"
    """Performed; the connection ends without an answer."""
    REFUSE = "refuse"
    """Not performed; the connection is reset."""
    HANG_AFTER = "hang_after"
    """Performed; the answer comes after `seconds`."""
    EMPTY = "empty"
    """Not performed; `status` (200 unless given) with no body at all."""


@dataclass(slots=True)
class Fault:
    match: re.Pattern[str]
    kind: Kind
    seconds: float = 0.0
    status: int = 500
    times: int | None = None


def parse_faults(body: object) -> list[Fault]:
    """Raises ValueError with a text for whoever wrote the test."""
    if not isinstance(body, list):
        raise ValueError("a list of faults is needed")
    try:
        return [_parse(each) for each in body]
    except re.error as error:
        raise ValueError(f"`match` is no regular expression: {error}") from error


def _parse(body: Any) -> Fault:
    if not isinstance(body, dict) or not isinstance(body.get("match"), str):
        raise ValueError("a fault needs `match`")
    kind = Kind(str(body.get("kind")))
    default = 200 if kind is Kind.EMPTY else 500
    times = body.get("times")
    return Fault(
        re.compile(body["match"]),
        kind,
        float(body.get("seconds", 0.0)),
        int(body.get("status", default)),
        None if times is None else int(times),
    )


Cut = Callable[[tuple[str, int], bool], None]
"""End the connection of a client address; reset it if told so."""
Record = Callable[[str, str, int], None]


class Faults:
    """Picks the first fault that matches and records every request with its status."""

    def __init__(self, app: ASGIApp, cut: Cut, record: Record) -> None:
        self._app = app
        self._cut = cut
        self._record = record
        self._faults: list[Fault] = []

    def replace(self, faults: list[Fault]) -> None:
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope.get("method", "GET")
        path = scope["raw_path"].decode("ascii")
        fault = self._next(f"{method} {path}")
        kind = fault and _kind(fault, scope)
        outcome = _Answer(scope, send, lambda status: self._record(method, path, status))
        if fault is None:
            await self._app(scope, receive, outcome.send)
        elif kind is Kind.DELAY:
            await asyncio.sleep(fault.seconds)
            await self._app(scope, receive, outcome.send)
        elif kind in (Kind.STATUS, Kind.EMPTY):
            await outcome.short(fault.status, b"" if kind is Kind.EMPTY else _error(fault.status))
        elif kind is Kind.HANG_AFTER:
            await self._perform_and_hang(scope, receive, outcome, fault.seconds)
        else:
            if kind is Kind.DROP_AFTER:
                await self._app(scope, receive, _into([]))
            self._record(method, path, 0)
            self._cut(scope["client"], kind is Kind.REFUSE)
            await _gone(receive)

    async def _perform_and_hang(
        self, scope: Scope, receive: Receive, outcome: _Answer, seconds: float
    ) -> None:
        held: list[Message] = []
        await self._app(scope, receive, _into(held))
        await asyncio.sleep(seconds)
        for message in held:
            await outcome.send(message)

    def _next(self, request: str) -> Fault | None:
        for fault in self._faults:
            if fault.times != 0 and fault.match.search(request):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None


def _kind(fault: Fault, scope: Scope) -> Kind:
    """A WebSocket has no end to wait for, so "after" means "before" there."""
    before = {Kind.DROP_AFTER: Kind.DROP_BEFORE, Kind.HANG_AFTER: Kind.DELAY}
    return before.get(fault.kind, fault.kind) if scope["type"] == "websocket" else fault.kind


class _Answer:
    """Passes an answer on and reports its status before the client can see it."""

    def __init__(self, scope: Scope, send: Send, report: Callable[[int], None]) -> None:
        self._prefix = "websocket.http" if scope["type"] == "websocket" else "http"
        self._send = send
        self._report = report

    async def send(self, message: Message) -> None:
        if message["type"].endswith("http.response.start"):
            self._report(message["status"])
        elif message["type"] == "websocket.accept":
            self._report(101)
        await self._send(message)

    async def short(self, status: int, body: bytes) -> None:
        length = str(len(body)).encode()
        headers = [(b"content-type", JSON_TYPE.encode()), (b"content-length", length)]
        start = {"type": f"{self._prefix}.response.start", "status": status, "headers": headers}
        await self.send(start)
        await self._send({"type": f"{self._prefix}.response.body", "body": body})


def _into(held: list[Message]) -> Send:
    async def send(message: Message) -> None:
        held.append(message)

    return send


async def _gone(receive: Receive) -> None:
    """Wait until uvicorn knows that the connection has ended, or it would answer 500."""
    while not (await receive())["type"].endswith("disconnect"):
        pass


def _error(status: int) -> bytes:
    return orjson.dumps(Refusal(status, "simulated").body)
