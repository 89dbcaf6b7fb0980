"""Webhooks per second, each acknowledged once it is stored, against an endpoint on the same loop
that only reads the body; and how long the window's thread does not react meanwhile.

Both take turns, as the machine itself is faster in one second than in the next.
"""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.peer import Peer
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

POSTS = 4_000
TURNS = 3
CONNECTIONS = 32
FRAME = 16.0
"""Milliseconds."""


class Turn(NamedTuple):
    bare: float
    """Seconds."""
    ours: float
    """Seconds."""
    told: dict[str, float]


def measure() -> Mapping[str, Pair]:
    with (
        TemporaryDirectory(prefix="evodesk-bench-") as folder,
        Peer("endpoints", folder) as endpoints,
    ):
        urls = endpoints.hear()
        turns = [measured(endpoints, urls, turn * POSTS) for turn in range(TURNS)]
    assert turns[-1].told["stored"] == TURNS * POSTS
    return {
        "receiver": Pair(rate(turn.ours for turn in turns), rate(turn.bare for turn in turns)),
        "receiver-gap-p99": Pair(max(turn.told["p99"] for turn in turns), FRAME),
    }


def measured(endpoints: Peer, urls: Mapping[str, str], first: int) -> Turn:
    """What one leaves to be done later is done before the other begins."""
    bare = spent(urls["bare"], first)
    rest(endpoints)
    endpoints.say("gaps")
    ours = spent(urls["ours"], first)
    endpoints.say("told")
    told = endpoints.hear()
    rest(endpoints)
    return Turn(bare, ours, told)


def rest(endpoints: Peer) -> None:
    endpoints.say("rest")
    endpoints.hear()


def rate(seconds: Iterable[float]) -> float:
    return TURNS * POSTS / sum(seconds)


def spent(url: str, first: int) -> float:
    """Seconds until all were answered, with 200."""
    with Peer("poster", url, first, POSTS, CONNECTIONS) as poster:
        told = poster.hear()
    assert told["statuses"] == {"200": POSTS}
    return float(told["seconds"])


BENCHMARK = Benchmark(
    rows=(
        Row("receiver", "posts/s", "at least", 0.7),
        Row("receiver-gap-p99", "ms", "at most", 1.0),
    ),
    measure=measure,
)
