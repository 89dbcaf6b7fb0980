"""Whether storing becomes slower with what is stored."""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks import stock
from tests.benchmarks.ingest import EVENTS, ingested
from tests.benchmarks.peer import Peer
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRSTS = count(EVENTS, EVENTS)


def measure() -> Mapping[str, Pair]:
    with Peer("feeder", stock.port()) as feeder:
        url = feeder.hear()["url"]
        with TemporaryDirectory(prefix="evodesk-bench-") as folder:
            empty = ingested(feeder, url, Path(folder)).rate
        full = ingested(feeder, url, _full(), next(_FIRSTS)).rate
    return {"growth": Pair(full, empty)}


@cache
def _kept() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="evodesk-bench-")


@cache
def _full() -> Path:
    """Grows by EVENTS with each run."""
    return stock.copied(stock.MANY, Path(_kept().name) / "full")


BENCHMARK = Benchmark((Row("growth", "events/s", "at least", 0.85),), measure)
