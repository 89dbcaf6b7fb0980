"""The pool of kept connections that one server is asked through."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx

from evodesk.domain.reception import host_of
from evodesk.errors import ProxyFailed
from evodesk.evolution.address import tls_context
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from evodesk.domain.instance import Server

_KEPT_SECONDS = 4.0
"""The server closes idle connections after 5 s; a write must not meet that moment
(contract: 03_websocket_disabled_on_server/socketio_websocket_upgrade)."""


class Transport(httpx.AsyncHTTPTransport):
    """Closes what is to be closed, whoever is cancelled meanwhile.

    httpcore (1.0.9) lets go of all such connections and then closes one after the other. Its shield
    is anyio's, which a `Task.cancel` goes past, and the rest is left to the garbage collector.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._closing = Tasks()
        self._close_each = self._pool._close_connections
        self._pool._close_connections = self._close_all  # type: ignore[method-assign]

    async def aclose(self) -> None:
        await super().aclose()
        await self._closing.settle()

    async def _close_all(self, closing: list[Any]) -> None:
        if closing:
            work = self._close_each(closing)
            await asyncio.shield(self._closing.start(work, name="close connections"))


def transport_to(server: Server) -> Transport:
    """What a client adds to it, redirects, cookies and proxies of the environment, is not wanted
    here, and costs a fifth of a request. Raises BadCertificate, ProxyFailed."""
    try:
        return Transport(
            limits=httpx.Limits(keepalive_expiry=_KEPT_SECONDS),
            verify=tls_context(server) or False,
            proxy=server.proxy or None,
            trust_env=False,
        )
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise ProxyFailed(host=host_of(server.proxy)) from error
