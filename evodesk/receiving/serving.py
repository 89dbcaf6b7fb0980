"""uvicorn inside a loop that already runs: one Listener serves one application.

It leaves signals and logging alone, gives nobody time without end, and stops within seconds.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, cast

import uvicorn

from evodesk.receiving.connection import Connection, Patience
from evodesk.receiving.guard import Guard
from evodesk.receiving.listening import listen
from evodesk.receiving.whole import Reader
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    import socket
    from collections.abc import Generator

    from starlette.types import ASGIApp

    from evodesk.receiving.connection import AtOnce

log = logging.getLogger("evodesk.receiving")

FLUSH_SECONDS = 1.0
PATIENCE = Patience()


class Listener:
    """Listens from `start` to `stop`; can be started again."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        at_once: AtOnce | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        grace: float = 2.0,
        patience: Patience = PATIENCE,
    ) -> None:
        """`at_once`: the short cut past `app`. `port` 0: any. `grace`: seconds that running
        requests get to end at `stop`."""
        self._app = app
        self._at_once = at_once
        self._host = host
        self._wished_port = port
        self._grace = grace
        self._patience = patience
        self._guard: Guard | None = None
        self._server: _Server | None = None
        self._tasks = Tasks()

    async def start(self) -> int:
        """The port: the wished one, else a free one behind it, else any.

        Raises OSError when the host is no address of this computer.
        """
        listening = listen(self._host, self._wished_port)
        port: int = listening.getsockname()[1]
        self._guard = Guard(self._app, self._at_once)
        self._server = _Server(_config(self._guard, self._patience), self._patience.look)
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

    def __init__(self, config: uvicorn.Config, look: float) -> None:
        super().__init__(config)
        self._look = look
        self.is_listening = asyncio.Event()
        self.leave = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.is_listening.set()

    async def main_loop(self) -> None:
        while not self.leave.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look):
                    await self.leave.wait()
            now = time.monotonic()
            for connection in tuple(self.server_state.connections):
                cast("Connection", connection).expire(now)

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


def _config(guard: Guard, patience: Patience) -> uvicorn.Config:
    own = {"patience": patience, "at_once": staticmethod(guard.at_once), "reader": Reader()}
    return uvicorn.Config(
        guard,
        loop="none",
        http=type("_Connection", (Connection,), own),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
    )
