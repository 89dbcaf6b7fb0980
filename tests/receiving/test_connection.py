"""Senders that take their time, and more of them than there is room for."""

from __future__ import annotations

import asyncio
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from starlette.responses import PlainTextResponse

from evodesk.receiving.connection import CONNECTIONS, HEADER_BYTES, Connection, Patience
from evodesk.receiving.serving import Listener
from tests.receiving.inboxes import RawSender

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from starlette.types import Receive, Scope, Send

    from tests.receiving.conftest import Serve

hello = PlainTextResponse("hello")


@contextmanager
def no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def connections() -> int:
    return sum(isinstance(each, Connection) for each in gc.get_objects())


@pytest.mark.parametrize("header", ["Connection: keep-alive", "Connection: close"])
async def test_a_lost_connection_leaves_memory_by_itself(serve: Serve, header: str) -> None:
    port = await serve(hello)
    with no_collection():
        for _ in range(3):
            sender = await RawSender.to(port)
            await sender.head("/", header, "Content-Length: 4")
            await sender.send(b"body")
            assert await sender.status() == 200
            await sender.close()
        async with asyncio.timeout(5):
            while connections():
                await asyncio.sleep(0.01)


async def test_headers_that_do_not_come() -> None:
    listener = Listener(hello, patience=Patience(head=0.05, look=0.01))
    port = await listener.start()
    for first in (b"", b"GET / HTTP/1.1\r\nHost: x\r\n"):
        sender = await RawSender.to(port)
        await sender.send(first)
        assert await sender.answer() == ""
        await sender.close()
    await listener.stop()


async def test_headers_that_do_not_come_after_a_good_request() -> None:
    listener = Listener(hello, patience=Patience(head=0.05, look=0.01))
    sender = await RawSender.to(await listener.start())
    await sender.head("/", method="GET")
    await sender.send(b"GET / HTTP/1.1\r\n")
    answer = await sender.answer()
    assert answer.count("hello") == 1
    await sender.close()
    await listener.stop()


async def test_headers_without_an_end() -> None:
    listener = Listener(hello)
    sender = await RawSender.to(await listener.start())
    sent = 0
    try:
        await sender.send(b"GET / HTTP/1.1\r\nX: ")
        while sent < 100 * HEADER_BYTES:
            await sender.send(b"x" * 8192)
            sent += 8192
    except ConnectionError:
        pass
    assert await sender.answer() == ""
    await sender.close()
    await listener.stop()


async def test_a_rest_between_two_requests_has_an_end(serve: Serve) -> None:
    sender = await RawSender.to(await serve(hello, Patience(keep_alive=0.05, look=0.01)))
    await sender.head("/", method="GET")
    answer = await sender.answer()
    assert answer.count("hello") == 1
    await sender.close()


async def test_a_long_answer_is_no_rest(serve: Serve) -> None:
    async def slowly(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.2)
        await hello(scope, receive, send)

    patience = Patience(head=0.05, idle=0.05, body=0.05, keep_alive=0.05, look=0.01)
    sender = await RawSender.to(await serve(slowly, patience))
    await sender.head("/", method="GET")
    assert await sender.status() == 200
    await sender.close()


async def test_one_behind_the_other(serve: Serve) -> None:
    """Pipelined, the second one's body in pieces."""
    sender = await RawSender.to(await serve(hello))
    await sender.head("/", method="GET")
    await sender.head("/", "Content-Length: 2", "Connection: close")
    await sender.send(b"a")
    await sender.send(b"b")
    assert (await sender.answer()).count("hello") == 2
    await sender.close()


async def test_a_thousand_that_say_nothing_keep_nobody_out(
    serve: Serve, client: httpx.AsyncClient
) -> None:
    port = await serve(hello)
    await client.get(f"http://127.0.0.1:{port}/")
    idle = [await RawSender.to(port) for _ in range(CONNECTIONS + 50)]
    assert (await client.get(f"http://127.0.0.1:{port}/")).text == "hello"
    assert sum([await sender.is_closed() for sender in idle]) >= 50
    for sender in idle:
        await sender.close()
