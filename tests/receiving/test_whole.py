"""Only what is beyond doubt is read here; everything else goes to uvicorn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.receiving.whole import HEAD_BYTES, Reader, Request

GOOD = b"POST /a?b HTTP/1.1\r\nHost: x\r\nX-One: A\r\nContent-Length: 2\r\n\r\n{}"
CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
READ = Request(
    b"POST", b"/a?b", [(b"host", b"x"), (b"x-one", b"A"), (b"content-length", b"2")], b"{}"
)


def test_a_whole_request() -> None:
    assert Reader().request_in(GOOD) == READ


def test_a_head_as_long_as_one_may_be() -> None:
    value = (HEAD_BYTES - GOOD.index(b"\r\n\r\n") + 1) * b"A"
    found = Reader().request_in(GOOD.replace(b"X-One: A", b"X-One: " + value))
    assert found is not None
    assert found.headers[1] == (b"x-one", value)


def test_a_body_in_chunks() -> None:
    found = Reader().request_in(CHUNKED + b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
    assert found is not None
    assert found.body == b"{}"


@pytest.mark.parametrize(
    "data",
    [
        GOOD + GOOD,
        GOOD + b"P",
        GOOD + b"}",
        GOOD.replace(b"X-One: A", b"Connection: close"),
        GOOD.replace(b"1.1", b"1.0"),
        GOOD.replace(b"1.1", b"1.0").replace(b"X-One: A", b"Connection: keep-alive"),
        GOOD.replace(b" HTTP/1.1", b""),
        GOOD.replace(b"X-One: A", b"X-One: " + HEAD_BYTES * b"A"),
        GOOD.replace(b"X-One: A", b"Connection: Upgrade\r\nUpgrade: websocket"),
        GOOD.replace(b"X-One: A", b"Content-Length: 3"),
        GOOD.replace(b"X-One: A", b"Transfer-Encoding: chunked"),
        CHUNKED + b"1\r\n{\r\n",
        b"\x16\x03\x01\x02\x00",
        b"",
    ],
)
def test_anything_else(data: bytes) -> None:
    reader = Reader()
    assert reader.request_in(data) is None
    assert reader.request_in(GOOD) == READ


@given(st.integers(1, len(GOOD) - 1))
def test_a_part_of_one(length: int) -> None:
    reader = Reader()
    assert reader.request_in(GOOD[:length]) is None
    assert reader.request_in(GOOD[length:]) is None
    assert reader.request_in(GOOD) == READ


@given(st.binary(max_size=300), st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_nothing_raises_or_stays_behind(garbage: bytes, start: int, end: int) -> None:
    reader = Reader()
    reader.request_in(GOOD[:start] + garbage + GOOD[end:])
    assert reader.request_in(GOOD) == READ
