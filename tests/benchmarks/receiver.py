"""Webhooks per second, each acknowledged once it is stored, against an endpoint on the same loop
that only reads the body; and how long the window's thread does not react meanwhile."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.peer import Peer
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

POSTS = 10_000
CONNECTIONS = 32
FRAME = 16.0
"""Milliseconds."""


def measure() -> Mapping[str, Pair]:
    with (
        TemporaryDirectory(prefix="evodesk-bench-") as folder,
        Peer("endpoints", folder) as endpoints,
    ):
        urls = endpoints.hear()
        reference = posted(urls["bare"])
        endpoints.say("gaps")
        ours = posted(urls["ours"])
        endpoints.say("told")
        told = endpoints.hear()
    assert told["stored"] == POSTS
    return {
        "receiver": Pair(ours, reference),
        "receiver-gap-p99": Pair(told["p99"], FRAME),
    }


def posted(url: str) -> float:
    """Requests per second, all of them answered with 200."""
    with Peer("poster", url, POSTS, CONNECTIONS) as poster:
        told = poster.hear()
    assert told["statuses"] == {"200": POSTS}
    return float(POSTS / told["seconds"])


BENCHMARK = Benchmark(
    rows=(
        Row("receiver", "posts/s", "at least", 0.7),
        Row("receiver-gap-p99", "ms", "at most", 1.0),
    ),
    measure=measure,
)
