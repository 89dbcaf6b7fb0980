"""The server's HTTP interface: one call, one method; every failure is a ServerError."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import orjson

from evodesk import APP_NAME
from evodesk.domain.reception import Reception, Side, host_of
from evodesk.errors import NotEvolution, Unreachable
from evodesk.evolution import answers, failures, wire
from evodesk.evolution.address import api_url, key_header
from evodesk.evolution.transport import transport_to

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evodesk.domain.event import Attachment
    from evodesk.domain.instance import Instance, LinkState, Server
    from evodesk.domain.message import MessageKey
    from evodesk.domain.reception import WebhookConfig, WebsocketConfig

_CONNECT_SECONDS = 5.0
_LONGEST = 6
"""Times the timeout that one exchange may take, however steadily it trickles."""
_ALWAYS_SENT = {"accept": "*/*", "accept-encoding": "gzip, deflate", "user-agent": APP_NAME}
_MEDIA_SECONDS = 60.0
"""The server fetches and decrypts the file before it answers."""
_PARSED_HERE = 32 * 1024
"""Bytes of an answer that are read sooner than a thread could be asked to."""
_ANSWER_LIMIT = 128 * 1024 * 1024
T = TypeVar("T")


class Api:
    """One pool of kept connections for one server. Call `aclose` at the end."""

    def __init__(
        self,
        server: Server,
        key: str,
        *,
        timeout: float = 10.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`timeout`: seconds for an answer. Raises KeyRefused, BadCertificate or ProxyFailed when
        the key, the CA file or the proxy's address cannot be used at all."""
        self._server = server
        self._host = host_of(server.url)
        self._timeout = timeout
        self._key = key.strip()
        self._headers = key_header(key)
        self._transport = transport or transport_to(server)
        self._latency_ms: int | None = None
        self._server_clock = (time.time(), _steady())

    async def aclose(self) -> None:
        await self._transport.aclose()

    @property
    def latency_ms(self) -> int | None:
        """Of the last answer."""
        return self._latency_ms

    def server_now(self) -> float:
        """Unix seconds by the server's clock, to about a second. Nobody can set it here."""
        told, at = self._server_clock
        return told + _steady() - at

    async def version(self) -> str:
        """Needs no key. The server asks WhatsApp for each answer: not for a heartbeat."""
        return self._read(wire.parse_version, await self._get(""))

    async def instances(self) -> tuple[Instance, ...]:
        """Each with the link that the server's database tells; `link` is UNKNOWN."""
        return self._read(wire.parse_instances, await self._get("instance", "fetchInstances"))

    async def link(self, name: str) -> LinkState:
        """What the server's memory tells."""
        body = await self._get("instance", "connectionState", name=name)
        return self._read(wire.parse_link, body)

    async def reception(self, name: str) -> Reception:
        """Both sides. Zero bytes from `websocket/find`: WebSocket is off at the server
        (contract: 03_websocket_disabled_on_server/find)."""
        webhook, websocket = await asyncio.gather(
            *(self._get(side, "find", name=name) for side in (Side.WEBHOOK, Side.WEBSOCKET))
        )
        return self._with_websocket(Reception(self._webhook(webhook), None), websocket)

    async def reread(self, name: str, side: Side, seen: Reception) -> Reception:
        """`seen`, with this side as the server has it now."""
        body = await self._get(side, "find", name=name)
        if side is Side.WEBSOCKET:
            return self._with_websocket(seen, body)
        return replace(seen, webhook=self._webhook(body))

    async def set_webhook(self, name: str, config: WebhookConfig) -> None:
        """An answer is no proof: read back (contract: 03_websocket_disabled_on_server)."""
        await self._post("webhook", "set", name=name, body=wire.webhook_body(config))

    async def set_websocket(self, name: str, config: WebsocketConfig) -> None:
        """An answer is no proof: read back."""
        await self._post("websocket", "set", name=name, body=wire.websocket_body(config))

    async def history(
        self, name: str, since: int, until: int, *, size: int = 10_000
    ) -> wire.History:
        """The newest `size` stored messages from `since` to `until` (unix seconds, both included),
        newest first."""
        return await self._find_messages(name, since, until, size)

    async def count(self, name: str, since: int, until: int) -> int:
        """How many messages the server stores of that span."""
        return (await self._find_messages(name, since, until, 1)).total

    async def media(self, key: MessageKey, on_bytes: answers.OnBytes) -> Attachment:
        """The content of a message. RequestRefused: the server has it no more, or never had it
        (contract: 05_events_baileys_fake_socket/getBase64_unknown_id, getBase64_text_message)."""
        parts = ("chat", "getBase64FromMediaMessage")
        wish = orjson.dumps({"message": {"key": {"id": key.id}}})
        body = await self._ask(
            "POST", parts, key.instance, wish, seconds=_MEDIA_SECONDS, on_bytes=on_bytes
        )
        parse = partial(wire.parse_media, key)
        return await asyncio.to_thread(self._read, parse, body)

    async def connect(self, name: str) -> wire.Qr:
        return self._read(wire.parse_qr, await self._get("instance", "connect", name=name))

    async def restart(self, name: str) -> None:
        await self._post("instance", "restart", name=name, body={})

    def _webhook(self, body: bytes) -> WebhookConfig | None:
        return self._read(wire.parse_webhook, body) if body else None

    def _with_websocket(self, seen: Reception, body: bytes) -> Reception:
        config = self._read(wire.parse_websocket, body) if body else None
        return replace(seen, websocket=config, websocket_available=bool(body))

    async def _find_messages(self, name: str, since: int, until: int, size: int) -> wire.History:
        """The filter counts only with both bounds, as ISO texts
        (contract: 07_history/range_iso_both, range_gte_only_is_ignored)."""
        span = {"gte": _iso(since), "lte": _iso(until)}
        wish = {"where": {"messageTimestamp": span}, "page": 1, "offset": size}
        body = await self._post("chat", "findMessages", name=name, body=wish)
        parse = partial(wire.parse_history, self._server.id, name, received_at=time.time())
        if len(body) < _PARSED_HERE:
            return self._read(parse, body)
        # This loop draws the window too.
        return await asyncio.to_thread(self._read, parse, body)

    def _read(self, parse: Callable[[bytes], T], body: bytes) -> T:
        try:
            return parse(body)
        except NotEvolution as error:
            raise NotEvolution(host=self._host) from error

    async def _get(self, *parts: str, name: str = "") -> bytes:
        return await self._ask("GET", parts, name)

    async def _post(self, *parts: str, name: str, body: Mapping[str, Any]) -> bytes:
        return await self._ask("POST", parts, name, orjson.dumps(body))

    async def _ask(
        self,
        method: str,
        parts: tuple[str, ...],
        name: str,
        body: bytes | None = None,
        *,
        seconds: float | None = None,
        on_bytes: answers.OnBytes | None = None,
    ) -> bytes:
        """The body of a 2xx answer. `seconds`: for the answer, other than usual. Raises
        ServerError."""
        seconds = seconds or self._timeout
        if not self._host:
            raise Unreachable(host="")
        url = api_url(self._server, *parts, *([name] if name else ()))
        headers = _ALWAYS_SENT | (self._headers if parts != ("",) else {})
        if body is not None:
            headers["content-type"] = "application/json"
        began = time.monotonic()
        try:
            request = httpx.Request(
                method, url, headers=headers, content=body, extensions=_patience(seconds)
            )
            async with asyncio.timeout(seconds * _LONGEST):
                answer = await self._transport.handle_async_request(request)
                async with aclosing(answer):
                    content = await answers.read(answer, _ANSWER_LIMIT, self._host, on_bytes)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
            raise failures.transport_failure(error, self._server, seconds) from error
        self._latency_ms = round((time.monotonic() - began) * 1000)
        self._learn_clock(answer.headers.get("date", ""))
        return self._checked(answer, content, name)

    def _checked(self, answer: httpx.Response, content: bytes, name: str) -> bytes:
        if answer.is_success:
            return content
        if answer.has_redirect_location:
            raise failures.redirect(answer.status_code, answer.headers["location"])
        raise failures.refusal(answer.status_code, content, self._host, name, self._key)

    def _learn_clock(self, date: str) -> None:
        """The header has whole seconds: the moment lies half a second further on average."""
        try:
            self._server_clock = (parsedate_to_datetime(date).timestamp() + 0.5, _steady())
        except ValueError:
            return


_STEADY: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""Goes on while the computer sleeps; on Windows time.monotonic does."""


def _steady() -> float:
    return time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY)


def _patience(seconds: float) -> dict[str, Any]:
    return {"timeout": httpx.Timeout(seconds, connect=min(_CONNECT_SECONDS, seconds)).as_dict()}


def _iso(seconds: int) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
