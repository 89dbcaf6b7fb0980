"""Answers whoever asks, through whatever lies between, whether this program is reached.

Only for a nonce that waits at the moment, with a reply that nobody else can know.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/api/webhooks/evolution/reach/"
"""Below the path of the webhooks: what lets those through lets this through, too."""


class Nonces:
    def __init__(self) -> None:
        self._replies: dict[str, str] = {}

    @contextmanager
    def waiting(self) -> Iterator[tuple[str, str]]:
        """A new nonce and the reply to it, for as long as the block runs."""
        nonce, reply = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        self._replies[nonce] = reply
        try:
            yield nonce, reply
        finally:
            del self._replies[nonce]

    def reply_to(self, nonce: str) -> str | None:
        return self._replies.get(nonce)


class Reachable:
    """Before the receiver, which it leaves everything else."""

    def __init__(self, app: ASGIApp, nonces: Nonces) -> None:
        self._app = app
        self._nonces = nonces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if not path.startswith(PATH):
            await self._app(scope, receive, send)
            return
        reply = self._nonces.reply_to(path.removeprefix(PATH))
        response = PlainTextResponse(reply or "not asked for", 200 if reply else 404)
        await response(scope, receive, send)
