"""uvicorn inside a loop that already runs: one Listener serves one application.

It leaves signals and logging alone, gives nobody time without end, and stops within seconds.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import contextmanager, suppress
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
LAST_PORT = 65535
CONNECTIONS = 256
HEADER_BYTES = 64 * 1024
HEADER_SECONDS = 15.0
FLUSH_SECONDS = 1.0


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
        server.accept_no_more()
        await guard.close(self._grace)
        server.leave.set()
        await self._tasks.settle()
        log.info("listener stopped")


class _Server(uvicorn.Server):
    """Waits for events where uvicorn polls."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_listening = asyncio.Event()
        self.leave = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.is_listening.set()

    async def main_loop(self) -> None:
        await self.leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Every request was answered; what is still on its way out gets a second."""
        self.accept_no_more()
        connections = self.server_state.connections
        for connection in list(connections):
            connection.shutdown()
        with suppress(TimeoutError):
            async with asyncio.timeout(FLUSH_SECONDS):
                while connections:
                    await asyncio.sleep(0.01)
        for connection in list(connections):
            connection.transport.abort()

    def accept_no_more(self) -> None:
        for server in self.servers:
            server.close()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """The process's signals belong to the program, not to us."""
        yield


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
    )


class _Protocol(HttpToolsProtocol):
    """uvicorn waits for ever for headers of any size; this one does not."""

    header_seconds = HEADER_SECONDS
    _deadline: asyncio.TimerHandle | None = None
    """Runs while headers are due."""
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # The path of a webhook holds its secret; `access_log=False` stops only some handlers.
        self.access_log = False
        # asyncio leaves this out for a listening socket made without a protocol number, and every
        # answer in two writes would wait 40 ms for the other side's acknowledgement.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._headers_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        were_due = self._deadline is not None
        super().data_received(data)
        if were_due and self._deadline is not None:
            self._header_bytes += len(data)
            if self._header_bytes > HEADER_BYTES:
                self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._deadline is None:
            self._await_headers()

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


def _bind(host: str, port: int) -> socket.socket:
    for candidate in _candidates(port):
        try:
            return _listening(host, candidate)
        except OSError as error:
            log.info("port %d is not free: %s", candidate, error)
    return _listening(host, 0)


def _candidates(port: int) -> Sequence[int]:
    return range(port, min(port + FURTHER_PORTS, LAST_PORT) + 1) if port else ()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)
