"""The harness itself, with figures that are made up; nothing is timed."""

from __future__ import annotations

import json
from itertools import cycle
from typing import TYPE_CHECKING

from tests.benchmarks.__main__ import main
from tests.benchmarks.peer import Peer
from tests.benchmarks.registry import BENCHMARKS
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

FAST = Row("fast", "events/s", "at least", 1.3)
SMALL = Row("small", "MB", "at most", 3.0)
RUNS = cycle(
    [
        {"fast": Pair(10.0, 5.0), "small": Pair(30.0, 10.0)},
        {"fast": Pair(26.0, 20.0), "small": Pair(50.0, 10.0)},
        {"fast": Pair(90.0, 90.0), "small": Pair(40.0, 10.0)},
    ]
)


def measure() -> Mapping[str, Pair]:
    return next(RUNS)


def fail() -> Mapping[str, Pair]:
    raise RuntimeError("no figures")


def test_medians_of_both_sides_are_compared_and_written(tmp_path: Path) -> None:
    target = tmp_path / "build" / "bench.json"
    assert main([Benchmark((FAST, SMALL), measure)], target=target) == 1
    assert json.loads(target.read_text()) == [
        {"name": "fast", "ours": 26.0, "reference": 20.0, "unit": "events/s", "ratio": 1.3,
         "limit": 1.3, "direction": "at least", "runs": 3},
        {"name": "small", "ours": 40.0, "reference": 10.0, "unit": "MB", "ratio": 4.0,
         "limit": 3.0, "direction": "at most", "runs": 3},
    ]  # fmt: skip


def test_one_row_alone_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bench.json"
    both = Benchmark((FAST, SMALL), measure)
    assert main([Benchmark((FAST,), fail), both], "small", target) == 1
    assert [each["name"] for each in json.loads(target.read_text())] == ["small"]
    assert "MISSED" in capsys.readouterr().out
    assert main([both], "nothing", target) == 2


def test_what_cannot_be_measured_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bench.json"
    assert main([Benchmark((SMALL,), fail), Benchmark((FAST,), measure)], target=target) == 1
    assert [each["name"] for each in json.loads(target.read_text())] == ["fast"]
    assert "could not be measured" in capsys.readouterr().out


def test_every_row_has_a_name_of_its_own() -> None:
    names = [row.name for benchmark in BENCHMARKS for row in benchmark.rows]
    assert len(names) == len(set(names))


def test_the_feeder_pushes_what_it_was_asked_for() -> None:
    with Peer("feeder") as feeder, Peer("bare_recv", feeder.hear()["url"], 10) as client:
        assert feeder.hear() == {"joined": True}
        feeder.say("burst 0 10")
        assert client.hear()["done"] >= feeder.hear()["started"]
