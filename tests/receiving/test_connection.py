"""Senders that take their time, and more of them than there is room for."""

from __future__ import annotations

import asyncio
import gc
import socket
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from starlette.responses import PlainTextResponse

from evodesk.receiving import connection
from evodesk.receiving.connection import CONNECTIONS, PIPELINED, Connection, Patience
from evodesk.receiving.receiver import PATH, Receiver
from evodesk.receiving.serving import Listener
from evodesk.receiving.whole import HEAD_BYTES
from tests.receiving.inboxes import SECRET, FakeInbox, RawSender

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


def living() -> list[Connection]:
    return [each for each in gc.get_objects() if isinstance(each, Connection)]


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
            while living():
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


async def _cut_off(sender: RawSender) -> None:
    """Who goes on without an end is hung up on, without an answer."""
    sent = 0
    try:
        while sent < 100 * HEAD_BYTES:
            await sender.send(b"x" * 8192)
            sent += 8192
    except ConnectionError:
        pass
    assert await sender.answer() == ""
    await sender.close()


async def test_headers_without_an_end() -> None:
    listener = Listener(hello)
    sender = await RawSender.to(await listener.start())
    await sender.send(b"GET / HTTP/1.1\r\nX: ")
    await _cut_off(sender)
    await listener.stop()


@pytest.mark.parametrize("endless", [b"0\r\nX: ", b"5;"], ids=["trailer", "extension"])
async def test_chunks_without_an_end(serve: Serve, endless: bytes) -> None:
    sender = await RawSender.to(await serve(Receiver(FakeInbox())))
    await sender.head(f"{PATH}/{SECRET}", "Transfer-Encoding: chunked")
    await sender.send(b"1\r\nx\r\n" + endless)
    await _cut_off(sender)


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


async def test_a_few_one_behind_the_other_wait_for_their_turn(serve: Serve) -> None:
    held = asyncio.Event()

    async def waiting(scope: Scope, receive: Receive, send: Send) -> None:
        await held.wait()
        await hello(scope, receive, send)

    sender = await RawSender.to(await serve(waiting))
    await sender.send(GET)
    await sender.send(GET * (PIPELINED - 1))
    await sender.head("/", "Connection: close", method="GET")
    await asyncio.sleep(0.05)
    held.set()
    assert (await sender.answer()).count("hello") == PIPELINED + 1
    await sender.close()


