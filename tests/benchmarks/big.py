"""How long the window does not react while a message with 60 MB of base64 comes in, either way."""

from __future__ import annotations

import time
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.ingest import SETTLED
from tests.benchmarks.peer import Peer
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

BYTES = 60 * 1024 * 1024
SECONDS = 4
LIMIT = 100.0
"""Milliseconds."""


def measure() -> Mapping[str, Pair]:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        return {"big-60mb": Pair(max(by_socket(one), by_webhook(other)), LIMIT)}


def by_socket(folder: str) -> float:
    with Peer("feeder") as feeder, Peer("desk", feeder.hear()["url"], folder) as desk:
        feeder.hear()
        time.sleep(SETTLED)
        desk.say(f"gaps {SECONDS}")
        feeder.say(f"big 0 {BYTES}")
        feeder.hear()
        return float(desk.hear()["max"])


def by_webhook(folder: str) -> float:
    with Peer("endpoints", folder) as endpoints:
        url = endpoints.hear()["ours"]
        endpoints.say("gaps")
        with Peer("big_poster", url, BYTES) as poster:
            assert poster.hear()["status"] == 200
        endpoints.say("told")
        return float(endpoints.hear()["max"])


BENCHMARK = Benchmark((Row("big-60mb", "ms", "at most", 1.0),), measure)
