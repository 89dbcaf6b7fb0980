"""Events per second from the socket to the window, against clients that only count them."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evodesk.paths import DataFolder
from tests.benchmarks.peer import Peer
from tests.benchmarks.programs.frames import message_id
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

EVENTS = 20_000
SETTLED = 1.0
"""Seconds in which evodesk, once it is in the namespace, reads back what there was."""


def measure() -> Mapping[str, Pair]:
    with Peer("feeder") as feeder:
        url = feeder.hear()["url"]
        bare = counted(feeder, "bare_recv", url)
        counting = counted(feeder, "socketio_counter", url)
        with TemporaryDirectory(prefix="evodesk-bench-") as folder:
            ours = ingested(feeder, url, Path(folder))
    return {"ingest": Pair(ours, counting), "ingest-limit": Pair(ours, bare)}


def counted(feeder: Peer, program: str, url: str) -> float:
    """Events per second of a client that only counts."""
    with Peer(program, url, EVENTS) as client:
        feeder.hear()
        feeder.say(f"burst 0 {EVENTS}")
        started = feeder.hear()["started"]
        return float(EVENTS / (client.hear()["done"] - started))


def ingested(feeder: Peer, url: str, folder: Path, first: int = 0) -> float:
    """Events per second until the last one is painted; all of them must be stored. `first`: the
    number of the first one."""
    before = stored(folder)
    with Peer("desk", url, folder) as desk:
        feeder.hear()
        time.sleep(SETTLED)
        desk.say(f"shown {message_id(first + EVENTS - 1)}")
        feeder.say(f"burst {first} {EVENTS}")
        started = feeder.hear()["started"]
        done = desk.hear()["done"]
    assert stored(folder) - before == EVENTS
    return float(EVENTS / (done - started))


def stored(folder: Path) -> int:
    file = DataFolder(folder).database
    if not file.exists():
        return 0
    with sqlite3.connect(file) as db:
        return int(db.execute("SELECT count(*) FROM message").fetchone()[0])


BENCHMARK = Benchmark(
    rows=(
        Row("ingest", "events/s", "at least", 1.3),
        Row("ingest-limit", "events/s", "at least", 0.30),
    ),
    measure=measure,
)
