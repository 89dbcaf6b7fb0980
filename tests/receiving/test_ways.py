"""A webhook that comes whole and one that comes bit by bit go two ways through the receiver: both
refuse alike, and what was refused takes no place."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from evodesk.errors import DiskFull
from evodesk.receiving.body import Limits
from evodesk.receiving.connection import Patience
from evodesk.receiving.receiver import PATH, Receiver
from evodesk.receiving.serving import Listener
from evodesk.receiving.signature import NotSigned
from evodesk.receiving.whole import HEAD_BYTES
from tests.receiving.inboxes import OTHER_SECRET, SECRET, FakeInbox, RawSender
from tests.waiting import until

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from tests.receiving.conftest import Serve

PLACES = 2

ways = pytest.mark.parametrize("whole", [True, False], ids=["whole", "bit by bit"])


class FullDisk(FakeInbox):
    async def note_too_big(self, server: str, size: int) -> None:
        raise DiskFull


@pytest.fixture
def inbox() -> FakeInbox:
    return FakeInbox()


@pytest.fixture
async def port(inbox: FakeInbox, serve: Serve) -> int:
    return await serve(Receiver(inbox, pending=PLACES))


def head(body: bytes, secret: str = SECRET) -> bytes:
    lines = (f"POST {PATH}/{secret} HTTP/1.1", "Host: x", f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(lines).encode()


async def sent(port: int, whole: bool, body: bytes = b"{}") -> RawSender:
    """Without waiting for the answer."""
    sender = await RawSender.to(port)
    if whole:
        await sender.send(head(body) + body)
    else:
        await sender.send(head(body))
        await asyncio.sleep(0.02)
        await sender.send(body)
    return sender


async def posted(port: int, whole: bool, body: bytes = b"{}") -> int:
    sender = await sent(port, whole, body)
    status = await sender.status()
    await sender.close()
    return status


@ways
async def test_who_is_too_many_is_told_so(inbox: FakeInbox, port: int, whole: bool) -> None:
    inbox.is_open = False
    first = [await sent(port, whole) for _ in range(PLACES)]
    for _ in first:
        await inbox.waiting.acquire()
    assert await posted(port, whole) == 503
    inbox.open()
    assert [await sender.status() for sender in first] == [200] * PLACES
    assert await posted(port, whole) == 200
    assert len(inbox.accepted) == PLACES + 1
    for sender in first:
        await sender.close()


@ways
async def test_bodies_share_a_room_and_leave_it(
    inbox: FakeInbox, serve: Serve, whole: bool
) -> None:
    port = await serve(Receiver(inbox, room=1500))
    inbox.is_open = False
    first = await sent(port, whole, b"x" * 1000)
    await inbox.waiting.acquire()
    assert await posted(port, whole, b"x" * 600) == 503
    inbox.open()
    assert await first.status() == 200
    assert [await posted(port, whole, b"x" * 600) for _ in range(3)] == [200] * 3
    await first.close()


async def test_a_request_that_is_over_is_forgotten(inbox: FakeInbox) -> None:
    """Of thousands a day nothing may stay."""
    listener = Listener(Receiver(inbox))
    assert await posted(await listener.start(), whole=False) == 200
    guard = listener._guard
    await until(lambda: guard is not None and not guard._running)
    await listener.stop()


async def test_a_sender_that_leaves_is_no_mistake_of_ours(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    sender = await RawSender.to(port)
    await sender.send(head(b"{}") + b"{")
    await sender.close()
    assert await posted(port, whole=False) == 200
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


@ways
@pytest.mark.parametrize(
    ("error", "status"), [(NotSigned(), 503), (DiskFull(), 503), (KeyError("ours"), 500)]
)
@pytest.mark.expects_errors
async def test_what_is_not_taken_takes_no_place(
    inbox: FakeInbox, port: int, whole: bool, error: Exception, status: int
) -> None:
    inbox.error = error
    assert [await posted(port, whole) for _ in range(PLACES + 1)] == [status] * (PLACES + 1)
    assert inbox.accepted == []
    inbox.error = None
    assert await posted(port, whole) == 200


@ways
async def test_nothing_more_is_taken_once_we_stop(inbox: FakeInbox, whole: bool) -> None:
    receiver = Receiver(inbox)
    listener = Listener(receiver, at_once=receiver.at_once, grace=5)
    port = await listener.start()
    inbox.is_open = False
    running, late = await sent(port, whole=False), await RawSender.to(port)
    await inbox.waiting.acquire()
    stopping = asyncio.gather(listener.stop())
    await asyncio.sleep(0)
    await late.send(head(b"late") + (b"late" if whole else b""))
    assert await late.status() == 503
    inbox.open()
    assert await running.status() == 200
    await stopping
    assert inbox.accepted == [("one", b"{}")]
    await running.close()
    await late.close()


@ways
async def test_a_body_that_looks_like_a_request_is_a_body(
    inbox: FakeInbox, port: int, whole: bool
) -> None:
    body = head(b"{}", OTHER_SECRET) + b"{}"
    assert await posted(port, whole, body) == 200
    assert inbox.accepted == [("one", body)]


@ways
async def test_a_long_body_is_no_head(inbox: FakeInbox, port: int, whole: bool) -> None:
    body = HEAD_BYTES * 20 * b"x"
    assert await posted(port, whole, body) == 200
    assert inbox.accepted == [("one", body)]


async def test_a_long_body_has_time_as_long_as_it_comes(inbox: FakeInbox, serve: Serve) -> None:
    port = await serve(Receiver(inbox), Patience(idle=1.0, look=0.05))
    sender, body = await RawSender.to(port), b"0123456"
    await sender.send(head(body))
    for number in range(len(body)):
        await asyncio.sleep(0.2)
        await sender.send(body[number : number + 1])
    assert await sender.status() == 200
    assert inbox.accepted == [("one", body)]
    await sender.close()


async def test_who_waits_for_us_to_read_is_not_too_slow(serve: Serve) -> None:
    async def busy(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(1.2)
        body = await Request(scope, receive).body()
        await PlainTextResponse(str(len(body)))(scope, receive, send)

    port = await serve(busy, Patience(idle=0.5, look=0.05))
    assert await posted(port, True, b"x" * 5_000_000) == 200


@ways
@pytest.mark.expects_errors
async def test_what_was_too_big_and_could_not_be_noted_is_to_be_sent_again(
    serve: Serve, whole: bool
) -> None:
    port = await serve(Receiver(FullDisk(), limits=Limits(kept=10, drained=100)))
    assert await posted(port, whole, b"x" * 11) == 503
