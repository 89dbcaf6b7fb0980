"""From the start of the process to what people see, and what it holds in memory then."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks import stock
from tests.benchmarks.peer import Peer, simulated
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.simulator.remote import Remote

SCROLLED = 10_000
"""Rows."""
MANY, FEW = 500, 5
"""Instances."""
_PAGE = 100
"""Rows that must be there for a page to be shown."""


def measure_messages() -> Mapping[str, Pair]:
    bare = bare_start()
    with simulated(*_instances(FEW), port=stock.port()) as simulator:
        painted, filled = started(simulator, stock.stocked(stock.MANY), FEW, _PAGE)
    return {"open-1m": Pair(painted, bare), "feed-1m": Pair(filled, bare)}


def measure_instances() -> Mapping[str, Pair]:
    seconds = []
    for number in (MANY, FEW):
        with simulated(*_instances(number)) as simulator, TemporaryDirectory() as folder:
            seconds.append(started(simulator, Path(folder), number, 0)[1])
    return {"list-500-open": Pair(*seconds)}


def measure_memory() -> Mapping[str, Pair]:
    with Peer("bare_window") as window:
        window.hear()
        bare = window.memory
    with Peer("feeder", stock.port()) as feeder:
        with Peer("desk", feeder.hear()["url"], stock.stocked(stock.MANY)) as desk:
            feeder.hear()
            time.sleep(1)
            desk.say(f"scroll {SCROLLED}")
            desk.hear()
            ours = desk.memory
    return {"memory-1m": Pair(ours, bare)}


def bare_start() -> float:
    """Seconds until a window with nothing in it is painted."""
    with Peer("bare_window") as window:
        return float(window.hear()["painted"] - window.started)


def started(simulator: Remote, folder: Path, instances: int, rows: int) -> tuple[float, float]:
    """Seconds until evodesk's window is painted, and until it shows so much."""
    os.environ["EVODESK_API_KEY"] = simulator.key
    arguments = ("--server", simulator.url, "--data-dir", folder, "--for", 3600)
    with Peer("start", instances, rows, *arguments) as evodesk:
        painted, filled = evodesk.hear()["painted"], evodesk.hear()["filled"]
        return painted - evodesk.started, filled - evodesk.started


def _instances(number: int) -> list[dict[str, object]]:
    return [
        {
            "name": f"loja {place}",
            "number": f"5511{900_000_000 + place}",
            "websocket": {"enabled": True, "events": ["MESSAGES_UPSERT"]},
        }
        for place in range(number)
    ]


BENCHMARKS = (
    Benchmark(
        (Row("open-1m", "s", "at most", 1.5), Row("feed-1m", "s", "at most", 3.0)),
        measure_messages,
        runs=5,
    ),
    Benchmark((Row("memory-1m", "MB", "at most", 3.0),), measure_memory),
    Benchmark((Row("list-500-open", "s", "at most", 1.5),), measure_instances),
)