async def test_too_many_one_behind_the_other(serve: Serve) -> None:
    """They would take memory as fast as they can be sent, while each waits for the one before."""
    asked = 0

    async def waiting(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal asked
        asked += 1
        await receive()
        await receive()

    sender = await RawSender.to(await serve(waiting))
    await sender.send(GET * 1000)
    assert await sender.answer() == ""
    assert asked == 1
    assert all(len(each.pipeline) <= PIPELINED for each in living())
    await sender.close()


async def test_garbage_behind_a_request_is_no_answer_to_it(serve: Serve) -> None:
    async def slowly(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.2)
        await hello(scope, receive, send)

    sender = await RawSender.to(await serve(slowly))
    await sender.send(GET + b"garbage\r\n\r\n")
    assert await sender.answer() == ""
    await sender.close()


@pytest.mark.parametrize(
    "header", ["Connection: keep-alive", "Connection: close"], ids=["stays", "ends"]
)
async def test_a_sender_that_never_reads_its_answer(serve: Serve, header: str) -> None:
    port = await serve(PlainTextResponse("x" * 20_000_000), Patience(answer=0.05, look=0.01))
    with socket.socket() as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sender.connect(("127.0.0.1", port))
        sender.sendall(f"GET / HTTP/1.1\r\n{header}\r\n\r\n".encode())
        sender.setblocking(False)
        await asyncio.sleep(0.5)
        read = 0
        async with asyncio.timeout(5):
            while data := await asyncio.get_running_loop().sock_recv(sender, 1_000_000):
                read += len(data)
        assert read < 20_000_000


async def test_those_that_never_read_their_answers_keep_nobody_out(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def without_end(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
            await asyncio.sleep(0.01)

    monkeypatch.setattr(connection, "CONNECTIONS", 4)
    port = await serve(without_end, Patience(look=0.01))
    with ExitStack() as stack:
        for _ in range(4):
            sender = stack.enter_context(socket.socket())
            sender.connect(("127.0.0.1", port))
            sender.sendall(GET)
        async with asyncio.timeout(5):
            while sum(each.flow.write_paused for each in living()) < 4:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        newcomer = await RawSender.to(port)
        await newcomer.send(GET)
        assert await newcomer.status() == 200
        newcomer.writer.transport.abort()


GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


def whole(body: bytes) -> bytes:
    return b"POST %b HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%b" % (
        f"{PATH}/{SECRET}".encode(),
        len(body),
        body,
    )


async def held(inbox: FakeInbox, port: int) -> RawSender:
    """A sender whose request was taken at once and is not committed yet."""
    inbox.is_open = False
    sender = await RawSender.to(port)
    await sender.send(whole(b"1"))
    await inbox.waiting.acquire()
    return sender


async def test_what_comes_behind_a_request_waits_for_its_answer(serve: Serve) -> None:
    inbox = FakeInbox()
    sender = await held(inbox, await serve(Receiver(inbox)))
    await sender.send(whole(b"2") + whole(b"3")[:-1])
    await asyncio.sleep(0.05)
    assert len(inbox.held) == 1
    inbox.open()
    await sender.send(b"3" + whole(b"4").replace(b"Host", b"Connection: close\r\nHost"))
    assert (await sender.answer()).count("HTTP/1.1 200 ") == 4
    assert [body for _, body in inbox.accepted] == [b"1", b"2", b"3", b"4"]
    await sender.close()


async def test_what_comes_behind_a_request_is_bounded(serve: Serve) -> None:
    inbox = FakeInbox()
    sender = await held(inbox, await serve(Receiver(inbox)))
    with suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            while True:
                await sender.send(whole(b"x" * 100_000))
    behind = sum(len(each._behind) for each in living())
    assert 0 < behind < 1_000_000
    inbox.open()
    assert await sender.status() == 200
    sender.writer.transport.abort()


async def test_a_request_in_hand_is_answered_when_the_listener_stops() -> None:
    inbox = FakeInbox()
    receiver = Receiver(inbox)
    listener = Listener(receiver, at_once=receiver.at_once)
    sender = await held(inbox, await listener.start())
    stopping = asyncio.gather(listener.stop())
    await asyncio.sleep(0.05)
    inbox.open()
    assert (await sender.answer()).startswith("HTTP/1.1 200 ")
    await stopping
    await sender.close()


async def test_a_sender_that_leaves_before_its_answer(serve: Serve) -> None:
    inbox = FakeInbox()
    port = await serve(Receiver(inbox))
    with no_collection():
        sender = await held(inbox, port)
        await sender.close()
        await asyncio.sleep(0.05)
        inbox.open()
        inbox.held.clear()
        assert inbox.accepted == [("one", b"1")]
        async with asyncio.timeout(5):
            while living():
                await asyncio.sleep(0.01)


async def test_a_rest_after_a_request_taken_at_once_has_an_end(serve: Serve) -> None:
    patience = Patience(keep_alive=0.05, look=0.01)
    sender = await RawSender.to(await serve(Receiver(FakeInbox()), patience))
    await sender.send(whole(b"1"))
    assert (await sender.answer()).count("HTTP/1.1 200 ") == 1
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


@pytest.mark.parametrize("then", [b"", b"\r\n"])
async def test_a_thousand_that_have_their_answer_keep_nobody_out(serve: Serve, then: bytes) -> None:
    port = await serve(Receiver(FakeInbox()))
    senders = []
    for _ in range(CONNECTIONS + 50):
        senders.append(await RawSender.to(port))
        await senders[-1].send(whole(b"1"))
        assert await senders[-1].status() == 200
        await senders[-1].send(then)
    for sender in senders:
        await sender.close()
