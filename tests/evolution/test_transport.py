from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import httpx
import pytest

from evodesk.domain.instance import Server
from evodesk.evolution import transport as module
from evodesk.evolution.transport import Transport, transport_to
from evodesk.tasks import beside

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from typing import Any

KEPT = 5


class Answering:
    """A server that keeps connections, and knows how many are open."""

    def __init__(self) -> None:
        self.open = 0
        self.all_here = asyncio.Event()
        self.all_gone = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        if self.open == KEPT:
            self.all_here.set()
        while await reader.readline():
            await reader.readuntil(b"\r\n\r\n")
            await self.all_here.wait()
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        writer.close()
        self.open -= 1
        if self.open == 0:
            self.all_gone.set()


@pytest.fixture
async def answering() -> AsyncIterator[tuple[Answering, str]]:
    answering = Answering()
    server = await asyncio.start_server(answering.serve, "127.0.0.1", 0)
    async with server:
        yield answering, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


async def ask(transport: Transport, url: str) -> None:
    answer = await transport.handle_async_request(httpx.Request("GET", url))
    await answer.aread()


async def cancelled_after(turns: int, work: Coroutine[Any, Any, None]) -> None:
    async with beside(work):
        for _ in range(turns):
            await asyncio.sleep(0)


@pytest.mark.parametrize("turns", range(7))
@pytest.mark.parametrize("closes", [True, False])
async def test_who_is_cancelled_while_connections_are_closed_leaves_none(
    answering: tuple[Answering, str], monkeypatch: pytest.MonkeyPatch, closes: bool, turns: int
) -> None:
    """Closing them all, or asking again when they were kept too long."""
    server, url = answering
    monkeypatch.setattr(module, "_KEPT_SECONDS", 0.05)
    transport = transport_to(Server("s", url, "s"))
    await asyncio.gather(*(ask(transport, url) for _ in range(KEPT)))
    while not all(each.has_expired() for each in transport._pool.connections):
        await asyncio.sleep(0.01)
    assert server.open == len(transport._pool.connections) == KEPT
    await cancelled_after(turns, transport.aclose() if closes else ask(transport, url))
    await transport.aclose()
    async with asyncio.timeout(5):
        await server.all_gone.wait()
    gc.collect()
