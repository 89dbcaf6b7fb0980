"""Each place where the way to our receiver can end, with real sockets."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reach import Reach, ReachStep
from evodesk.evolution.reach import reach

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

REPLY = "the-reply"


@asynccontextmanager
async def answering(answer: bytes | None) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that says `answer` to whatever comes; None: it says nothing at all."""
    heard: list[bytes] = []
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(4096))
        if answer is None:
            await over.wait()
        else:
            writer.write(answer)
            await writer.drain()
        writer.close()
        await asyncio.gather(writer.wait_closed(), return_exceptions=True)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}", heard
    finally:
        over.set()
        server.close()
        await server.wait_closed()
        await asyncio.sleep(0.05)


def http(status: str, body: str = "", *headers: str) -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers)
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@pytest.mark.parametrize(
    ("answer", "stuck", "detail"),
    [
        (http("200 OK", REPLY), None, ""),
        (http("200 OK", "welcome to nginx"), ReachStep.BODY, ""),
        (http("200 OK"), ReachStep.BODY, ""),
        (http("404 Not Found", "no such tunnel"), ReachStep.STATUS, "404"),
        (http("502 Bad Gateway"), ReachStep.STATUS, "502"),
        (http("204 No Content"), ReachStep.STATUS, "204"),
        (
            http("301 Moved Permanently", "", "Location: https://other.example/x?token=t0p"),
            ReachStep.REDIRECT,
            "other.example",
        ),
        (http("302 Found", "", "Location: /login"), ReachStep.REDIRECT, ""),
        (b"SSH-2.0-OpenSSH\r\n", ReachStep.ANSWER, ""),
        (b"", ReachStep.ANSWER, ""),
    ],
)
async def test_what_answers(answer: bytes, stuck: ReachStep | None, detail: str) -> None:
    async with answering(answer) as (base, heard):
        assert await reach(base, "/way/nonce", REPLY) == Reach(base, stuck, detail)
    assert len(heard) == 1, "a redirect was followed"
    assert heard[0].startswith(b"POST /way/nonce HTTP/1.1\r\n")


async def test_no_answer_in_time() -> None:
    async with answering(None) as (base, _):
        assert await reach(base, "/", REPLY, seconds=0.2) == Reach(base, ReachStep.ANSWER)


async def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert await reach(base, "/", REPLY) == Reach(base, ReachStep.CONNECT)


async def test_no_tls_where_it_is_wanted() -> None:
    async with answering(http("400 Bad Request")) as (base, _):
        secure = base.replace("http:", "https:")
        assert await reach(secure, "/", REPLY) == Reach(secure, ReachStep.TLS)


async def test_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    base = "http://tunnel.example"
    assert await reach(base, "/", REPLY) == Reach(base, ReachStep.NAME)


async def test_an_endless_answer_is_somebody_else() -> None:
    async with answering(http("200 OK", "x" * 200_000)) as (base, _):
        assert await reach(base, "/", REPLY) == Reach(base, ReachStep.BODY)


@pytest.mark.parametrize("base", ["http://[::1", "http://a b", "", "http://host:99999"])
async def test_what_is_no_address_is_told_and_not_raised(base: str) -> None:
    assert (await reach(base, "/", REPLY)).stuck is not None
