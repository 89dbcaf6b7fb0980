"""The `/_sim/` routes, described in the package's docstring. Bad wishes get 400 with a text."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

import orjson
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.routing import Route

from evodesk.simulator import phone, shapes
from evodesk.simulator.answers import Refusal, answer, unauthorized
from evodesk.simulator.disorder import parse_disorder
from evodesk.simulator.faults import Faults, parse_faults
from evodesk.simulator.instance import Instance
from evodesk.simulator.reception import next_webhook, next_websocket
from evodesk.simulator.routes import QUEUE_PATIENCE
from evodesk.simulator.traffic import Load, parse_traffic

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from evodesk.simulator.emission import Emitter
    from evodesk.simulator.world import World


class Server(Protocol):
    async def restart(self, down: float) -> None: ...

    def disturb_sockets(self, *, refuse: bool, silence: bool) -> None: ...


def control_app(
    key: str, world: World, emitter: Emitter, faults: Faults, server: Server
) -> Starlette:
    control = _Control(world, emitter, faults, server)
    calls: dict[tuple[str, str], Callable[[Any], Awaitable[Response]]] = {
        ("POST", "emit"): control.emit,
        ("POST", "message"): control.message,
        ("POST", "faults"): control.faults,
        ("POST", "events"): control.events,
        ("POST", "restart"): control.restart,
        ("POST", "link"): control.link,
        ("POST", "instances"): control.instances,
        ("POST", "reception"): control.reception,
        ("POST", "sockets"): control.sockets,
        ("POST", "traffic"): control.traffic,
        ("POST", "drift"): control.drift,
        ("POST", "mark"): control.mark,
        ("GET", "state"): control.state,
        ("GET", "instances"): control.shown,
        ("GET", "ledger"): control.ledger,
    }
    return Starlette(
        routes=[
            Route(f"/_sim/{name}", _guarded(key, call), methods=[method])
            for (method, name), call in calls.items()
        ]
    )


def _guarded(
    key: str, call: Callable[[Any], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if request.headers.get("apikey") != key:
            refusal = unauthorized()
            return answer(refusal.body, refusal.status)
        raw = await request.body()
        try:
            return await call(orjson.loads(raw) if raw else {})
        except Refusal as refusal:
            return answer(refusal.body, refusal.status)
        except (ValueError, TypeError, KeyError) as error:
            return answer(Refusal(400, f"{type(error).__name__}: {error}").body, 400)

    return endpoint


class _Control:
    def __init__(self, world: World, emitter: Emitter, faults: Faults, server: Server) -> None:
        self._world = world
        self._emitter = emitter
        self._faults = faults
        self._server = server
        self._load = Load(world, emitter)
        self._ids = itertools.count(1)

    async def emit(self, body: dict[str, Any]) -> Response:
        instance, event = self._instance(body), str(body["event"])
        stored = bool(body.get("store", True))
        return await self._send(instance, event, body.get("data"), stored)

    async def message(self, body: dict[str, Any]) -> Response:
        data = shapes.text(
            shapes.envelope(
                message_id=str(body.get("id") or f"SIM{next(self._ids):017d}"),
                chat=str(
                    body.get("chat") or f"{body.get('sender', '5511955501432')}@s.whatsapp.net"
                ),
                name=str(body.get("name", "Rogério Menezes")),
                from_me=bool(body.get("from_me", False)),
                timestamp=body.get("timestamp"),
            ),
            str(body["text"]),
        )
        event = "send.message" if data["key"]["fromMe"] else "messages.upsert"
        return await self._send(self._instance(body), event, data, True)

    async def faults(self, body: Any) -> Response:
        self._faults.replace(parse_faults(body))
        return answer({})

    async def events(self, body: dict[str, Any]) -> Response:
        disorder = parse_disorder(body)
        self._emitter.disturb(disorder)
        return answer(asdict(disorder))

    async def restart(self, body: dict[str, Any]) -> Response:
        down = float(body.get("down", 0.0))
        response = answer({})
        response.background = BackgroundTask(self._server.restart, down)
        return response

    async def link(self, body: dict[str, Any]) -> Response:
        instance, state = self._instance(body), body["state"]
        if state == "open":
            change = phone.opened(self._emitter, instance)
        elif state == "connecting":
            change = phone.connecting(self._emitter, instance)
        else:
            change = phone.closed(self._emitter, instance, int(body.get("reason", 401)))
        return await self._settled(self._emitter.run(change, "link"))

    async def instances(self, body: Any) -> Response:
        added = [parse_instance(each) for each in body]
        for instance in added:
            self._world.add(instance)
        return answer({each.name: {"id": each.id, "token": each.token} for each in added})

    async def reception(self, body: dict[str, Any]) -> Response:
        instance = self._instance(body)
        if "webhook" in body:
            instance.set_webhook(next_webhook(instance.webhook, body))
        if "websocket" in body:
            instance.set_websocket(next_websocket(body))
        return answer({})

    async def sockets(self, body: dict[str, Any]) -> Response:
        refuse, silence = bool(body.get("refuse", False)), bool(body.get("silence", False))
        self._server.disturb_sockets(refuse=refuse, silence=silence)
        return answer({})

    async def traffic(self, body: dict[str, Any]) -> Response:
        traffic = parse_traffic(body)
        self._load.flow(traffic)
        return answer(asdict(traffic))

    async def drift(self, body: dict[str, Any]) -> Response:
        self._load.drift(float(body.get("every", 0.0)), int(body.get("seed", 0)))
        return answer({})

    async def mark(self, _body: object) -> Response:
        self._world.mark()
        return answer({})

    async def state(self, _body: object) -> Response:
        return answer(self._world.state())

    async def shown(self, _body: object) -> Response:
        return answer(self._world.shown())

    async def ledger(self, _body: object) -> Response:
        return answer(self._world.ledger())

    def _instance(self, body: dict[str, Any]) -> Instance:
        return self._world.instances[body["instance"]]

    async def _send(self, instance: Instance, event: str, data: Any, stored: bool) -> Response:
        emitting = self._emitter.emit(instance, event, data, stored)
        return await self._settled(self._emitter.run(emitting, f"emit {event}"), data)

    async def _settled(self, task: asyncio.Task[Any], data: Any = None) -> Response:
        """`sent` is false while a held back queue keeps the event."""
        done, _ = await asyncio.wait([task], timeout=QUEUE_PATIENCE)
        return answer({"sent": bool(done), "data": data})


def parse_instance(body: dict[str, Any]) -> Instance:
    """`webhook` and `websocket` are what one would send to the `set` routes."""
    number = body.get("number")
    instance = Instance(str(body["name"]), None if number is None else str(number))
    instance.token = str(body.get("token", instance.token))
    instance.integration = str(body.get("integration", instance.integration))
    instance.others = tuple(body.get("others", ()))
    instance.link = str(body.get("link", "open"))
    instance.reason = body.get("reason")
    if body.get("webhook"):
        instance.webhook = next_webhook(None, {"webhook": body["webhook"]})
    if body.get("websocket"):
        instance.websocket = next_websocket({"websocket": body["websocket"]})
    return instance
