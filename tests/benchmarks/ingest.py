"""Events per second from the socket to the window, against clients that only count them."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from evodesk.paths import DataFolder
from tests.benchmarks.peer import Peer
from tests.benchmarks.programs.frames import message_id
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

EVENTS = 20_000
_WAITING = "SELECT (SELECT up_to FROM indexed) < (SELECT max(row) FROM message)"
SETTLED = 1.0
"""Seconds in which evodesk, once it is in the namespace, reads back what there was."""


class Ingested(NamedTuple):
    rate: float
    """Events per second until the last one is painted."""
    lag: float
    """Seconds from the last frame until all of them are found by search."""


def measure() -> Mapping[str, Pair]:
    with Peer("feeder") as feeder:
        url = feeder.hear()["url"]
        bare = counted(feeder, "bare_recv", url)
        counting = counted(feeder, "socketio_counter", url)
        with TemporaryDirectory(prefix="evodesk-bench-") as folder:
            ours = ingested(feeder, url, Path(folder))
    return {
        "ingest": Pair(ours.rate, counting),
        "ingest-limit": Pair(ours.rate, bare),
        "index-lag": Pair(ours.lag, EVENTS / ours.rate),
    }


def counted(feeder: Peer, program: str, url: str) -> float:
    """Events per second of a client that only counts."""
    with Peer(program, url, EVENTS) as client:
        feeder.hear()
        feeder.say(f"burst 0 {EVENTS}")
        started = feeder.hear()["started"]
        return float(EVENTS / (client.hear()["done"] - started))


def ingested(feeder: Peer, url: str, folder: Path, first: int = 0) -> Ingested:
    """All of them must be stored. `first`: the number of the first one."""
    before = stored(folder)
    with Peer("desk", url, folder) as desk:
        feeder.hear()
        time.sleep(SETTLED)
        desk.say(f"shown {message_id(first + EVENTS - 1)}")
        feeder.say(f"burst {first} {EVENTS}")
        sent = feeder.hear()
        done = desk.hear()["done"]
        lag = indexed(folder) - sent["ended"]
    assert stored(folder) - before == EVENTS
    return Ingested(EVENTS / (done - sent["started"]), lag)


def indexed(folder: Path) -> float:
    """The moment (time.monotonic) when search finds every message."""
    with closing(sqlite3.connect(DataFolder(folder).database)) as db:
        while db.execute(_WAITING).fetchone()[0]:
            time.sleep(0.02)
    return time.monotonic()


def stored(folder: Path) -> int:
    file = DataFolder(folder).database
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute("SELECT count(*) FROM message").fetchone()[0])


BENCHMARK = Benchmark(
    rows=(
        Row("ingest", "events/s", "at least", 1.3),
        Row("ingest-limit", "events/s", "at least", 0.30),
        Row("index-lag", "s", "at most", 3.0),
    ),
    measure=measure,
)
