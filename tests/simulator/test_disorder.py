from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.simulator.disorder import OVERTAKEN_BY, Disorder, copies, parse_disorder

chances = st.floats(0, 1)


@given(chances, chances, chances, st.integers())
def test_one_seed_gives_one_disorder(drop: float, double: float, late: float, seed: int) -> None:
    disorder = Disorder(double, drop, late)
    runs = []
    for _ in range(2):
        chosen = random.Random(seed)
        runs.append([copies(disorder, chosen.random) for _ in range(20)])
    assert runs[0] == runs[1]


def test_without_disorder_each_push_leaves_once_and_at_once() -> None:
    assert copies(Disorder(), lambda: 0.0) == [0.0]


def test_certain_disorder() -> None:
    assert copies(Disorder(drop=1), lambda: 0.99) == []
    assert copies(Disorder(duplicate=1), lambda: 0.99) == [0.0, 0.0]
    assert copies(Disorder(reorder=1, delay=1.5), lambda: 0.99) == [1.5 + OVERTAKEN_BY]


def test_chances_are_about_what_was_asked_for() -> None:
    chosen = random.Random(1)
    sent = [copies(Disorder(drop=0.25, duplicate=0.5), chosen.random) for _ in range(4000)]
    assert sum(not each for each in sent) == pytest.approx(1000, rel=0.15)
    assert sum(len(each) == 2 for each in sent) == pytest.approx(1500, rel=0.15)


def test_bad_wishes_are_refused() -> None:
    for body in ({"drop": "often"}, {"drop": None}, {"unknown": 1}):
        with pytest.raises((TypeError, ValueError)):
            parse_disorder(body)
