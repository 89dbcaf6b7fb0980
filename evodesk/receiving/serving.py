"""uvicorn inside a loop that already runs: one Listener serves one application.

It leaves signals and logging alone, gives nobody time without end, and stops within seconds.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from evodesk.receiving.guard import Guard
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from starlette.types import ASGIApp

log = logging.getLogger("evodesk.receiving")

FURTHER_PORTS = 20
CONNECTIONS = 256
HEADER_BYTES = 64 * 1024
HEADER_SECONDS = 15.0


class Listener:
    """Listens from `start` to `stop`; can be started again."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        grace: float = 2.0,
        header_seconds: float = HEADER_SECONDS,
    ) -> None:
        """`port` 0: any. `grace`: seconds that running requests get to end at `stop`."""
        self._app = app
        self._host = host
        self._wished_port = port
        self._grace = grace
        self._header_seconds = header_seconds
        self._guard: Guard | None = None
        self._server: _Server | None = None
        self._tasks = Tasks()

    async def start(self) -> int:
        """The port: the wished one, else a free one behind it, else any.

        Raises OSError when the host is no address of this computer.
        """
        listening = _bind(self._host, self._wished_port)
        port: int = listening.getsockname()[1]
        self._guard = Guard(self._app)
        self._server = _Server(_config(self._guard, self._header_seconds))
        self._tasks.start(self._server.serve(sockets=[listening]), name=f"listener:{port}")
        await self._server.is_listening.wait()
        log.info("listening on port %d", port)
        return port

    async def stop(self) -> None:
        """Refuse what is new with 503, let what runs end, then cut it off. Harmless when not
        started."""
        if self._guard is None or self._server is None:
            return
        guard, server = self._guard, self._server
        self._guard = self._server = None
        for each in server.servers:
            each.close()
        await guard.close(self._grace)
        server.drop_connections()
        server.should_exit = True
        await self._tasks.settle()
        log.info("listener stopped")


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.is_listening.set()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """The process's signals belong to the program, not to us."""
        yield

    def drop_connections(self) -> None:
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()


def _config(app: ASGIApp, header_seconds: float) -> uvicorn.Config:
    protocol = type("_Timed", (_Protocol,), {"header_seconds": header_seconds})
    return uvicorn.Config(
        app,
        loop="none",
        http=protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
    )


class _Protocol(HttpToolsProtocol):
    """uvicorn waits for ever for headers of any size; this one does not."""

    header_seconds = HEADER_SECONDS
    _header_bytes = 0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._headers_came()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._deadline is None:
            self._await_headers()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._count(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._count(len(name) + len(value))

    def on_headers_complete(self) -> None:
        self._headers_came()
        super().on_headers_complete()

    def _await_headers(self) -> None:
        self._header_bytes = 0
        self._deadline = self.loop.call_later(self.header_seconds, self.transport.abort)

    def _headers_came(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _count(self, size: int) -> None:
        self._header_bytes += size
        if self._header_bytes > HEADER_BYTES:
            self.transport.abort()


def _bind(host: str, port: int) -> socket.socket:
    for candidate in _candidates(port):
        try:
            return _listening(host, candidate)
        except (OSError, OverflowError) as error:
            log.info("port %d is not free: %s", candidate, error)
    return _listening(host, 0)


def _candidates(port: int) -> Sequence[int]:
    return range(port, port + FURTHER_PORTS + 1) if port else ()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)
