"""Switches against their bare requests, one at a time and a hundred on one wish."""

from __future__ import annotations

import re
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.peer import Peer, simulated
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evodesk.simulator.remote import Remote

MANY = 100
ROUNDS = 10
NAME = "loja-0"
REQUESTS = 4
_OF_SWITCH = re.compile(rf"/(webhook|websocket|instance|chat)/\w+/{NAME}$")


def measure_one() -> Mapping[str, Pair]:
    ours, bare = [], []
    with session(1) as (desk, simulator):
        for _ in range(ROUNDS):
            for side in ("webhook", "websocket"):
                ours.append(seconds(desk, f"switch {NAME} {side}"))
            for side in ("webhook", "websocket"):
                bare.append(seconds(desk, f"bare-switch {NAME} {side}"))
        simulator.mark()
        desk.say(f"switch {NAME} webhook")
        desk.hear()
        requests = float(len(requests_until_proof(simulator)))
    return {
        "switch": Pair(1000 * sum(ours) / len(ours), 1000 * sum(bare) / len(bare)),
        "switch-requests": Pair(requests, REQUESTS),
    }


def measure_many() -> Mapping[str, Pair]:
    with session(MANY) as (desk, _):
        ours = sum(seconds(desk, f"bulk {side}") for side in ("webhook", "websocket"))
        bare = sum(seconds(desk, f"bare-bulk {side}") for side in ("webhook", "websocket"))
    return {"switch-100": Pair(ours, bare)}


def requests_until_proof(simulator: Remote) -> list[str]:
    """What was asked about the instance before its messages were."""
    paths = [path for _, path, _ in simulator.state()["requests"] if _OF_SWITCH.search(path)]
    recovery = next((at for at, path in enumerate(paths) if "findMessages" in path), len(paths))
    return paths[:recovery]


def seconds(desk: Peer, question: str) -> float:
    desk.say(question)
    return float(desk.hear()["seconds"])


@contextmanager
def session(instances: int) -> Iterator[tuple[Peer, Remote]]:
    """All of them on the WebSocket at first."""
    socket = {"enabled": True, "events": ["MESSAGES_UPSERT"]}
    listed = [{"name": f"loja-{place}", "websocket": socket} for place in range(instances)]
    with simulated(*listed) as simulator, TemporaryDirectory() as folder:
        with Peer("session", simulator.url, simulator.key, folder) as desk:
            desk.hear()
            yield desk, simulator


BENCHMARKS = (
    Benchmark(
        (
            Row("switch", "ms", "at most", 1.6),
            Row("switch-requests", "requests", "at most", 1.5),
        ),
        measure_one,
    ),
    Benchmark((Row("switch-100", "s", "at most", 1.6),), measure_many),
)
