"""Asks an address of our own as the server would send a webhook there: POST, no redirect followed.

Where it gets stuck is told step by step, as nobody but the one who set up the way can mend it.
"""

from __future__ import annotations

import asyncio
import socket
import ssl

import httpx

from evodesk.domain.instance import Server
from evodesk.domain.reach import Reach, ReachStep
from evodesk.domain.reception import host_of
from evodesk.errors import BadCertificate, NotEvolution
from evodesk.evolution import answers
from evodesk.evolution.address import tls_context
from evodesk.evolution.failures import causes_of

_SECONDS = 8.0
_LIMIT = 64 * 1024


async def reach(base: str, path: str, reply: str, *, seconds: float = _SECONDS) -> Reach:
    """Whether `reply` is what `path` below `base` answers. Raises nothing."""
    try:
        async with asyncio.timeout(seconds * 2):
            return await _ask(base, path, reply, seconds)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
        return Reach(base, _step_of(error))
    except BadCertificate:
        return Reach(base, ReachStep.TLS)
    except NotEvolution:  # an answer without end
        return Reach(base, ReachStep.BODY)


async def _ask(base: str, path: str, reply: str, seconds: float) -> Reach:
    verify = tls_context(Server("reach", base, base)) or False
    timeout = httpx.Timeout(seconds)
    async with (
        httpx.AsyncClient(timeout=timeout, verify=verify, trust_env=False) as client,
        client.stream("POST", f"{base}{path}", json={}, follow_redirects=False) as answer,
    ):
        if answer.has_redirect_location:
            return Reach(base, ReachStep.REDIRECT, host_of(answer.headers["location"]))
        if answer.status_code != 200:
            return Reach(base, ReachStep.STATUS, str(answer.status_code))
        body = await answers.read(answer, _LIMIT, host_of(base))
    return Reach(base, None if body == reply.encode() else ReachStep.BODY)


def _step_of(error: Exception) -> ReachStep:
    causes = tuple(causes_of(error))
    if any(isinstance(each, socket.gaierror) for each in causes):
        return ReachStep.NAME
    if any(isinstance(each, ssl.SSLError) for each in causes):
        return ReachStep.TLS
    if any(isinstance(each, httpx.ConnectError | httpx.ConnectTimeout) for each in causes):
        return ReachStep.CONNECT
    return ReachStep.ANSWER
