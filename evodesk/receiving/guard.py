"""Between uvicorn and an application: ends requests when the listener stops, and closes the
connection behind every answer that was given before the whole body came."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from evodesk.receiving.connection import Answer, AtOnce
    from evodesk.receiving.whole import Request


class Guard:
    def __init__(self, app: ASGIApp, at_once: AtOnce | None) -> None:
        self._app = app
        self._at_once = at_once
        self._running: set[asyncio.Task[object]] = set()
        self._closing = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = _Exchange(scope, receive, send)
        if scope["http_version"] not in _VERSIONS or exchange.is_upgrade:
            await exchange.answer(_OTHER_VERSION)
            return
        if self._closing.is_set():
            await exchange.refuse()
            return
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except asyncio.CancelledError:
            if not self._closing.is_set():
                raise
            await exchange.refuse()
        finally:
            self._running.discard(task)

    def at_once(self, request: Request, answer: Answer) -> bool:
        if self._at_once is None or self._closing.is_set():
            return False
        return self._at_once(request, answer)

    async def close(self, grace: float) -> None:
        """503 to all that is new; what runs gets `grace` seconds, then 503 too."""
        self._closing.set()
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


class _Exchange:
    """One request and its answer."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        self.is_upgrade = b"upgrade" in headers
        self._unread = (
            b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0"
        )
        self._answering = False
        self._scope = scope
        self._receive = receive
        self._send = send

    async def receive(self) -> Message:
        message = await self._receive()
        if not message.get("more_body", False):
            self._unread = False
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._answering = True
            if self._unread:
                # Or the sender could go on for ever on a connection nobody listens to.
                message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
        await self._send(message)

    async def refuse(self) -> None:
        """503: the server of a webhook tries again
        (contract: 06_webhook_retry/retry_matrix_fast_settings)."""
        if not self._answering:
            await self.answer(_STOPPING)

    async def answer(self, response: PlainTextResponse) -> None:
        await response(self._scope, self.receive, self.send)


_VERSIONS = ("1.0", "1.1")
"""httptools also takes what it calls 0.9, and leaves out the body of who asks for an upgrade."""
_OTHER_VERSION = PlainTextResponse("HTTP/1.1, please", 505)
_STOPPING = PlainTextResponse("stopping", 503)
