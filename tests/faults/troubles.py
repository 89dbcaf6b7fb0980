"""What goes wrong during a soak. Each trouble begins at once and lasts until `calm`."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.faults.processes import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from evodesk.simulator.remote import Remote
    from tests.faults.processes import Routes

SIDES = ("webhook", "websocket")
HISTORY = 1500
"""Messages in one history event: a frame of half a megabyte."""


@dataclass
class Weather:
    server: Remote
    names: tuple[str, ...]
    chosen: Random
    restarts: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    """How often each trouble came."""

    def strike(self) -> None:
        """Each in its turn, so that a short run sees them all."""
        trouble = _TROUBLES[sum(self.seen.values()) % len(_TROUBLES)]
        name = trouble.__name__.strip("_")
        self.seen[name] = self.seen.get(name, 0) + 1
        trouble(self)

    def calm(self) -> None:
        self.server.events()
        self.server.sockets()
        self.server.faults([])
        self.server.drift()

    def restart(self, down: float) -> None:
        """Returns when it is up again."""
        self.restarts += 1
        self.server.restart(down)
        time.sleep(down)
        until(self._is_up, "the server after a restart")

    def _is_up(self) -> bool:
        try:
            self.server.instances()
        except OSError:
            return False
        return True


def mend(server: Remote, routes: Routes, sides: dict[str, str]) -> None:
    """What somebody changed meanwhile is brought back, as a person would."""
    found = server.instances()
    for name, side in sides.items():
        if not _is_by(found[name], side):
            routes.switch_at_last(name, side)


def _is_by(shown: dict[str, Any], side: str) -> bool:
    on = {each: bool(shown[each] and shown[each]["enabled"]) for each in SIDES}
    here = side == "websocket" or "127.0.0.1" in (shown["webhook"] or {}).get("url", "")
    return here and on == {each: each == side for each in SIDES}


def _restarting(weather: Weather) -> None:
    weather.restart(weather.chosen.uniform(0.2, 2.0))


def _dropping(weather: Weather) -> None:
    weather.server.events(drop=0.2, seed=weather.chosen.randrange(1000))


def _disordering(weather: Weather) -> None:
    weather.server.events(duplicate=0.3, reorder=0.3, seed=weather.chosen.randrange(1000))


def _delaying(weather: Weather) -> None:
    weather.server.events(delay=0.5, store=1.0)


def _refusing(weather: Weather) -> None:
    weather.server.sockets(refuse=True)
    weather.restart(0.0)


def _falling_silent(weather: Weather) -> None:
    weather.server.sockets(silence=True)


def _slow(weather: Weather) -> None:
    weather.server.faults([{"match": "(find|set|fetch)", "kind": "delay", "seconds": 0.5}])


def _failing(weather: Weather) -> None:
    """Just back, and everything but the sockets answers with an error."""
    weather.server.faults([{"match": "(find|fetch)", "kind": "status", "status": 500}])
    weather.restart(0.0)


def _drifting(weather: Weather) -> None:
    weather.server.drift(0.3, seed=weather.chosen.randrange(1000))


def _syncing(weather: Weather) -> None:
    """The history of a phone, in one event."""
    instance, first = weather.chosen.choice(weather.names), time.monotonic_ns()
    weather.server.emit(
        instance, "messages.set", [_text(f"SET{first + number}") for number in range(HISTORY)]
    )


def _unlinking(weather: Weather) -> None:
    instance = weather.chosen.choice(weather.names)
    weather.server.link(instance, "close", 428)
    weather.server.link(instance, "open")


def _text(message_id: str) -> dict[str, Any]:
    return {
        "key": {
            "remoteJid": "5511955501432@s.whatsapp.net",
            "fromMe": False,
            "id": message_id,
        },
        "pushName": "Rogério Menezes",
        "message": {"conversation": "mensagem que o celular ainda tinha guardada"},
        "messageType": "conversation",
        "messageTimestamp": int(time.time()),
        "source": "android",
    }


_TROUBLES: tuple[Callable[[Weather], None], ...] = (
    _restarting,
    _dropping,
    _disordering,
    _drifting,
    _delaying,
    _refusing,
    _falling_silent,
    _slow,
    _failing,
    _syncing,
    _unlinking,
)
