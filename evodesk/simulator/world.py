"""Everything the simulated server knows: its instances and what happened so far."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evodesk.simulator.instance import Instance
    from evodesk.simulator.webhooks import Delivery

REMEMBERED = 20_000
"""How many requests and deliveries `/_sim/state` goes back."""


class World:
    def __init__(self) -> None:
        self.instances: dict[str, Instance] = {}
        self.requests: deque[tuple[str, str, int]] = deque(maxlen=REMEMBERED)
        self.deliveries: deque[Delivery] = deque(maxlen=REMEMBERED)
        self._acknowledged: dict[str, set[str]] = {}

    def add(self, instance: Instance) -> None:
        """A new instance has just connected, if its link is open."""
        instance.load_webhook()
        instance.both_on_ever = instance.both_on
        self.instances[instance.name] = instance

    def of_token(self, token: str) -> list[Instance]:
        return [each for each in self.instances.values() if each.token == token]

    def note(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        if 200 <= delivery.status < 300 and delivery.message:
            self._acknowledged.setdefault(delivery.instance, set()).add(delivery.message)

    def mark(self) -> None:
        self.requests.clear()
        self.deliveries.clear()
        for instance in self.instances.values():
            instance.both_on_ever = instance.both_on

    def state(self) -> dict[str, Any]:
        return {
            "instances": self.shown(),
            "requests": list(self.requests),
            "deliveries": [asdict(delivery) for delivery in self.deliveries],
        }

    def shown(self) -> dict[str, Any]:
        return {name: _shown(each) for name, each in self.instances.items()}

    def ledger(self) -> dict[str, Any]:
        """Whatever happened since the start, per instance: ids of messages."""
        return {
            name: {
                "stored": each.history.ids(),
                "acknowledged": sorted(self._acknowledged.get(name, ())),
            }
            for name, each in self.instances.items()
        }


def _shown(instance: Instance) -> dict[str, Any]:
    return {
        "webhook": instance.webhook_json(),
        "websocket": instance.websocket_json(),
        "link": instance.link,
        "stored": len(instance.history),
        "emitted": instance.emitted,
        "both_on_ever": instance.both_on_ever,
    }
