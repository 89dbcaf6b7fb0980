"""Socket.IO as the real server does it: python-socketio inside, the real server's habits around it.

A namespace exists from the first event of a subscribed kind since the start; the connection's rules
are in `closing`. The close code is 1000 where the real server sends none: ASGI cannot leave it out.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import orjson
import socketio
from starlette.datastructures import Headers

from evodesk.simulator.answers import JSON_TYPE, unknown_route
from evodesk.simulator.closing import Connection, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Message, Receive, Scope, Send

    from evodesk.simulator.settings import Settings

PATH = "/socket.io/"
MAX_INBOUND = 1_000_000


class _Json:
    """Raw UTF-8 as JavaScript writes it; python-socketio expects the standard library's calls."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        return orjson.dumps(value).decode()

    loads = staticmethod(orjson.loads)


class _Packet(socketio.packet.Packet):  # type: ignore[misc]
    json = _Json


class Sockets:
    """The ASGI application behind `/socket.io/` and the way events get out of it."""

    def __init__(self, settings: Settings, knows_key: Callable[[str], bool]) -> None:
        self._settings = settings
        self._knows_key = knows_key
        self._existing = {"/"}
        self._open: set[_Ruled] = set()
        self.refuses = False
        """No namespace of an instance can be joined."""
        self._server = socketio.AsyncServer(
            async_mode="asgi",
            namespaces="*",
            serializer=_Packet,
            cors_allowed_origins="*",
            ping_interval=settings.ping_interval,
            ping_timeout=settings.ping_timeout,
            max_http_buffer_size=MAX_INBOUND,
        )
        self._server.on("connect", self._connecting, namespace="*")

    def forget(self) -> None:
        """What a restart does to namespaces."""
        self._existing = {"/"}

    def silence(self) -> None:
        """Every connection that is open now becomes half-open: nothing passes any more, either
        way, and nobody hangs up."""
        for connection in self._open:
            connection.silent = True

    async def emit(self, namespace: str, event: str, payload: dict[str, Any]) -> None:
        """Create the namespace if need be; then this event finds nobody in it."""
        self._existing.add(namespace)
        await self._server.emit(event, payload, namespace=namespace)

    def _connecting(self, namespace: str, *_who: Any) -> None:
        if namespace not in self._existing or (self.refuses and namespace != "/"):
            raise socketio.exceptions.ConnectionRefusedError("Invalid namespace")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = parse_qs(scope["query_string"].decode(), keep_blank_values=True)
        if not self._settings.websocket_available:
            target = f"{scope['path']}?{scope['query_string'].decode()}"
            refusal = unknown_route(scope.get("method", "GET"), target)
            await _respond(scope, send, 404, JSON_TYPE, orjson.dumps(refusal.body))
        elif "sid" not in query and (reason := self._refusal(scope, query)):
            if scope["type"] == "websocket":
                await _respond(scope, send, 400, "text/html", reason.encode())
            else:
                body = orjson.dumps({"code": 4, "message": reason})
                await _respond(scope, send, 403, "application/json", body)
        else:
            if scope["type"] == "websocket" and "sid" not in query:
                await self._ruled(scope, _Ruled(receive, send, self._settings.join_timeout))
            else:
                await self._server.handle_request(scope, receive, send)

    async def _ruled(self, scope: Scope, rules: _Ruled) -> None:
        self._open.add(rules)
        try:
            await self._server.handle_request(scope, rules.receive, rules.send)
            await rules.keep_silence()
        finally:
            self._open.discard(rules)

    def _refusal(self, scope: Scope, query: dict[str, list[str]]) -> str | None:
        """contract: 04_socketio/auth_reject_polling_no_key, auth_reject_polling_wrong_key"""
        if not self._settings.loopback_needs_key:
            return None
        key = query.get("apikey", [""])[0] or Headers(scope=scope).get("apikey", "")
        if not key:
            return "apiKey is required"
        return None if self._knows_key(key) else "Invalid global token"


class _Ruled:
    """One connection's ASGI channel with the closing rules in between."""

    def __init__(self, receive: Receive, send: Send, join_timeout: float) -> None:
        self._receive = receive
        self._send = send
        self._connection = Connection()
        self.silent = False
        self._deadline = asyncio.get_running_loop().time() + join_timeout

    async def receive(self) -> Message:
        while True:
            deadline = None if self._connection.ever_joined else self._deadline
            try:
                async with asyncio.timeout_at(deadline):
                    event = await self._receive()
            except TimeoutError:
                return await self._hang_up()
            if event["type"] != "websocket.receive":
                self.silent = False
                return event
            if self.silent:
                continue
            frame: str | bytes = event.get("bytes") or event.get("text") or ""
            verdict = self._connection.received(frame)
            if verdict is Verdict.PASS:
                return event
            if verdict is Verdict.CLOSE:
                return await self._hang_up()
            await self._refuse(str(frame))

    async def send(self, message: Message) -> None:
        if self.silent:
            return
        if message["type"] == "websocket.send":
            self._connection.sent(message.get("text") or b"")
        await self._send(message)

    async def keep_silence(self) -> None:
        """The server has given the connection up; the other side does not hear of it."""
        while self.silent:
            await self.receive()

    async def _refuse(self, frame: str) -> None:
        """contract: 04_socketio/namespace_special_chars_raw_with_query"""
        namespace = frame[2:].partition(",")[0]
        text = f'44{namespace},{{"message":"Invalid namespace"}}'
        await self._send({"type": "websocket.send", "text": text})

    async def _hang_up(self) -> Message:
        await self._send({"type": "websocket.close"})
        return {"type": "websocket.disconnect", "code": 1000}


async def _respond(scope: Scope, send: Send, status: int, content_type: str, body: bytes) -> None:
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    headers = [(b"content-type", content_type.encode()), (b"content-length", b"%d" % len(body))]
    await send({"type": f"{kind}.start", "status": status, "headers": headers})
    await send({"type": f"{kind}.body", "body": body})
