from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from evodesk.live.armed import Rounds

PERIOD, TICK = 10.0, 0.25


def turns(count: int, seconds: float) -> list[list[str]]:
    rounds, names = Rounds(PERIOD), [f"i{n}" for n in range(count)]
    return [rounds.due(names, 100 + tick * TICK) for tick in range(int(seconds / TICK) + 1)]


@given(st.integers(0, 400))
def test_each_has_one_turn_a_period_and_none_bursts(count: int) -> None:
    heard = turns(count, 3 * PERIOD)
    total = Counter(name for turn in heard for name in turn)
    assert set(total.values()) <= {3, 4}
    assert len(total) == count
    assert max(map(len, heard)) <= 2 * count * TICK / PERIOD + 3


def test_the_first_turn_comes_within_a_period() -> None:
    assert {name for turn in turns(50, PERIOD) for name in turn} == {f"i{n}" for n in range(50)}


def test_a_long_pause_is_not_made_up_for() -> None:
    rounds = Rounds(PERIOD)
    rounds.due(["a"], 0.0)
    assert rounds.due(["a"], 500.0) == ["a"]
    assert rounds.due(["a"], 500.1) in ([], ["a"])
    assert rounds.due(["a"], 500.2) == []
