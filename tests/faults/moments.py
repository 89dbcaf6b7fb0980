"""The moments at which the program is killed: each step of the journal, and any at all."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from itertools import cycle
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpx

from tests.faults.processes import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evodesk.simulator.remote import Remote
    from tests.faults.ledger import Kept
    from tests.faults.processes import Program

NAMES = ("balcao", "oficina", "clinica", "padaria")
SIDES = ("webhook", "websocket")
HELD = 30.0
"""Seconds for which the server holds back the answer at which the program is killed."""


@dataclass
class Scene:
    server: Remote
    program: Program
    kept: Kept
    _askers: list[Thread] = field(default_factory=list)

    def mode(self, instance: str) -> str:
        found = self.server.instances()[instance]
        on = [side for side in SIDES if found[side] and found[side]["enabled"]]
        return on[0] if len(on) == 1 else "both" if on else "none"

    def switch(self, instance: str, sides: Iterable[str]) -> None:
        """Ask for one side after the other, in the background, as long as the program lives."""
        asker = Thread(target=self._ask, args=(instance, sides))
        self._askers.append(asker)
        asker.start()

    def kill(self) -> None:
        self.program.kill()
        for asker in self._askers:
            asker.join()
        self._askers.clear()

    def _ask(self, instance: str, sides: Iterable[str]) -> None:
        try:
            with self.program.routes() as routes:
                for side in sides:
                    routes.switch(instance, side)
        except httpx.HTTPError:
            return


ANSWERED = 2.0
"""Seconds after which a write is answered that took effect at once."""


@dataclass(frozen=True)
class Step:
    """The server holds back one answer of a switch to `side`, and there it ends."""

    name: str
    side: str
    faults: tuple[dict[str, Any], ...]
    reached: Callable[[Scene, str], bool]
    """Asked with the side. It holds from the moment on at which the answer is held back."""
    then: tuple[dict[str, Any], ...] = ()
    """Instead of `faults` once it is reached, for the last `ANSWERED` seconds: what is held back is
    asked for before as well, and by others than the switch."""

    def play(self, scene: Scene) -> None:
        with scene.program.routes() as routes:
            routes.switch_at_last(NAMES[0], _other(self.side))
            scene.server.faults(list(self.faults))
            scene.switch(NAMES[0], [self.side])
            until(lambda: self.reached(scene, self.side), self.name)
            if self.then:
                scene.server.faults(list(self.then))
                time.sleep(ANSWERED)
            time.sleep(0.05)
        scene.kill()


@dataclass(frozen=True)
class Anywhere:
    """Any moment of a busy run: all instances are switched to and fro while the server is slow or
    fails now and then. One in six is in the start of the program."""

    seed: int
    name: str = "any moment"

    def play(self, scene: Scene) -> None:
        chosen = random.Random(self.seed)
        scene.server.faults(chosen.choice(_WEATHER))
        for name in NAMES:
            scene.switch(name, cycle(chosen.sample(SIDES, 2)))
        until(lambda: _running(scene, "") or _rolling_back(scene, ""), "a first switch")
        time.sleep(chosen.uniform(0, 1.5))
        scene.kill()


@dataclass(frozen=True)
class Starting:
    """Any moment of the start, the resuming of what was left halfway included."""

    seed: int
    name: str = "starting"

    def play(self, scene: Scene) -> None:
        time.sleep(random.Random(self.seed).uniform(0, 2.0))
        scene.kill()


def steps() -> list[Step]:
    return [step for side in SIDES for step in _steps(side)]


def _steps(side: str) -> list[Step]:
    on, off = f"POST /{side}/set", f"POST /{_other(side)}/set"
    read = f"GET /{side}/find"
    fails = {"match": on, "kind": "status", "status": 500}
    slow = {"match": on, "kind": "hang_after", "seconds": ANSWERED}
    return [
        Step("written down", side, (_held(off),), _running),
        Step("the old way is off", side, (_held(off, "hang_after"),), _is("none")),
        Step("before the new way", side, (_held(on),), _is("none")),
        Step("the new way is on", side, (_held(on, "hang_after"),), _is(side)),
        Step("before the proof", side, (slow,), _is(side), then=(_held(read),)),
        Step("recovering", side, (_held("findMessages"),), _is(side)),
        Step("rolling back", side, (fails, _passing(off, 1), _held(off)), _rolling_back),
        Step("rolled back", side, (fails, _passing(off, 1), _held(off, "hang_after")), _undone),
    ]


def _held(match: str, kind: str = "delay") -> dict[str, Any]:
    return {"match": match, "kind": kind, "seconds": HELD}


def _passing(match: str, times: int) -> dict[str, Any]:
    """Lets so many requests through before the next fault counts."""
    return {"match": match, "kind": "delay", "seconds": 0, "times": times}


def _is(mode: str) -> Callable[[Scene, str], bool]:
    return lambda scene, _side: _running(scene, "") and scene.mode(NAMES[0]) == mode


def _running(scene: Scene, _side: str) -> bool:
    return any(entry.state == "running" for entry in scene.kept.journal().values())


def _rolling_back(scene: Scene, _side: str) -> bool:
    return any(entry.state == "rolling_back" for entry in scene.kept.journal().values())


def _undone(scene: Scene, side: str) -> bool:
    return _rolling_back(scene, side) and scene.mode(NAMES[0]) == _other(side)


def _other(side: str) -> str:
    return SIDES[1 - SIDES.index(side)]


_SETS = "POST /(webhook|websocket)/set"
_WEATHER: list[list[dict[str, Any]]] = [
    [{"match": _SETS, "kind": "delay", "seconds": 0.1}],
    [{"match": _SETS, "kind": "hang_after", "seconds": 0.1}],
    [{"match": "(set|find)", "kind": "delay", "seconds": 0.03}],
    [{"match": "findMessages", "kind": "delay", "seconds": 0.3}],
    [
        {"match": "POST /websocket/set", "kind": "status", "status": 500, "times": 4},
        {"match": _SETS, "kind": "delay", "seconds": 0.05},
    ],
    [
        {"match": "POST /webhook/set", "kind": "drop_after", "times": 3},
        {"match": _SETS, "kind": "delay", "seconds": 0.05},
    ],
]
