"""Which file measures which rows; in the order of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks import growth, ingest, receiver, smooth, starting

if TYPE_CHECKING:
    from tests.benchmarks.row import Benchmark

BENCHMARKS: tuple[Benchmark, ...] = (
    ingest.BENCHMARK,
    *smooth.BENCHMARKS,
    *starting.BENCHMARKS,
    receiver.BENCHMARK,
    growth.BENCHMARK,
)
