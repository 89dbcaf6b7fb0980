"""The attacks, fewer of them, and without waiting for the slow ones to be hung up on."""

from __future__ import annotations

import html
import json
from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

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


SECRET = "q7_Zs0/Jk1+2n3o4&5q6é8s9t0u1v2"


@pytest.mark.parametrize(
    "written",
    [
        SECRET, SECRET.upper(), SECRET[: len(SECRET) // 2], SECRET[-len(SECRET) // 2 :],
        quote(SECRET, safe=""), quote(SECRET, safe="").lower(), json.dumps(SECRET),
        json.dumps(SECRET).replace("/", r"\/"), html.escape(SECRET), repr(SECRET.encode()),
        SECRET.encode().hex(), SECRET.encode("utf-16-le"), SECRET.encode("utf-16-be"),
        b64encode(SECRET.encode()), b64encode(b"key:" + SECRET.encode() + b"x"),
        b64encode(b"ab" + SECRET.encode()), urlsafe_b64encode(b"a" + SECRET.encode() + b"bc"),
    ],
)  # fmt: skip
def test_the_scan_knows_every_form(tmp_path: Path, written: str | bytes) -> None:
    data = written.encode() if isinstance(written, str) else written
    (tmp_path / "evodesk.db-wal").write_bytes(b"\0 before " + data + b" behind \xff")
    assert scan.found([("it", SECRET)], [tmp_path], {}) == [scan.Find("it", "evodesk.db-wal")]


def test_the_scan_finds_what_lies_about(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "evodesk.log").write_text("asked https://host/a%2Fb")
    (tmp_path / "control.json").write_text("a/b")
    found = scan.found([("path", "a/b"), ("key", "k1")], [tmp_path], {"screen": b"k1"})
    assert {(each.secret, each.place) for each in found} == {
        ("path", "logs/evodesk.log"),
        ("key", "screen"),
    }


def test_the_scan_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("https://host/•••?••• q7_Zs0 and so on")
    assert scan.found([("it", SECRET)], [tmp_path], {}) == []
