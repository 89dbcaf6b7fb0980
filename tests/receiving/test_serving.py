"""The listener: its port, its end, and senders that take their time."""

from __future__ import annotations

import asyncio
import signal
import socket
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.responses import PlainTextResponse

from evodesk.receiving.serving import Listener
from tests.receiving.inboxes import RawSender

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from tests.receiving.conftest import Serve


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("hello")(scope, receive, send)


class Stuck:
    """An application that answers only when it is let go."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self.let_go = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.entered.set()
        await self.let_go.wait()
        await PlainTextResponse("at last")(scope, receive, send)


async def test_any_port_and_no_word_about_the_software(client: httpx.AsyncClient) -> None:
    listener = Listener(hello)
    port = await listener.start()
    answer = await client.get(f"http://127.0.0.1:{port}/")
    assert answer.text == "hello"
    assert not {"server", "date"} & set(answer.headers)
    await listener.stop()
    with pytest.raises(httpx.ConnectError):
        await client.get(f"http://127.0.0.1:{port}/")


async def test_a_taken_port_gives_a_free_one_behind_it() -> None:
    first = Listener(hello)
    port = await first.start()
    second = Listener(hello, port=port)
    assert port < await second.start() <= port + 20
    await second.stop()
    await first.stop()


@pytest.mark.parametrize("port", [65535, 70000])
async def test_a_port_at_the_end_or_beyond_gives_any(port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 65535))
        listener = Listener(hello, port=port)
        assert 0 < await listener.start() < 65535
        await listener.stop()


async def test_a_host_that_is_not_ours() -> None:
    with pytest.raises(OSError, match=r"assign|address"):
        await Listener(hello, host="192.0.2.1").start()


async def test_only_loopback_by_default() -> None:
    listener = Listener(hello)
    port = await listener.start()
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    assert writer.get_extra_info("peername")[0] == "127.0.0.1"
    writer.close()
    await writer.wait_closed()
    await listener.stop()


async def test_answers_do_not_wait_for_acknowledgements(client: httpx.AsyncClient) -> None:
    """An answer is two small writes; with Nagle's algorithm each would take 40 ms."""
    listener = Listener(hello)
    port = await listener.start()
    began = asyncio.get_running_loop().time()
    for _ in range(20):
        await client.get(f"http://127.0.0.1:{port}/")
    assert asyncio.get_running_loop().time() - began < 20 * 0.03
    await listener.stop()


async def test_signals_stay_with_the_program() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    listener = Listener(hello)
    await listener.start()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    await listener.stop()


async def test_started_again_and_stopped_twice(client: httpx.AsyncClient) -> None:
    listener = Listener(hello)
    await listener.stop()
    port = await listener.start()
    await listener.stop()
    await listener.stop()
    again = await listener.start()
    assert (await client.get(f"http://127.0.0.1:{again}/")).text == "hello"
    await listener.stop()
    assert port


async def test_what_runs_gets_time_to_end() -> None:
    stuck = Stuck()
    listener = Listener(stuck, grace=5)
    sender = await RawSender.to(await listener.start())
    await sender.head("/", method="GET")
    await stuck.entered.wait()
    stopping = asyncio.gather(listener.stop())
    await asyncio.sleep(0)
    stuck.let_go.set()
    answer = await sender.answer()
    await stopping
    assert answer.startswith("HTTP/1.1 200 ")
    assert answer.endswith("at last")
    await sender.close()


async def test_a_long_answer_on_its_way_is_not_cut() -> None:
    size = 4_000_000
    listener = Listener(PlainTextResponse("x" * size))
    sender = await RawSender.to(await listener.start())
    await sender.head("/", method="GET")
    await sender.status()
    stopping = asyncio.gather(listener.stop())
    await asyncio.sleep(0)
    assert (await sender.answer()).endswith("x" * size)
    await stopping
    await sender.close()


async def test_what_does_not_end_is_cut_off_with_503() -> None:
    stuck = Stuck()
    listener = Listener(stuck, grace=0.02)
    sender = await RawSender.to(await listener.start())
    await sender.head("/", method="GET")
    await stuck.entered.wait()
    await listener.stop()
    assert (await sender.answer()).startswith("HTTP/1.1 503 ")
    await sender.close()


async def test_a_new_request_while_stopping_gets_503() -> None:
    stuck = Stuck()
    listener = Listener(stuck, grace=5)
    port = await listener.start()
    running, idle = await RawSender.to(port), await RawSender.to(port)
    await running.head("/", method="GET")
    await stuck.entered.wait()
    stopping = asyncio.gather(listener.stop())
    await asyncio.sleep(0)
    await idle.head("/", method="GET")
    assert await idle.status() == 503
    stuck.let_go.set()
    await stopping
    await running.close()
    await idle.close()


async def test_idle_connections_do_not_hold_up_the_end() -> None:
    listener = Listener(hello, grace=5)
    port = await listener.start()
    senders = [await RawSender.to(port) for _ in range(3)]
    await senders[0].head("/", method="GET")
    await senders[0].status()
    await senders[1].send(b"GET / HT")
    async with asyncio.timeout(2):
        await listener.stop()
    for sender in senders:
        await sender.answer()
        await sender.close()


async def test_garbage_is_no_trouble(client: httpx.AsyncClient) -> None:
    listener = Listener(hello)
    port = await listener.start()
    for garbage in (b"\x16\x03\x01\x02\x00", b"GET  HTTP/9\r\n\r\n", b"\r\n\r\n\r\n\x00"):
        sender = await RawSender.to(port)
        await sender.send(garbage)
        answer = await sender.answer()
        assert answer[:12] in ("HTTP/1.1 400", "")
        await sender.close()
    assert (await client.get(f"http://127.0.0.1:{port}/")).status_code == 200
    await listener.stop()


@pytest.mark.parametrize(
    ("line", "status"),
    [("GET / HTTP/1.0", 200), ("GET / HTTP/1.1", 200), ("GET /", 505), ("GET / HTTP/0.9", 505),
     ("GET / HTTP/3.0", 400)],
)  # fmt: skip
async def test_one_protocol(serve: Serve, line: str, status: int) -> None:
    sender = await RawSender.to(await serve(hello))
    await sender.send(f"{line}\r\nHost: x\r\n\r\n".encode())
    assert await sender.status() == status
    await sender.close()
