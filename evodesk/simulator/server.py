"""The whole simulated server: puts the parts together, listens, goes down and comes back."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import socket
import struct
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.requests import ClientDisconnect

from evodesk.simulator import demo, phone
from evodesk.simulator.answers import answer
from evodesk.simulator.control import control_app
from evodesk.simulator.emission import Emitter
from evodesk.simulator.faults import Faults
from evodesk.simulator.routes import Api
from evodesk.simulator.sockets import PATH, Sockets
from evodesk.simulator.webhooks import Webhooks
from evodesk.simulator.work import Work
from evodesk.simulator.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import Receive, Scope, Send

    from evodesk.simulator.settings import Settings

LOADING = 0.05
"""Seconds after a restart in which instances are known but not loaded.

contract: 01_instances/answers_while_server_is_starting
"""
LONGEST_FRAME = 16 * 2**20


class _Uvicorn(uvicorn.Server):
    """uvicorn that leaves signals alone, can stop listening for a while and ends at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ending = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop_listening(self) -> None:
        for server in self.servers:
            server.close()

    def cut(self, client: tuple[str, int] | None = None, reset: bool = False) -> None:
        """End the connection of one client, or of all."""
        for connection in list(self.server_state.connections):
            if client is None or getattr(connection, "client", None) == client:
                if reset:
                    _reset_on_close(connection.transport)
                connection.transport.abort()

    def end(self) -> None:
        self._ending.set()

    async def main_loop(self) -> None:
        """Ten ticks a second; the first of each ten sets the Date header."""
        for tick in itertools.count():
            await self.on_tick(tick % 10)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), 0.1)
                return

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Nobody is waited for."""
        self.stop_listening()
        self.cut()


class Simulator:
    """One simulated server. `url` is known at once, `run` listens until `stop` is called."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.world = World()
        self._socket = _bound(settings.host, settings.port)
        self._port: int = self._socket.getsockname()[1]
        self._loaded_at = 0.0
        self._work = Work()
        self._sockets = Sockets(settings, self._knows_key)
        self._webhooks = Webhooks(settings, self.world.note)
        self._emitter = Emitter(settings, self._sockets, self._webhooks, lambda: self.url)
        self._api = Api(settings, self.world, self._emitter, self._loading)
        self._faults = Faults(self._served, self._cut, self._record)
        self._control = control_app(settings.key, self.world, self._emitter, self._faults, self)
        self._uvicorn = _Uvicorn(_config(self))
        self._stop = asyncio.Event()

    @property
    def url(self) -> str:
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        return f"http://{host}:{self._port}{self.settings.prefix}"

    def stop(self) -> None:
        self._stop.set()

    async def run(self, ready: Callable[[], None]) -> None:
        """Listen, call `ready`, and end all connections and tasks when stopped."""
        if self.settings.demo:
            demo.furnish(self.world, self.settings)
        serving = self._work.start(self._uvicorn.serve(sockets=[self._socket]), "uvicorn")
        while not self._uvicorn.started:
            await asyncio.sleep(0)
        self._came_up()
        if self.settings.demo:
            self._work.start(demo.talk(self.world, self._emitter, self.settings), "demo")
        ready()
        await self._stop.wait()
        self._uvicorn.end()
        await serving
        await self._work.cancel()
        await self._emitter.close()
        self._webhooks.close()
        self._socket.close()

    async def restart(self, down: float) -> None:
        """Cut everything and come back after `down` seconds; returns when the server is down.

        contract: 04_socketio/raw_frames_at_server_stop
        """
        self._emitter.up.clear()
        self._uvicorn.stop_listening()
        self._socket = _bound(self.settings.host, self._port)  # holds the port, refuses meanwhile
        self._uvicorn.cut()
        self._sockets.forget()
        await self._emitter.deliveries.cancel()
        self._work.start(self._come_back(down), "come back")

    def disturb_sockets(self, *, refuse: bool, silence: bool) -> None:
        self._sockets.refuses = refuse
        if silence:
            self._sockets.silence()

    async def _come_back(self, down: float) -> None:
        await asyncio.sleep(down)
        await self._uvicorn.startup(sockets=[self._socket])
        self._loaded_at = asyncio.get_running_loop().time() + LOADING
        self._came_up()

    def _came_up(self) -> None:
        self._emitter.up.set()
        instances = list(self.world.instances.values())
        self._work.start(phone.server_started(self._emitter, instances), "phones connect")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Control routes first; they are neither faulted nor recorded."""
        try:
            if scope["path"].startswith("/_sim/"):
                await self._control(scope, receive, send)
            else:
                await self._faults(_below(scope, self.settings.prefix), receive, send)
        except asyncio.CancelledError:
            # The end cuts off what is still held back, which uvicorn would call a failure.
            if not self._stop.is_set():
                raise

    async def _served(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(PATH):
            await self._sockets(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        elif not self.settings.licensed and scope["path"] != "/":
            await answer(_unlicensed(self.url), 503)(scope, receive, send)
        else:
            # Whoever left before the end of its own question needs no answer.
            with contextlib.suppress(ClientDisconnect):
                await self._api(scope, receive, send)

    def _knows_key(self, key: str) -> bool:
        return key == self.settings.key or bool(self.world.of_token(key))

    def _loading(self) -> bool:
        return asyncio.get_running_loop().time() < self._loaded_at

    def _cut(self, client: tuple[str, int], reset: bool) -> None:
        self._uvicorn.cut(client, reset)

    def _record(self, method: str, path: str, status: int) -> None:
        self.world.requests.append((method, path, status))


def _config(app: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="none",
        http="httptools",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws_max_size=LONGEST_FRAME,
        ws_ping_interval=None,
        ws_ping_timeout=None,
        ws_per_message_deflate=False,
    )


def _bound(host: str, port: int) -> socket.socket:
    """A bound socket that does not listen yet: connections are refused, the port is ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Without the protocol's number asyncio leaves Nagle on, and every answer waits 40 ms.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name != "nt":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


def _reset_on_close(transport: asyncio.Transport) -> None:
    linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def _below(scope: Scope, prefix: str) -> Scope:
    """The scope as the API sees it behind a proxy that cuts off the prefix."""
    if not scope["path"].startswith(f"{prefix}/"):
        return {**scope, "path": "/_outside", "raw_path": b"/_outside"} if prefix else scope
    path, raw = scope["path"][len(prefix) :], scope["raw_path"][len(prefix) :]
    return {**scope, "path": path, "raw_path": raw}


def _unlicensed(url: str) -> dict[str, Any]:
    """What 2.4 answers until it is activated; read about, not recorded."""
    return {
        "error": "service not activated",
        "code": "LICENSE_REQUIRED",
        "register_url": f"{url}/manager/login",
        "message": "License required. Open the manager to activate it.",
    }
