"""The crash harness, small: each step of the journal both ways, and a few random moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.crash import Figures, run
from tests.faults.moments import SIDES, Anywhere, steps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("side", SIDES)
def test_nothing_is_lost_or_doubled_and_one_way_is_left(tmp_path: Path, side: str) -> None:
    mine = [step for step in steps() if step.side == side]
    seed = SIDES.index(side)
    killed = run(tmp_path, [*mine, Anywhere(seed)])
    assert killed.figures.missed == []
    assert killed.figures.sent > 0
    assert killed.errors == []
    for step in mine:
        assert killed.table[step.name]["interrupted"] == 1, step.name
    assert killed.figures.resumed >= 6
    assert killed.figures.rolled_back >= 2


def test_a_missed_target_is_told() -> None:
    assert Figures(kills=3, switches_interrupted=1).missed == []
    assert Figures(kills=4, switches_interrupted=1, lost=1).missed == [
        "lost",
        "switches_interrupted",
    ]
