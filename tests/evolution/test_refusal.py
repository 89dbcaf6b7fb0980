"""What polling says about a refused upgrade."""

from __future__ import annotations

import pytest

from evodesk.domain.instance import Server
from evodesk.errors import (
    EvodeskError,
    KeyRefused,
    NotEvolution,
    RequestRefused,
    ServerFailed,
    Unreachable,
    UpgradeBlocked,
    WebsocketOff,
)
from evodesk.evolution.refusal import explain, explain_refusal
from tests.evolution import recorded

HOST = "host.example"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("03_websocket_disabled_on_server/socketio_polling_handshake", WebsocketOff),
        *((name, KeyRefused) for name in recorded.names("04_socketio/auth_reject_polling_*")),
    ],
)
def test_recorded(name: str, expected: type[EvodeskError]) -> None:
    assert type(explain(*recorded.answer(name), HOST, "K")) is expected


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b'0{"sid":"x"}', UpgradeBlocked),
        (200, b"<html>welcome", NotEvolution),
        (404, b"<html>nginx", NotEvolution),
        (502, b"<html>nginx", ServerFailed),
        (429, b"{}", RequestRefused),
    ],
)
def test_made_up(status: int, body: bytes, expected: type[EvodeskError]) -> None:
    assert type(explain(status, body, HOST, "K")) is expected


async def test_nobody_there() -> None:
    server = Server("s", "http://127.0.0.1:1", "x")
    assert isinstance(await explain_refusal(server, "K", None), Unreachable)
