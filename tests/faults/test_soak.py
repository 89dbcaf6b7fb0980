"""The soak, short: it is the long one (`make soak`) that says something about memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.faults.soak import Figures, run

if TYPE_CHECKING:
    from pathlib import Path

FINE = Figures(9, 9, 0, 0, 1, 1, 100.0, 104.0, 9, 9, 9, 9, 1.0)


def test_a_short_soak_loses_and_doubles_nothing(tmp_path: Path) -> None:
    figures = run(tmp_path, 15)
    assert figures.missed(long=False) == []
    assert figures.sent > 1000
    assert figures.restarts >= 1
    assert figures.tasks_end < 60


def test_a_missed_target_is_told() -> None:
    assert FINE.missed(long=True) == []
    assert replace(FINE, lost=1, doubled=2).missed(long=True) == ["lost", "doubled"]
    assert replace(FINE, recovered=0).missed(long=True) == ["recovered"]
    assert replace(FINE, rss_end_mb=106.0).missed(long=True) == ["rss_end_mb"]
    assert replace(FINE, rss_end_mb=106.0).missed(long=False) == []
