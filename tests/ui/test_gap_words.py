from __future__ import annotations

import time
from dataclasses import replace

import pytest

from evodesk.domain.gap import Cause, Gap, GapState, Reading
from evodesk.ui import gap_words
from evodesk.ui.section import SectionLine

NOON = time.mktime((2026, 11, 26, 12, 0, 0, 0, 0, -1))
GAP = Gap("g", "srv", "a", Cause.SLEEP, NOON - 300, NOON - 120, GapState.FILLED, 17, 5)


def only(gap: Gap, reading: Reading | None = None) -> SectionLine:
    (line,) = gap_words.lines((gap,), reading, NOON)
    return line


def outcome(gap: Gap) -> str:
    return only(gap).text.split(" · ")[1]


def test_days_are_told_where_they_differ() -> None:
    overnight = replace(GAP, since=NOON - 86_400)
    assert only(overnight).text.splitlines()[1].startswith("25/11 12:00 – 26/11 11:58 · ")
    assert gap_words.mark(overnight) == "17 recovered, 25/11 12:00 – 26/11 11:58"
    earlier = replace(GAP, since=NOON - 86_400, until=NOON - 86_340)
    assert only(earlier).text.splitlines()[1].startswith("25/11 12:00 – 12:01 · ")
    assert gap_words.mark(earlier) == "17 recovered, 12:00–12:01"


def test_a_filled_gap() -> None:
    assert only(GAP) == SectionLine(
        "The computer slept\n11:55–11:58 · 17 recovered", "", "circle-check"
    )
    assert outcome(replace(GAP, recovered=0)) == "nothing was missing"
    assert gap_words.mark(GAP) == "17 recovered, 11:55–11:58"


def test_an_open_gap() -> None:
    still = replace(GAP, state=GapState.OPEN, recovered=0, until=None)
    told = "The computer slept\nsince 11:55 · still open"
    assert only(still) == SectionLine(told, "", "timer")
    assert outcome(replace(still, until=NOON)) == "checking"


def test_how_far_it_is_read_has_a_line_of_its_own() -> None:
    still = replace(GAP, state=GapState.OPEN, recovered=0)
    told = "The computer slept\n11:55–11:58\n"
    assert only(still, Reading(0, 0)).text == told + "recovering…"
    assert only(still, Reading(3000, 10_000)).text == told + "recovering, 3,000 of 10,000"


def test_a_gap_that_cannot_be_filled() -> None:
    line = only(replace(GAP, state=GapState.UNRECOVERABLE, recovered=0))
    assert line.text == (
        "11:55 to 11:58 could not be recovered: the server does not store messages."
    )


def test_the_newest_few_are_told() -> None:
    gaps = tuple(replace(GAP, id=str(n), recovered=n) for n in range(1, 20))
    words = [line.text.split(" · ")[1] for line in gap_words.lines(gaps, None, NOON)]
    assert words == [f"{n} recovered" for n in (19, 18, 17, 16, 15)]


def test_a_moment_in_which_nothing_was_missing_is_not_told() -> None:
    short = replace(GAP, recovered=0, until=GAP.since + 3)
    assert gap_words.lines((short,), None, NOON) == ()
    assert gap_words.lines((replace(short, recovered=1),), None, NOON) != ()


@pytest.mark.parametrize("cause", list(Cause))
def test_each_cause_has_words_of_its_own(cause: Cause) -> None:
    words = {only(replace(GAP, cause=each)).text for each in Cause}
    assert len(words) == len(Cause)
    assert cause.value not in only(replace(GAP, cause=cause)).text.splitlines()[0]
