"""What went wrong -> errors of evodesk.errors. No I/O.

The server's own words are kept for people, but never a key, a URL's path or what Prisma prints
of its arguments (it prints whole rows: contract: 07_history/offset_string).
"""

from __future__ import annotations

import re
import socket
import ssl
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from evodesk.domain.reception import host_of
from evodesk.errors import (
    BadCertificate,
    KeyRefused,
    LicenceRequired,
    NameNotFound,
    NotEvolution,
    ProxyFailed,
    RequestRefused,
    ServerError,
    ServerFailed,
    TimedOut,
    UnknownInstance,
    Unreachable,
)
from evodesk.evolution.cut import parse_json
from evodesk.evolution.wire_values import as_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evodesk.domain.instance import Server
    from evodesk.evolution.cut import Json

_TEXT_LIMIT = 500
_URL = re.compile(r"\b\w{2,10}://\S+")
_NO_SUCH_INSTANCE = re.compile(r'instance does not exist|^Instance ".*" not found', re.DOTALL)
_IN_USE = re.compile(r"already in use")


def refusal(status: int, body: bytes, host: str, instance: str = "", key: str = "") -> ServerError:
    """The error for an answer that is not 2xx. `key` is taken out of the text."""
    try:
        answer = parse_json(body) if body else None
    except NotEvolution:
        known = ServerFailed(status=str(status), text="")
        return known if status >= 500 else NotEvolution(host=host)
    if status == 503 and b"LICENSE_REQUIRED" in body:
        return LicenceRequired(url=_activation_url(answer))
    text = _shown("; ".join(_words(answer)), key)
    if status >= 500:
        return ServerFailed(status=str(status), text=text)
    if status == 401 or (status == 403 and not _IN_USE.search(text)):
        return KeyRefused()
    if status == 404 and _NO_SUCH_INSTANCE.search(text):
        return UnknownInstance(instance=instance)
    return RequestRefused(status=str(status), text=text)


def redirect(status: int, location: str) -> ServerError:
    """Redirects are not followed: the key would go wherever they point."""
    try:
        target = urlsplit(location)
        text = f"-> {target.scheme}://{host_of(location)}" if target.hostname else ""
    except ValueError:
        text = ""
    return RequestRefused(status=str(status), text=text)


def transport_failure(error: Exception, server: Server, seconds: float) -> ServerError:
    """For what httpx and websockets raise before there is an answer."""
    host = host_of(server.url)
    causes = tuple(causes_of(error))
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
        return BadCertificate(host=host)
    if any(isinstance(each, httpx.TimeoutException | TimeoutError) for each in causes):
        return TimedOut(seconds=f"{seconds:g}")
    if isinstance(error, httpx.ProxyError) or (server.proxy and _never_connected(error)):
        return ProxyFailed(host=host_of(server.proxy))
    if any(isinstance(each, socket.gaierror) for each in causes):
        return NameNotFound(host=host)
    if isinstance(error, httpx.DecodingError):
        return NotEvolution(host=host)
    return Unreachable(host=host)


def _never_connected(error: Exception) -> bool:
    return isinstance(error, httpx.ConnectError)


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or any(each is known for known in seen):
            continue
        seen.append(each)
        yield each
        waiting += (each.__cause__, each.__context__)
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions


def _words(answer: Json) -> Iterator[str]:
    """`response.message` is a string, a list or a list of lists (contract: 01_instances,
    02_webhook); elsewhere `message` or `error` stand at the top."""
    row = as_object(answer)
    found = as_object(row.get("response")).get("message") or row.get("message") or row.get("error")
    waiting = [found]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting[:0] = each


def _shown(text: str, key: str) -> str:
    if "prisma" in text.lower():
        text = text.strip().rpartition("\n")[2]
    if key:
        text = text.replace(key, "•••")
    text = _URL.sub(lambda found: host_of(found[0]), text)
    return text.strip()[:_TEXT_LIMIT]


def _activation_url(answer: Json) -> str:
    """Where to activate it: the first address in the answer, without its query."""
    waiting: list[Json] = [answer]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, str) and each.startswith(("https://", "http://")):
            return each.partition("?")[0][:_TEXT_LIMIT]
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return ""
