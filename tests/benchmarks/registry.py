"""Which file measures which rows; in the order of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks import ingest, receiver

if TYPE_CHECKING:
    from tests.benchmarks.row import Benchmark

BENCHMARKS: tuple[Benchmark, ...] = (ingest.BENCHMARK, receiver.BENCHMARK)
