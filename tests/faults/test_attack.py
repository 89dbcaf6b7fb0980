"""The attacks, fewer of them, and without waiting for the slow ones to be hung up on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import scan
from tests.faults.attack import Figures, Size, run

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Size(every=4, idle=300, slow=40, acknowledged=100, patient=False)


def test_nothing_hostile_gets_in_and_nothing_good_is_lost(tmp_path: Path) -> None:
    harness = run(tmp_path, SMALL)
    assert harness.told == []
    assert harness.figures.missed == []
    assert harness.figures.acknowledged == SMALL.acknowledged


def test_a_missed_target_is_told() -> None:
    fine = Figures(tried=3, refused=3, legitimate_sent=2, legitimate_stored=2)
    assert fine.missed == []
    bad = Figures(tried=3, refused=2, accepted_wrongly=1, legitimate_sent=2)
    assert bad.missed == ["accepted_wrongly", "refused", "legitimate_stored"]


def test_the_scan_finds_what_lies_about(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "evodesk.log").write_text("asked https://host/a%2Fb")
    (tmp_path / "control.json").write_text("a/b")
    found = scan.found([("path", "a/b"), ("key", "k1")], tmp_path, {"screen": b"k1"})
    assert [(each.secret, each.place) for each in found] == [
        ("path", "logs/evodesk.log"),
        ("key", "screen"),
    ]
