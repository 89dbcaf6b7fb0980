"""Which file measures which rows; in the order of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks import (
    backfill,
    big,
    growth,
    ingest,
    listing,
    reading,
    receiver,
    smooth,
    starting,
    switching,
)

if TYPE_CHECKING:
    from tests.benchmarks.row import Benchmark

BENCHMARKS: tuple[Benchmark, ...] = (
    ingest.BENCHMARK,
    *smooth.BENCHMARKS,
    *reading.BENCHMARKS,
    *starting.BENCHMARKS,
    listing.BENCHMARK,
    *switching.BENCHMARKS,
    receiver.BENCHMARK,
    backfill.BENCHMARK,
    growth.BENCHMARK,
    big.BENCHMARK,
)
