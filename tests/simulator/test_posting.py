from __future__ import annotations

import asyncio
import ipaddress
from urllib.parse import urlsplit

import httptools
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.simulator.posting import Poster, Target, head, loopback_target


@given(st.text() | st.from_regex(r"https?://[^/]+(/.*)?", fullmatch=True))
def test_only_loopback_ever_becomes_a_target(url: str) -> None:
    target = loopback_target(url)
    assert target is None or ipaddress.ip_address(target.host).is_loopback


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://127.0.0.1:8765/a?b=1#c", Target("127.0.0.1", 8765, "/a?b=1", "127.0.0.1:8765")),
        ("http://localhost/", Target("127.0.0.1", 80, "/", "localhost")),
        ("http://user:secret@127.0.0.1", Target("127.0.0.1", 80, "/", "127.0.0.1")),
        ("http://[::1]:9/x y", Target("::1", 9, "/x%20y", "[::1]:9")),
        ("https://127.0.0.1/", None),
        ("http://192.168.0.1/", None),
    ],
)
def test_targets(url: str, target: Target | None) -> None:
    assert loopback_target(url) == target


@given(st.dictionaries(st.text(), st.text()))
def test_no_header_value_breaks_out_of_its_line(headers: dict[str, str]) -> None:
    lines = head(Target("127.0.0.1", 1, "/", "x"), headers, 0).split(b"\r\n")
    assert len(lines) == 8 + len(headers) + 2
    assert lines[-2:] == [b"", b""]


async def served(answers: list[bytes]) -> tuple[asyncio.Server, str, list[int]]:
    """A server that gives one answer a request, and how many requests each connection brought."""
    counts: list[int] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        counts.append(0)
        mine = len(counts) - 1
        while answers and await reader.readline():
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(2)
            counts[mine] += 1
            writer.write(answers.pop(0))
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    return server, f"http://127.0.0.1:{port}/", counts


async def post(poster: Poster, url: str) -> int:
    target = loopback_target(url)
    assert target is not None
    return await poster.post(target, {}, b"{}")


async def test_one_connection_serves_many_posts() -> None:
    server, url, counts = await served([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"] * 3)
    poster = Poster()
    assert [await post(poster, url) for _ in range(3)] == [200] * 3
    assert counts == [3]
    poster.close()
    server.close()
    await server.wait_closed()


async def test_a_connection_that_the_server_closes_is_not_used_again() -> None:
    closing = b"HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    server, url, counts = await served([closing] * 2)
    poster = Poster()
    assert [await post(poster, url) for _ in range(2)] == [503] * 2
    assert counts == [1, 1]
    poster.close()
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-", b"SSH-2.0-OpenSSH\r\n\r\n"]
)
async def test_no_complete_answer_is_no_answer(answer: bytes) -> None:
    server, url, _ = await served([answer])
    poster = Poster()
    with pytest.raises(OSError, match="answer"):
        await post(poster, url)
    server.close()
    await server.wait_closed()


def test_the_lines_are_http() -> None:
    class Seen:
        url = b""

        def on_url(self, url: bytes) -> None:
            self.url = url

    seen = Seen()
    parser = httptools.HttpRequestParser(seen)
    parser.feed_data(head(Target("::1", 9, "/x?y=1", "[::1]:9"), {"X-A": "é"}, 0))
    assert urlsplit(seen.url.decode()).query == "y=1"
