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
from functools import cache, partial
from typing import TYPE_CHECKING, cast

from starlette.responses import Response
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

    from uvicorn._types import ASGI3Application
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

CONNECTIONS = 256
HEADER_BYTES = 64 * 1024


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
    look: float = 1.0
    """Between two looks at who is late."""


Answer = Callable[[Response], None]
AtOnce = Callable[[Scope, bytes, Answer], bool]
"""Takes a request whose body is there already and answers it, now or later; or does not: False.
It spares the task, and with it a third of the time that a request takes."""


class Connection(HttpToolsProtocol):
    """A subclass sets the first two, because uvicorn takes a class."""

    patience = Patience()
    at_once: AtOnce
    _held: tuple[RequestResponseCycle, ASGI3Application] | None = None
    """The request that begins in the data being read."""
    _reads = False
    _due = math.inf
    """When what we wait for is late (time.monotonic); infinite while the sender may rest."""
    _body_due = math.inf
    _is_late: Callable[[], None]
    _in_head = False
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # The path of a webhook holds its secret; `access_log=False` stops only some handlers.
        self.access_log = False
        # asyncio leaves this out for a listening socket made without a protocol number, and every
        # answer in two writes would wait 40 ms for the other side's acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
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
        if now < self._due:
            return
        if self.flow.read_paused:  # it is we who do not read
            self._due = now + self.patience.idle
            return
        self._due = math.inf
        self._is_late()

    @property
    def waits_since(self) -> float:
        """A moment by which to compare how long a request has been awaited; infinite while one is
        in hand."""
        return self._due if self._in_head or self._is_resting else math.inf

    def data_received(self, data: bytes) -> None:
        was_in_head = self._in_head
        self._reads = True
        super().data_received(data)
        self._reads = False
        if self._held is not None:
            held, self._held = self._held, None
            if not self._answers_at_once(held[0]):
                super()._start_asgi_task(*held)
        if was_in_head and self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > HEADER_BYTES:
                self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if not self._in_head:
            self._await_head()

    def on_headers_complete(self) -> None:
        self._in_head = False
        now = time.monotonic()
        self._body_due = now + self.patience.body
        self._await(min(now + self.patience.idle, self._body_due), self._tell_too_slow)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
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
            self._await(time.monotonic() + self.patience.keep_alive, self.transport.close)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if self._reads:
            self._held = cycle, app
        else:
            super()._start_asgi_task(cycle, app)

    def _answers_at_once(self, cycle: RequestResponseCycle) -> bool:
        if cycle.more_body or not cycle.keep_alive:
            return False
        try:
            return self.at_once(
                cast("Scope", cycle.scope), bytes(cycle.body), partial(self._answer, cycle)
            )
        except Exception:
            return False  # the task makes the same mistake, and it is told

    def _answer(self, cycle: RequestResponseCycle, response: Response) -> None:
        """What the task would have uvicorn write."""
        if not cycle.disconnected:
            cycle.response_started = cycle.response_complete = True
            self.transport.write(_written(response))
            cycle.on_response()

    @property
    def _is_resting(self) -> bool:
        return self.cycle is not None and self.cycle.response_complete

    def _await_head(self) -> None:
        self._in_head, self._head_bytes = True, 0
        self._await(time.monotonic() + self.patience.head, self.transport.abort)

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
