"""One instance that changed, painted among many, against among few."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.peer import Peer
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

MANY, FEW = 500, 5
TIMES = 100


def measure() -> Mapping[str, Pair]:
    return {"list-500-update": Pair(updated(MANY), updated(FEW))}


def updated(instances: int) -> float:
    """Milliseconds."""
    with Peer("listing", instances) as listing:
        listing.hear()
        return median(_update(listing) for _ in range(TIMES))


def _update(listing: Peer) -> float:
    listing.say("update")
    return float(listing.hear()["ms"])


BENCHMARK = Benchmark((Row("list-500-update", "ms", "at most", 1.5),), measure, runs=5)
