"""A request that lies whole in one piece of data, as nearly every webhook does. No I/O.

What uvicorn keeps for one that may come bit by bit takes about as long as storing it.
"""

from __future__ import annotations

from typing import NamedTuple

import httptools

HEAD_BYTES = 64 * 1024
"""For a request's line and headers. A longer head takes uvicorn's way, and if it still goes on, the
connection ends."""


class Request(NamedTuple):
    method: bytes
    target: bytes
    """As it was sent: neither decoded nor taken apart."""
    headers: list[tuple[bytes, bytes]]
    """With names in lower case."""
    body: bytes


class Reader:
    """Takes one piece after the other apart; none has anything to do with the next."""

    def __init__(self) -> None:
        self._parser = httptools.HttpRequestParser(self)
        self._forget()

    def request_in(self, data: bytes) -> Request | None:
        """None when it is anything but one request of HTTP/1.1, from its beginning to its end,
        with a head within its bounds, after which the connection stays open."""
        self._forget()
        if not -1 < data.find(b"\r\n\r\n") <= HEAD_BYTES:
            return None
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._ended = 0
        if self._begun == self._ended == 1 and self._stays_open:
            body = b"".join(self._body)
            return Request(self._parser.get_method(), self._target, self._headers, body)
        self._parser = httptools.HttpRequestParser(self)  # with nothing left of this piece
        return None

    def on_message_begin(self) -> None:
        self._begun += 1

    def on_url(self, url: bytes) -> None:
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        is_ours = self._parser.get_http_version() == "1.1"
        self._stays_open = is_ours and self._parser.should_keep_alive()

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        self._ended += 1

    def _forget(self) -> None:
        self._begun = self._ended = 0
        self._stays_open = False
        self._target = b""
        self._body: list[bytes] = []
        self._headers: list[tuple[bytes, bytes]] = []
