"""Load on request: texts in bursts over all open instances, and somebody who keeps changing
receptions."""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from evodesk.simulator import shapes
from evodesk.simulator.reception import EVENTS, WebhookRow, WebsocketRow

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from evodesk.simulator.emission import Emitter
    from evodesk.simulator.instance import Instance
    from evodesk.simulator.world import World

ELSEWHERE = "https://crm.example/hook"


@dataclass(frozen=True, slots=True)
class Traffic:
    """`rate` texts a second in groups of `burst`; `unstored` is the share that is sent and never
    gets a row, so that only its delivery saves it."""

    rate: float = 0.0
    burst: int = 1
    unstored: float = 0.0
    seed: int = 0


def parse_traffic(body: dict[str, Any]) -> Traffic:
    """Raises TypeError or ValueError on anything else than numbers."""
    return Traffic(
        float(body.get("rate", 0.0)),
        max(1, int(body.get("burst", 1))),
        float(body.get("unstored", 0.0)),
        int(body.get("seed", 0)),
    )


class Load:
    """What runs until it is asked for anew. Ids never repeat."""

    def __init__(self, world: World, emitter: Emitter) -> None:
        self._world = world
        self._emitter = emitter
        self._ids = itertools.count(1)
        self._running: dict[str, asyncio.Task[Any]] = {}

    def flow(self, traffic: Traffic) -> None:
        self._replace("traffic", self._flow(traffic) if traffic.rate > 0 else None)

    def drift(self, every: float, seed: int) -> None:
        """`every` so many seconds one reception changes; 0 ends it."""
        self._replace("drift", self._drift(every, random.Random(seed)) if every > 0 else None)

    def _replace(self, name: str, work: Coroutine[Any, Any, None] | None) -> None:
        if (old := self._running.pop(name, None)) is not None:
            old.cancel()
        if work is not None:
            self._running[name] = self._emitter.run(work, name)

    async def _flow(self, traffic: Traffic) -> None:
        chosen = random.Random(traffic.seed)
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += traffic.burst / traffic.rate
            await asyncio.sleep(due - loop.time())
            for _ in range(traffic.burst):
                self._write(chosen, traffic.unstored)

    def _write(self, chosen: random.Random, unstored: float) -> None:
        writing = [each for each in self._world.instances.values() if each.link == "open"]
        if not writing:
            return
        number = next(self._ids)
        data = shapes.text(
            shapes.envelope(
                message_id=f"LOAD{number:09d}",
                chat=f"55119{chosen.randrange(40):08d}@s.whatsapp.net",
                name="Rogério Menezes",
            ),
            f"mensagem {number}",
        )
        stored = chosen.random() >= unstored
        emitting = self._emitter.emit(chosen.choice(writing), "messages.upsert", data, stored)
        self._emitter.run(emitting, "traffic message")

    async def _drift(self, every: float, chosen: random.Random) -> None:
        while True:
            await asyncio.sleep(every)
            if self._world.instances:
                _meddle(chosen.choice(list(self._world.instances.values())), chosen)


def _meddle(instance: Instance, chosen: random.Random) -> None:
    """What another program or the server's own manager page would do."""
    webhook, websocket = instance.webhook, instance.websocket
    if websocket and websocket.enabled:
        on = chosen.random() < 0.3
        instance.set_websocket(WebsocketRow(on, EVENTS[:3] if on else ()))
    elif webhook and webhook.enabled and chosen.random() < 0.5:
        instance.set_webhook(replace(webhook, enabled=False, events=()))
    elif webhook:
        instance.set_webhook(replace(webhook, enabled=True, url=ELSEWHERE, events=EVENTS))
    else:
        instance.set_webhook(WebhookRow(ELSEWHERE, True, EVENTS))
