"""What senders get back, over real sockets: each status decides whether an event lives."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import DiskFull
from evodesk.receiving.body import Limits
from evodesk.receiving.connection import Patience
from evodesk.receiving.receiver import PATH, Receiver
from evodesk.receiving.whole import Request
from tests.receiving.inboxes import OTHER_SECRET, SECRET, FakeInbox, RawSender

if TYPE_CHECKING:
    import httpx
    from starlette.responses import Response

    from tests.receiving.conftest import Serve

GOOD = f"{PATH}/{SECRET}"
SMALL = Limits(kept=1000, drained=5000)
RETRIES = Path(__file__).parents[1] / "recordings/06_webhook_retry/retry_matrix_fast_settings.json"


@pytest.fixture
def inbox() -> FakeInbox:
    return FakeInbox()


@pytest.fixture
async def port(inbox: FakeInbox, serve: Serve) -> int:
    return await serve(Receiver(inbox, limits=SMALL, pending=4, room=4000))


def url(port: int, path: str = GOOD) -> str:
    return f"http://127.0.0.1:{port}{path}"


def dropped_by_the_server() -> set[int]:
    """The statuses that the recorded server did not try again."""
    recorded = json.loads(RETRIES.read_text(encoding="utf-8"))
    names = ("status_401", "status_403", "status_404", "status_422")
    for name in names:
        assert len({round(each["t"]) for each in recorded[name]}) == 1
    return {400, *(int(name.removeprefix("status_")) for name in names)}


@pytest.mark.parametrize(
    ("path", "server"),
    [
        (GOOD, "one"),
        (f"{PATH}/{OTHER_SECRET}", "two"),
        (f"{GOOD}/messages-upsert", "one"),
        (f"{GOOD}/", "one"),
        (f"{GOOD}//messages-upsert", "one"),
        (f"{GOOD}?a=b", "one"),
    ],
)
async def test_the_right_secret_stores(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient, path: str, server: str
) -> None:
    answer = await client.post(url(port, path), content=b'{"event":"x"}')
    assert (answer.status_code, answer.content) == (200, b"")
    assert inbox.accepted == [(server, b'{"event":"x"}')]


async def test_stored_before_acknowledged(inbox: FakeInbox, port: int) -> None:
    inbox.is_open = False
    sender = await RawSender.to(port)
    await sender.head(GOOD, "Content-Length: 2")
    await sender.send(b"{}")
    await inbox.waiting.acquire()
    assert inbox.accepted == []
    inbox.open()
    assert await sender.status() == 200
    assert inbox.accepted == [("one", b"{}")]
    await sender.close()


@pytest.mark.parametrize("apart", [False, True])
async def test_head_and_body_together_or_apart(inbox: FakeInbox, port: int, apart: bool) -> None:
    """Together they are answered without a task."""
    sender = await RawSender.to(port)
    head = f"POST {GOOD} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n".encode()
    for _ in range(3):
        if apart:
            await sender.send(head)
            await asyncio.sleep(0.02)
            await sender.send(b"{}")
        else:
            await sender.send(head + b"{}")
        assert await sender.status() == 200
        await sender.reader.readuntil(b"\r\n\r\n")
    assert inbox.accepted == [("one", b"{}")] * 3
    await sender.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"), 505),
        (("Connection: Upgrade", "Upgrade: websocket"), 505),
        (("Connection: upgrade",), 200),
    ],
    ids=["h2c", "websocket", "a proxy that offers nothing"],
)
async def test_an_event_beside_the_wish_for_another_protocol(
    inbox: FakeInbox, port: int, headers: tuple[str, ...], status: int
) -> None:
    """The parser takes what follows for that protocol's: nothing may be acknowledged."""
    sender = await RawSender.to(port)
    await sender.head(GOOD, *headers, "Content-Length: 2")
    await sender.send(b"{}")
    assert await sender.status() == status
    assert inbox.accepted == ([("one", b"{}")] if status == 200 else [])
    await sender.close()


async def test_several_in_one_piece(inbox: FakeInbox, port: int) -> None:
    bodies = [b"%d" % number for number in range(5)]
    head = f"POST {GOOD} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n".encode()
    sender = await RawSender.to(port)
    await sender.send(b"".join(head + b"\r\n" + body for body in bodies[:4]))
    await sender.send(head + b"Connection: close\r\n\r\n" + bodies[4])
    assert (await sender.answer()).count("HTTP/1.1 200 ") == 5
    assert inbox.accepted == [("one", body) for body in bodies]
    await sender.close()


@pytest.mark.expects_errors
@pytest.mark.parametrize(("error", "status"), [(DiskFull(), 503), (KeyError("/home/x"), 500)])
async def test_trouble_with_what_came_in_one_piece(
    inbox: FakeInbox, port: int, error: Exception, status: int
) -> None:
    inbox.error = error
    sender = await RawSender.to(port)
    await sender.send(f"POST {GOOD} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{}}".encode())
    assert await sender.status() == status
    await sender.close()


