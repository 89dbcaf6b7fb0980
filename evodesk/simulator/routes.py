"""The routes of the real server that evodesk uses, and 404 for those that do not exist."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

from evodesk.simulator import phone
from evodesk.simulator.answers import (
    Refusal,
    answer,
    empty,
    unauthorized,
    unknown_instance,
    unknown_route,
)
from evodesk.simulator.reception import next_webhook, next_websocket
from evodesk.simulator.settings import VERSION, Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from evodesk.simulator.emission import Emitter
    from evodesk.simulator.instance import Instance
    from evodesk.simulator.world import World

QUEUE_PATIENCE = 0.5
"""Seconds that an answer waits for its own events; a held back queue must not hold it too."""


class Api:
    """An ASGI application; matches on the raw path, so that names may hold encoded slashes."""

    def __init__(
        self, settings: Settings, world: World, emitter: Emitter, loading: Callable[[], bool]
    ) -> None:
        self._settings = settings
        self._world = world
        self._emitter = emitter
        self._loading = loading
        self._app = Starlette(
            routes=[Route(path, call, methods=[method]) for method, path, call in self._table()],
            exception_handlers={
                Refusal: _refused,
                HTTPException: _no_route,
            },
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, "path": scope["raw_path"].decode("ascii")}, receive, send)

    def _table(self) -> list[tuple[str, str, Callable[[Request], Awaitable[Response]]]]:
        return [
            ("GET", "/", self._welcome),
            ("GET", "/instance/fetchInstances", self._fetch),
            ("GET", "/instance/connectionState/{name}", self._link_state),
            ("GET", "/instance/connect/{name}", self._connect),
            ("POST", "/instance/restart/{name}", self._restart),
            ("GET", "/webhook/find/{name}", self._find_webhook),
            ("POST", "/webhook/set/{name}", self._set_webhook),
            ("GET", "/websocket/find/{name}", self._find_websocket),
            ("POST", "/websocket/set/{name}", self._set_websocket),
            ("POST", "/chat/findMessages/{name}", self._find_messages),
            ("POST", "/chat/getBase64FromMediaMessage/{name}", self._media),
        ]

    async def _welcome(self, request: Request) -> Response:
        base = str(request.base_url).rstrip("/") + self._settings.prefix
        return answer(
            {
                "status": 200,
                "message": "Welcome to the Evolution API, it is working!",
                "version": VERSION,
                "clientName": "evolution_exchange",
                "manager": f"{base}/manager",
                "documentation": "https://doc.evolution-api.com",
                "whatsappWebVersion": "2.3000.1027934701",
            }
        )

    async def _fetch(self, request: Request) -> Response:
        """contract: 01_instances/fetch_by_name_unknown, fetch_by_other_name_with_token"""
        name, key = request.query_params.get("instanceName"), request.headers.get("apikey", "")
        identity = request.query_params.get("instanceId")
        number = request.query_params.get("number")
        if key == self._settings.key:
            found = list(self._world.instances.values())
        else:
            found = self._world.of_token(key)
        shown = [
            each
            for each in found
            if name in (None, each.name)
            and identity in (None, each.id)
            and number in (None, each.number)
        ]
        if not shown and key != self._settings.key:
            raise unauthorized()
        if not shown and (name or identity or number):
            raise Refusal(404, [f'Instance "{name or identity}" not found'])
        return answer([each.as_json() for each in shown])

    async def _link_state(self, request: Request) -> Response:
        instance = self._instance(request)
        state = {} if self._loading() else {"state": instance.link}
        return answer({"instance": {"instanceName": instance.name, **state}})

    async def _connect(self, request: Request) -> Response:
        instance = self._instance(request)
        if instance.link == "open":
            return answer({"instance": {"instanceName": instance.name, "state": "open"}})
        return answer(await phone.show_qr(self._emitter, instance))

    async def _restart(self, request: Request) -> Response:
        """The phone connects anew, which loads the base64 flag of the webhook."""
        instance = self._instance(request)
        if instance.link == "close":
            raise Refusal(400, [f'The "{instance.name}" instance is not connected'])
        reconnect = self._emitter.run(phone.server_started(self._emitter, [instance]), "reconnect")
        await asyncio.wait([reconnect], timeout=QUEUE_PATIENCE)
        return answer({"instance": {"instanceName": instance.name, "state": instance.link}})

    async def _find_webhook(self, request: Request) -> Response:
        return answer(self._instance(request).webhook_json())

    async def _set_webhook(self, request: Request) -> Response:
        body, instance = await _body(request), self._instance(request)
        instance.set_webhook(next_webhook(instance.webhook, body))
        return answer(instance.webhook_json(), 201)

    async def _find_websocket(self, request: Request) -> Response:
        instance = self._instance(request)
        if not self._settings.websocket_available:
            return empty(200)
        return answer(instance.websocket_json())

    async def _set_websocket(self, request: Request) -> Response:
        body, instance = await _body(request), self._instance(request)
        row = next_websocket(body)
        if not self._settings.websocket_available:
            return empty(201)
        instance.set_websocket(row)
        return answer(instance.websocket_json(), 201)

    async def _find_messages(self, request: Request) -> Response:
        body, instance = await _body(request), self._instance(request)
        return answer(instance.history.find(body))

    async def _media(self, request: Request) -> Response:
        """contract: 05_events_baileys_fake_socket/getBase64_by_key_only and its neighbours"""
        body, instance = await _body(request), self._instance(request)
        message_id = ((body.get("message") or {}).get("key") or {}).get("id", "")
        row = instance.history.get(message_id)
        if row is None:
            raise Refusal(400, ["Message not found"])
        kind = row["messageType"]
        part = (row["message"] or {}).get(kind)
        if not isinstance(part, dict) or "mimetype" not in part or message_id not in instance.media:
            raise Refusal(400, ["The message is not of the media type"])
        return answer(_media_answer(message_id, kind, part, instance.media[message_id]), 201)

    def _instance(self, request: Request) -> Instance:
        """Guard first, then let `?instanceName=` win over the path, as the real server does.

        contract: 01_instances/state_other_instance_token_query_trick
        """
        name = unquote(request.path_params["name"])
        instance = self._world.instances.get(name)
        if instance is None:
            raise unknown_instance(name)
        if request.headers.get("apikey") not in (self._settings.key, instance.token):
            raise unauthorized()
        wanted = request.query_params.get("instanceName", name)
        if wanted not in self._world.instances:
            raise unknown_instance(wanted)
        return self._world.instances[wanted]


def _media_answer(message_id: str, kind: str, part: dict[str, Any], content: str) -> dict[str, Any]:
    extension = part["mimetype"].split(";")[0].rpartition("/")[2]
    size = {name: part[name] for name in ("fileLength", "height", "width") if name in part}
    return {
        "mediaType": kind,
        "fileName": part.get("fileName", f"{message_id}.{extension}"),
        "caption": part.get("caption"),
        "size": size,
        "mimetype": part["mimetype"],
        "base64": content,
        "buffer": None,
    }


async def _body(request: Request) -> dict[str, Any]:
    """The JSON body, `{}` without one. contract: 01_instances/create_invalid_json"""
    raw = await request.body()
    try:
        value = orjson.loads(raw) if raw else {}
    except orjson.JSONDecodeError:
        text = "Unexpected end of JSON input"
        raise Refusal(400, text, error="Internal Server Error") from None
    return value if isinstance(value, dict) else {}


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return answer(error.body, error.status)


async def _no_route(request: Request, _error: Exception) -> Response:
    target = request.scope["path"]
    if query := request.scope["query_string"].decode("latin-1"):
        target = f"{target}?{query}"
    return answer(unknown_route(request.method, target).body, 404)
