"""What polling says about a refused upgrade."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.instance import Server
from evodesk.errors import (
    EvodeskError,
    KeyRefused,
    NotEvolution,
    RequestRefused,
    ServerFailed,
    TimedOut,
    Unreachable,
    UpgradeBlocked,
    WebsocketOff,
)
from evodesk.evolution import refusal
from evodesk.evolution.refusal import explain, explain_refusal
from tests.evolution import recorded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

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


@asynccontextmanager
async def pouring(pause: float) -> AsyncIterator[Server]:
    """Answers with a body that never ends."""

    ended = asyncio.Event()

    async def pour(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"3e8\r\n" + b"x" * 1000 + b"\r\n")
                await writer.drain()
                await asyncio.sleep(pause)
        writer.close()
        ended.set()

    async with await asyncio.start_server(pour, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        yield Server("s", f"http://127.0.0.1:{port}", "x")
        await ended.wait()


async def test_an_answer_without_end_is_not_waited_for() -> None:
    async with asyncio.timeout(5), pouring(0) as server:
        assert isinstance(await explain_refusal(server, "K", None), NotEvolution)


async def test_an_answer_that_trickles_runs_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusal, "_SECONDS", 0.2)
    async with asyncio.timeout(5), pouring(0.01) as server:
        assert isinstance(await explain_refusal(server, "K", None), TimedOut)