async def test_a_wrong_secret_is_refused_before_the_body(inbox: FakeInbox, port: int) -> None:
    sender = await RawSender.to(port)
    await sender.head(f"{PATH}/wrong", "Content-Length: 900")
    answer = await sender.answer()
    assert answer.startswith("HTTP/1.1 401 ")
    assert "connection: close" in answer
    assert inbox.accepted == []
    await sender.close()


async def test_a_body_that_waits_to_be_asked_for(inbox: FakeInbox, port: int) -> None:
    sender = await RawSender.to(port)
    await sender.head(GOOD, "Content-Length: 2", "Expect: 100-continue")
    assert await sender.status() == 100
    await sender.reader.readline()
    await sender.send(b"{}")
    assert await sender.status() == 200
    await sender.close()


async def test_nothing_is_dropped_until_every_secret_is_proven(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient
) -> None:
    inbox.unproven = {"two"}
    assert (await client.post(url(port, f"{PATH}/before-reinstall"))).status_code == 503
    assert (await client.post(url(port, f"{PATH}/{OTHER_SECRET}"))).status_code == 200
    inbox.unproven = set()
    assert (await client.post(url(port, f"{PATH}/before-reinstall"))).status_code == 401


async def test_not_ready(inbox: FakeInbox, port: int, client: httpx.AsyncClient) -> None:
    inbox.known = {}
    assert (await client.post(url(port))).status_code == 503


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("secret", [SECRET, "wrong"])
async def test_other_methods_are_explained(
    port: int, client: httpx.AsyncClient, method: str, secret: str
) -> None:
    answer = await client.request(method, url(port, f"{PATH}/{secret}"))
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert "by POST" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/api", PATH, "/api/webhooks/../../etc/passwd", "/control.json", "/docs"]
)
async def test_other_paths_tell_nothing(port: int, path: str) -> None:
    sender = await RawSender.to(port)
    await sender.head(path, "Connection: close", method="GET")
    answer = await sender.answer()
    assert answer.startswith("HTTP/1.1 404 ")
    assert answer.endswith("Not Found")
    assert "uvicorn" not in answer
    assert "evodesk" not in answer
    await sender.close()


async def test_what_the_body_says_is_never_refused(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient
) -> None:
    """A retry would bring the same again."""
    for body in (b"", b"not json", b"null", b"\xff\xfe", b"[" * 900):
        assert (await client.post(url(port), content=body)).status_code == 200


@pytest.mark.expects_errors
async def test_a_full_disk_is_tried_again(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient
) -> None:
    inbox.error = DiskFull()
    assert (await client.post(url(port), content=b"{}")).status_code == 503
    inbox.error = None
    assert (await client.post(url(port), content=b"{}")).status_code == 200
    assert len(inbox.accepted) == 1


async def test_a_bug_of_ours_is_tried_again_and_tells_nothing(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient
) -> None:
    inbox.error = KeyError("/home/somebody")
    answer = await client.post(url(port), content=b"{}")
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")


