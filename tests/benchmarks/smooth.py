"""How long the window does not react while messages come in evenly and are stored and shown."""

from __future__ import annotations

import time
from functools import partial
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.ingest import SETTLED
from tests.benchmarks.peer import Peer
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 8
FRAME, TWO_FRAMES = 16.0, 33.0
"""Milliseconds."""


def measure(per_second: int, name: str) -> Mapping[str, Pair]:
    with Peer("feeder") as feeder, TemporaryDirectory(prefix="evodesk-bench-") as folder:
        with Peer("desk", feeder.hear()["url"], folder) as desk:
            feeder.hear()
            time.sleep(SETTLED)
            feeder.say(f"pace 0 {per_second} {SECONDS}")
            desk.say(f"gaps {SECONDS}")
            told = desk.hear()
            feeder.hear()
    return {
        f"{name}-p99": Pair(told["p99"], FRAME),
        f"{name}-max": Pair(told["max"], TWO_FRAMES),
    }


def _benchmark(per_second: int, name: str) -> Benchmark:
    rows = tuple(Row(f"{name}-{what}", "ms", "at most", 1.0) for what in ("p99", "max"))
    return Benchmark(rows, partial(measure, per_second, name))


BENCHMARKS = (_benchmark(1000, "smooth-1k"), _benchmark(5000, "smooth-5k"))
