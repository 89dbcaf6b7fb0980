"""What a webhook POST holds and when it is tried again."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import itertools
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from evodesk.simulator.binary import for_webhook
from evodesk.simulator.posting import Poster, loopback_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evodesk.simulator.settings import Settings

NOT_RETRIED = frozenset({400, 401, 403, 404, 422})
TRIES = 10


@dataclass(frozen=True, slots=True)
class Post:
    """One webhook request before it is sent."""

    instance: str
    event: str
    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    message: str = ""
    """Its id; empty for other events."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try as `/_sim/state` reports it; status 0 stands for no answer."""

    instance: str
    event: str
    url: str
    status: int
    attempt: int
    message: str = ""


def pauses() -> Iterator[float]:
    """Seconds before each further try: 5, 10, 20 … at most 300 (contract: 06_webhook_retry)."""
    return (min(5.0 * 2**number, 300.0) for number in range(TRIES - 1))


def full_url(url: str, event: str, by_events: bool) -> str:
    """Plain text at the end, after any query. contract: webhook_byEvents_and_jwt"""
    return f"{url}/{event.replace('.', '-').replace('_', '-')}" if by_events else url


def sent_headers(headers: dict[str, str] | None, at: int) -> dict[str, str]:
    """The custom headers; `jwt_key` becomes an Authorization instead of being sent."""
    given = {name: str(value) for name, value in (headers or {}).items()}
    secret = given.pop("jwt_key", None)
    if secret is not None:
        given["Authorization"] = f"Bearer {_jwt(secret, at)}"
    return given


def encoded(envelope: dict[str, Any]) -> bytes:
    return orjson.dumps(for_webhook(envelope))


class Webhooks:
    """Posts with up to ten tries; every try is reported."""

    def __init__(self, settings: Settings, report: Callable[[Delivery], None]) -> None:
        self._settings = settings
        self._report = report
        self._poster = Poster()

    def close(self) -> None:
        self._poster.close()

    async def deliver(self, post: Post) -> None:
        """Ends when it arrived, was refused for good or has failed ten times."""
        for attempt, pause in enumerate(itertools.chain(pauses(), [0.0]), start=1):
            status = await self._try(post)
            self._report(
                Delivery(post.instance, post.event, post.url, status, attempt, post.message)
            )
            if 200 <= status < 300 or status in NOT_RETRIED:
                return
            await asyncio.sleep(pause * self._settings.retry_factor)

    async def _try(self, post: Post) -> int:
        target = loopback_target(post.url)
        if target is None:
            return 200 if post.url else 0
        try:
            async with asyncio.timeout(self._settings.webhook_timeout):
                return await self._poster.post(target, post.headers, post.body)
        except OSError:  # TimeoutError is one
            return 0


def _jwt(secret: str, at: int) -> str:
    """HS256 over iat, exp, app and action, as in contract: webhook_byEvents_and_jwt"""
    claims = {"iat": at, "exp": at + 600, "app": "evolution", "action": "webhook"}
    parts = [orjson.dumps({"alg": "HS256", "typ": "JWT"}), orjson.dumps(claims)]
    signed = b".".join(_base64url(part) for part in parts)
    signature = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return b".".join([signed, _base64url(signature)]).decode()


def _base64url(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def unix_now() -> int:
    return int(time.time())