async def test_an_encoded_body_can_be_mended(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient
) -> None:
    answer = await client.post(url(port), content=b"x", headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 503
    same = await client.post(url(port), content=b"x", headers={"Content-Encoding": "identity"})
    assert same.status_code == 200
    assert inbox.accepted == [("one", b"x")]
    twice = [("Content-Encoding", "identity"), ("Content-Encoding", "gzip")]
    assert (await client.post(url(port), content=b"x", headers=twice)).status_code == 503


@pytest.mark.parametrize("size", [0, 999, 1000])
async def test_kept_up_to_the_limit(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient, size: int
) -> None:
    assert (await client.post(url(port), content=b"x" * size)).status_code == 200
    assert inbox.accepted == [("one", b"x" * size)]


@pytest.mark.parametrize("size", [1001, 5000])
async def test_too_big_to_keep_is_drained_and_noted(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient, size: int
) -> None:
    assert (await client.post(url(port), content=b"x" * size)).status_code == 200
    assert inbox.accepted == []
    assert inbox.too_big == [("one", size)]


async def test_beyond_that_it_is_closed_unread(inbox: FakeInbox, port: int) -> None:
    sender = await RawSender.to(port)
    await sender.head(GOOD, "Content-Length: 5001")
    answer = await sender.answer()
    assert answer.startswith("HTTP/1.1 413 ")
    assert "connection: close" in answer
    assert inbox.too_big == []
    await sender.close()


async def test_a_body_without_a_length(inbox: FakeInbox, port: int) -> None:
    sender = await RawSender.to(port)
    await sender.head(GOOD, "Transfer-Encoding: chunked", "Connection: close")
    for chunk in (b'{"a":', b"1}"):
        await sender.send(b"%x\r\n%b\r\n" % (len(chunk), chunk))
    await sender.send(b"0\r\n\r\n")
    assert (await sender.answer()).startswith("HTTP/1.1 200 ")
    assert inbox.accepted == [("one", b'{"a":1}')]
    await sender.close()


async def test_a_body_without_an_end(inbox: FakeInbox, port: int) -> None:
    sender = await RawSender.to(port)
    await sender.head(GOOD, "Transfer-Encoding: chunked")
    try:
        for _ in range(1000):
            await sender.send(b"3e8\r\n" + b"x" * 1000 + b"\r\n")
    except ConnectionError:
        pass
    assert (await sender.answer())[:12] in ("HTTP/1.1 413", "")
    assert inbox.accepted == []
    assert inbox.too_big == []
    await sender.close()


async def test_a_sender_that_leaves(inbox: FakeInbox, port: int, client: httpx.AsyncClient) -> None:
    sender = await RawSender.to(port)
    await sender.head(GOOD, "Content-Length: 10")
    await sender.send(b"{")
    await sender.close()
    assert (await client.post(url(port), content=b"{}")).status_code == 200
    assert inbox.accepted == [("one", b"{}")]


@pytest.mark.parametrize(
    "patience", [Patience(idle=0.05, look=0.01), Patience(body=0.05, look=0.01)]
)
async def test_a_slow_sender(inbox: FakeInbox, serve: Serve, patience: Patience) -> None:
    port = await serve(Receiver(inbox), patience)
    sender = await RawSender.to(port)
    await sender.head(GOOD, "Content-Length: 10")
    await sender.send(b"{")
    assert (await sender.answer()).startswith("HTTP/1.1 408 ")
    assert inbox.accepted == []
    await sender.close()


async def test_bounded_in_number(inbox: FakeInbox, port: int, client: httpx.AsyncClient) -> None:
    inbox.is_open = False
    posts = asyncio.gather(*(client.post(url(port), content=b"{}") for _ in range(4)))
    for _ in range(4):
        await inbox.waiting.acquire()
    assert (await client.post(url(port), content=b"{}")).status_code == 503
    inbox.open()
    assert [answer.status_code for answer in await posts] == [200] * 4
    assert (await client.post(url(port), content=b"{}")).status_code == 200


async def test_bounded_in_memory(inbox: FakeInbox, serve: Serve, client: httpx.AsyncClient) -> None:
    port = await serve(Receiver(inbox, limits=SMALL, room=1500))
    inbox.is_open = False
    first = asyncio.gather(client.post(url(port), content=b"x" * 1000))
    await inbox.waiting.acquire()
    assert (await client.post(url(port), content=b"x" * 600)).status_code == 503
    inbox.open()
    assert [answer.status_code for answer in await first] == [200]
    assert (await client.post(url(port), content=b"x" * 600)).status_code == 200


async def test_a_thousand_acknowledged_are_a_thousand_stored(
    inbox: FakeInbox, serve: Serve
) -> None:
    port = await serve(Receiver(inbox))
    acknowledged: list[bytes] = []

    async def post_some(first: int) -> None:
        sender = await RawSender.to(port)
        for number in range(first, first + 50):
            body = b"%04d" % number
            await sender.head(GOOD, "Content-Length: 4")
            await sender.send(body)
            if await sender.status() == 200:
                acknowledged.append(body)
            await sender.reader.readuntil(b"\r\n\r\n")
        await sender.close()

    await asyncio.gather(*(post_some(first) for first in range(0, 1000, 50)))
    assert len(acknowledged) == 1000
    assert sorted(body for _, body in inbox.accepted) == sorted(acknowledged)


async def test_what_might_be_our_fault_is_never_dropped(
    inbox: FakeInbox, port: int, client: httpx.AsyncClient
) -> None:
    """Every refusal above but the wrong secret and the wrong path is tried again."""
    dropped = dropped_by_the_server()
    assert dropped == {400, 401, 403, 404, 422}
    assert not dropped & {405, 408, 413, 500, 503}
    assert (await client.post(url(port, f"{PATH}/wrong"))).status_code in dropped


async def test_no_secret_in_the_log(
    port: int, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "evodesk")
    caplog.set_level("DEBUG", "uvicorn")
    for path in (GOOD, f"{PATH}/tried-secret"):
        await client.post(url(port, path), content=b'{"apikey":"key-in-body"}')
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("http")]
    assert [text for text in ours if "refused" in text] == ["refused: wrong secret"]
    for hidden in (SECRET, "tried-secret", "key-in-body"):
        assert not any(hidden in text for text in ours)


def test_who_is_too_many_is_told_on_the_short_way(inbox: FakeInbox) -> None:
    answers: list[Response] = []
    request = Request(b"POST", GOOD.encode(), [], b"{}")
    assert Receiver(inbox, pending=0).at_once(request, answers.append)
    assert [each.status_code for each in answers] == [503]
    assert not inbox.accepted
