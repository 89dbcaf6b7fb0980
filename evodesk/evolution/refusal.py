"""Why a WebSocket handshake was refused, learnt by polling.

The server answers a refused handshake with a bare 400; polling says why
(contract: 04_socketio/auth_reject_ws_wrong_key, auth_reject_polling_wrong_key,
03_websocket_disabled_on_server/socketio_polling_handshake).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx

from evodesk.domain.reception import host_of
from evodesk.errors import (
    EvodeskError,
    NotEvolution,
    RequestRefused,
    UpgradeBlocked,
    WebsocketOff,
)
from evodesk.evolution import answers, failures
from evodesk.evolution.address import key_header, polling_url

if TYPE_CHECKING:
    import ssl

    from evodesk.domain.instance import Server

_SECONDS = 10.0
_ANSWER_LIMIT = 64 * 1024


async def explain_refusal(server: Server, key: str, tls: ssl.SSLContext | None) -> EvodeskError:
    """The reason, as an error to be shown. `key` can be carried by a header."""
    host = host_of(server.url)
    try:
        async with (
            asyncio.timeout(_SECONDS),
            httpx.AsyncClient(
                verify=tls or False, proxy=server.proxy or None, trust_env=False, timeout=_SECONDS
            ) as client,
            client.stream("GET", polling_url(server), headers=key_header(key)) as answer,
        ):
            body = await answers.read(answer, _ANSWER_LIMIT, host)
    except NotEvolution as error:
        return error
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
        return failures.transport_failure(error, server, _SECONDS)
    return explain(answer.status_code, body, host, key)


def explain(status: int, body: bytes, host: str, key: str) -> EvodeskError:
    """What the answer to a polling handshake says about the refused upgrade."""
    if status == 200:
        return UpgradeBlocked(host=host) if body.startswith(b"0{") else NotEvolution(host=host)
    error = failures.refusal(status, body, host, key=key)
    if isinstance(error, RequestRefused) and status == 404:
        return WebsocketOff(instance="")
    return error
