"""10,000 messages of one instance read back into the store, against reading and decoding them only.

The server answers as the running one did that was recorded, 2,005 rows in 101 ms: both sides wait
for it, as people do.
"""

from __future__ import annotations

from itertools import count
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.peer import Peer
from tests.benchmarks.programs.frames import INSTANCE
from tests.benchmarks.row import Benchmark, Pair, Row
from tests.benchmarks.switching import seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES = 10_000
_FIRSTS = count(0, MESSAGES)


def measure() -> Mapping[str, Pair]:
    with Peer("feeder") as feeder, TemporaryDirectory() as folder:
        with Peer("session", feeder.hear()["url"], "key", folder) as desk:
            feeder.hear()
            desk.hear()
            feeder.say(f"history {next(_FIRSTS)} {MESSAGES}")
            feeder.hear()
            bare = seconds(desk, f"bare-history {INSTANCE} {MESSAGES}")
            ours = seconds(desk, f"recover {INSTANCE} {MESSAGES}")
    return {"backfill": Pair(MESSAGES / ours, MESSAGES / bare)}


BENCHMARK = Benchmark((Row("backfill", "messages/s", "at least", 0.5),), measure)
