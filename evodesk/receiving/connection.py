"""One connection: uvicorn's HTTP/1.1 by httptools, and an end to whatever a sender drags out.

qasync makes a Qt timer of every `call_later` and keeps a cancelled one until it would have run, so
no request may set one: a connection notes until when it waits, and the listener looks at all of
them once a second.
"""

from __future__ import annotations

import math
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from starlette.responses import Response
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from evodesk.receiving.whole import HEAD_BYTES, Reader, Request

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

CONNECTIONS = 256
PIPELINED = 32
"""Requests that wait on one connection for the answer to the one before."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a sender gets."""

    head: float = 15.0
    """For a request's line and headers."""
    idle: float = 15.0
    """Without a byte of the body."""
    body: float = 120.0
    """For the whole body."""
    keep_alive: float = 30.0
    """Between two requests."""
    answer: float = 15.0
    """For reading all that we have answered."""
    look: float = 1.0
    """Between two looks at who is late."""


Answer = Callable[[Response], None]
AtOnce = Callable[[Request, Answer], bool]
"""Takes a request that came whole and answers it, now or later; or does not: False. It spares
uvicorn's part and the task, which is half of the time that a request takes."""


class TooManyPipelined(Exception):
    """More than a sender can mean that waits for answers."""


class Connection(HttpToolsProtocol):
    """A subclass sets the first three, because uvicorn takes a class."""

    patience = Patience()
    at_once: AtOnce
    reader: Reader
    waits_since = math.inf
    """Since when the sender has been awaited (time.monotonic), to ask something or to read our
    answer; infinite while a request of its is in hand."""
    _is_resting = True
    """Between two requests, with nothing of the next."""
    _is_taken = False
    """A request was taken at once and has no answer yet."""
    _behind = b""
    """What came behind it."""
    _is_last = False
    """The connection ends with its answer."""
    _due = math.inf
    """When what we wait for is late (time.monotonic); infinite while the sender may rest."""
    _body_due = math.inf
    _is_late: Callable[[], None]
    _in_head = False
    _fruitless = 0
    """Bytes since the end of a head or a piece of a body."""
    _all_read = 0.0
    """When the sender was last seen to have read all that we answered (time.monotonic)."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # The path of a webhook holds its secret; `access_log=False` stops only some handlers.
        self.access_log = False
        # asyncio leaves this out for a listening socket made without a protocol number, and every
        # answer in two writes would wait 40 ms for the other side's acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._all_read = time.monotonic()
        self._await_head()
        if len(self.connections) > CONNECTIONS:
            _make_room(cast("Iterable[Connection]", self.connections))

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go of what points back here. Otherwise each connection, the body of its webhook with
        it, stays in memory until the garbage collector comes by: a thousand under load."""
        super().connection_lost(exc)
        self._await(math.inf, self.transport.abort)
        self.pipeline.clear()
        self.cycle = None  # type: ignore[assignment]

    def expire(self, now: float) -> None:
        """`now`: time.monotonic. End what is late."""
        if not self.transport.get_write_buffer_size():
            self._all_read = now
        elif now < self._all_read + self.patience.answer:
            self.waits_since = min(self.waits_since, self._all_read)
        else:
            self.transport.abort()
        if now < self._due:
            return
        if self.flow.read_paused:  # it is we who do not read
            self._due = now + self.patience.idle
            return
        self._due = math.inf
        self._is_late()

    def data_received(self, data: bytes) -> None:
        if self._is_taken:
            self._behind += data
            self.flow.pause_reading()
        elif not (self._is_resting and self._takes_at_once(data)):
            self._read_on(data)

    def shutdown(self) -> None:
        if self._is_taken:
            self._is_last = True
        else:
            super().shutdown()

    def _read_on(self, data: bytes) -> None:
        """The long way, by uvicorn."""
        self._is_resting = False
        self._fruitless += len(data)
        super().data_received(data)
        if self._fruitless > HEAD_BYTES:
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Behind a request that has no answer yet it would be taken for that one's, and the event
        for refused."""
        if self.pipeline or (self._in_head and self._is_in_hand):
            self.transport.abort()
        else:
            super().send_400_response(msg)

    def on_message_begin(self) -> None:
        if len(self.pipeline) == PIPELINED:
            raise TooManyPipelined
        super().on_message_begin()
        if not self._in_head:
            self._await_head()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._in_head, self._fruitless, self.waits_since = False, 0, math.inf
        now = time.monotonic()
        self._body_due = now + self.patience.body
        self._await(min(now + self.patience.idle, self._body_due), self._tell_too_slow)

    def on_body(self, body: bytes) -> None:
        self._fruitless = 0
        self._due = min(time.monotonic() + self.patience.idle, self._body_due)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._due = math.inf
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """As uvicorn's, without its timer."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        elif not self._in_head:
            self._rest()

    def _takes_at_once(self, data: bytes) -> bool:
        if (request := self.reader.request_in(data)) is None:
            return False
        self._is_taken, self.waits_since, self._due = True, math.inf, math.inf
        try:
            taken = self.at_once(request, self._answer)
        except Exception:
            taken = False  # the task makes the same mistake, and it is told
        if not taken:
            self._is_taken = False
        return taken

    def _answer(self, response: Response) -> None:
        self._is_taken = False
        if self.transport.is_closing():
            return
        self.transport.write(_written(response))
        if self._is_last:
            self.transport.close()
            return
        self._rest()
        if self._behind:
            data, self._behind = self._behind, b""
            self.flow.resume_reading()
            self.data_received(data)

    @property
    def _is_in_hand(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _rest(self) -> None:
        self._is_resting, self._in_head = True, False
        self._await_request(self.patience.keep_alive, self.transport.close)

    def _await_head(self) -> None:
        self._in_head, self._fruitless = True, 0
        self._await_request(self.patience.head, self.transport.abort)

    def _await_request(self, patience: float, is_late: Callable[[], None]) -> None:
        self.waits_since = time.monotonic()
        self._await(self.waits_since + patience, is_late)

    def _await(self, due: float, is_late: Callable[[], None]) -> None:
        self._due, self._is_late = due, is_late

    def _tell_too_slow(self) -> None:
        """For a webhook a reason to send it again."""
        if not self.cycle.response_started and not self.pipeline:
            self.transport.write(_TOO_SLOW)
        self.transport.close()


_TOO_SLOW = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 8\r\nconnection: close\r\n\r\ntoo slow"
)


@cache
def _written(response: Response) -> bytes:
    """For responses that are made once."""
    lines = [b"%b: %b\r\n" % header for header in response.raw_headers]
    return b"".join((STATUS_LINE[response.status_code], *lines, b"\r\n", response.body))


def _make_room(connections: Iterable[Connection]) -> None:
    """Hang up on whoever has kept us waiting for a request the longest; where all have one in
    hand, on the newcomer, which waits as well."""
    min(connections, key=lambda each: each.waits_since).transport.abort()
