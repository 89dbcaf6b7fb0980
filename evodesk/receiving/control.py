"""The product note's routes for scripts on this computer: loopback, a bearer token, no CORS.

Webhook URLs are shown masked: our own carries the receiver's secret, and no script needs it.
"""

from __future__ import annotations

import hmac
from contextlib import closing
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import orjson
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from evodesk.domain.reception import Side, mask_url
from evodesk.domain.switch import Wish
from evodesk.errors import (
    EvodeskError,
    MediaAtRisk,
    ServerError,
    SwitchCancelled,
    SwitchError,
    SwitchFailed,
    SwitchRunning,
    TakeoverNeeded,
    UnknownInstance,
)
from evodesk.receiving.body import BodyTooBig, Limits, Room, read_body
from evodesk.receiving.refusals import BadBody, FromPage, NoSuchRoute, TooBig, Unauthorized

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from evodesk.domain.reception import Reception

T = TypeVar("T")
_JSON_NAMES: dict[type, str] = {str: "string", bool: "boolean", list: "array"}

LIMITS = Limits(kept=64 * 1024, drained=64 * 1024)

_STATUSES: tuple[tuple[type[EvodeskError], int], ...] = (
    (Unauthorized, 401),
    (FromPage, 403),
    (UnknownInstance, 404),
    (NoSuchRoute, 404),
    (SwitchRunning, 409),
    (TakeoverNeeded, 409),
    (MediaAtRisk, 409),
    (SwitchCancelled, 409),
    (TooBig, 413),
    (BadBody, 422),
    (SwitchError, 422),
    (SwitchFailed, 502),
    (ServerError, 502),
)


class Desk(Protocol):
    """Raises EvodeskError only."""

    async def state(self, instance: str) -> Reception: ...

    async def switch(self, wish: Wish) -> None:
        """Returns once it is proven."""
        ...

    async def report(self) -> dict[str, object]: ...


class Explain(Protocol):
    """Words live elsewhere."""

    def done(self, side: Side) -> str: ...

    def error(self, error: EvodeskError) -> str: ...


def control(desk: Desk, explain: Explain, token: str) -> ASGIApp:
    routes = _Routes(desk, explain)
    instance = "{instance:path}"
    manage, configure = "/api/instance-management", "/api/webhook-management"
    return Starlette(
        routes=[
            Route(f"{manage}/connection-state/{instance}", routes.state, methods=["GET"]),
            Route(f"{manage}/enable-webhook/{instance}", routes.webhook, methods=["POST"]),
            Route(f"{manage}/enable-websocket/{instance}", routes.websocket, methods=["POST"]),
            Route(f"{configure}/configure/{instance}", routes.webhook, methods=["POST"]),
            Route("/api/report", routes.report, methods=["GET"]),
        ],
        middleware=[
            # A page in a browser that had its own name point here gets no further.
            Middleware(
                TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"], www_redirect=False
            ),
            Middleware(_Bearer, token=token, refuse=routes.refuse),
        ],
        exception_handlers={
            EvodeskError: routes.explain,
            HTTPException: routes.explain,
            Exception: routes.explain,
        },
    )


class _Bearer:
    """Nothing is told, not even which paths exist, to a page or without the token."""

    def __init__(
        self, app: ASGIApp, *, token: str, refuse: Callable[[EvodeskError], JSONResponse]
    ) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if "origin" in headers:
            await self._refuse(FromPage())(scope, receive, send)
        elif hmac.compare_digest(self._expected, headers.get("authorization", "").encode()):
            await self._app(scope, receive, send)
        else:
            await self._refuse(Unauthorized())(scope, receive, send)


class _Routes:
    def __init__(self, desk: Desk, explain: Explain) -> None:
        self._desk = desk
        self._words = explain

    async def state(self, request: Request) -> JSONResponse:
        reception = await self._desk.state(request.path_params["instance"])
        webhook = reception.webhook if reception.is_on(Side.WEBHOOK) else None
        return JSONResponse(
            {
                "webhookEnabled": webhook is not None,
                "websocketEnabled": reception.is_on(Side.WEBSOCKET),
                "webhookConfig": webhook
                and {
                    "url": mask_url(webhook.url),
                    "webhook_base64": webhook.base64,
                    "events": sorted(webhook.events),
                },
            }
        )

    async def webhook(self, request: Request) -> JSONResponse:
        body = await _object(request)
        return await self._switch(
            Wish(
                request.path_params["instance"],
                Side.WEBHOOK,
                url=_optional(body, "url", str),
                base64=_optional(body, "webhook_base64", bool),
                events=_events(body),
                confirmed=_optional(body, "confirm", bool) or False,
            )
        )

    async def websocket(self, request: Request) -> JSONResponse:
        body = await _object(request)
        confirmed = _optional(body, "confirm", bool) or False
        instance = request.path_params["instance"]
        return await self._switch(Wish(instance, Side.WEBSOCKET, confirmed=confirmed))

    async def report(self, _: Request) -> JSONResponse:
        return JSONResponse(await self._desk.report())

    async def _switch(self, wish: Wish) -> JSONResponse:
        await self._desk.switch(wish)
        return JSONResponse({"success": True, "message": self._words.done(wish.side)})

    def refuse(self, error: EvodeskError) -> JSONResponse:
        """`values` fill the sentence, for scripts that make their own."""
        status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)
        content = {"success": False, "code": error.code, "message": self._words.error(error)}
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return JSONResponse({**content, "values": error.values}, status, headers)

    async def explain(self, _: Request, error: Exception) -> JSONResponse:
        """Starlette's exception handler. What is no EvodeskError is our bug, told without its
        text and raised again by Starlette for the log; an HTTPException is a wrong route."""
        if isinstance(error, HTTPException):
            return self.refuse(NoSuchRoute())
        return self.refuse(error if isinstance(error, EvodeskError) else EvodeskError())


async def _object(request: Request) -> dict[str, Any]:
    """The body's JSON object; no body is an empty one. Raises TooBig, BadBody."""
    try:
        with closing(Room(LIMITS.kept).enter()) as share:
            body = await read_body(request.scope, request.receive, LIMITS, share)
        parsed = orjson.loads(body.content or b"{}")
    except BodyTooBig:
        raise TooBig from None
    except (ClientDisconnect, orjson.JSONDecodeError):
        raise BadBody(field="body", expected="object") from None
    if not isinstance(parsed, dict):
        raise BadBody(field="body", expected="object")
    return parsed


def _optional(body: dict[str, Any], field: str, kind: type[T]) -> T | None:
    """Null counts as absent."""
    value = body.get(field)
    if value is None or isinstance(value, kind):
        return value
    raise BadBody(field=field, expected=_JSON_NAMES[kind])


def _events(body: dict[str, Any]) -> frozenset[str] | None:
    """An empty list is refused: at the server it would mean all of them
    (contract: 02_webhook/set_empty_events_means_all)."""
    events = _optional(body, "events", list)
    if events is None:
        return None
    if not events or not all(isinstance(name, str) for name in events):
        raise BadBody(field="events", expected="names")
    return frozenset(events)
