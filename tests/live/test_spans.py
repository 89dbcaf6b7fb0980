from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evodesk.live.spans import (
    AHEAD,
    BEFORE,
    OVERLAP,
    SETTLED,
    Span,
    again,
    settled,
    to_count,
    window,
)

moments = st.floats(1e9, 3e9)


def test_the_window_has_room_on_both_sides() -> None:
    assert window(1000.9, 5000.9) == Span(880, 5600)


def test_what_may_be_on_its_way_is_not_settled() -> None:
    assert settled(Span(100, 9000), 5000.7) == Span(100, 4990)
    assert settled(Span(100, 200), 5000.7) == Span(100, 200)


@given(moments, st.integers(0, 9000), st.integers(0, 60), st.integers(0, 20_000))
def test_an_hour_before_gap_and_reading_is_read_again(
    asked_at: float, gap: int, took: int, known: int
) -> None:
    """Each second once, oldest first; nothing of before the first sight."""
    certain, first = asked_at - gap, int(asked_at) - gap - known
    spans = again(certain, asked_at, asked_at + took, first)
    seconds = [second for span in spans for second in range(span.since, span.until + 1)]
    hour_before = range(int(certain) - BEFORE, int(certain) - OVERLAP)
    since = range(int(asked_at) - BEFORE, int(asked_at + took) + AHEAD + 1)
    assert seconds == sorted(each for each in {*hour_before, *since} if each >= first)


@given(moments, st.floats(-1e6, 9e5))
def test_the_counted_spans_are_the_last_week_without_seam(now: float, age: float) -> None:
    """Newest first, nothing twice, nothing left out, nothing from before the first sight."""
    spans = to_count(now, now - age)
    seconds = [span.until - span.since + 1 for span in spans]
    assert all(each > 0 for each in seconds)
    assert all(older.until == newer.since - 1 for newer, older in pairwise(spans))
    newest, oldest = int(now) - SETTLED, max(int(now) - SETTLED - 7 * 86_400 + 1, int(now - age))
    assert sum(seconds) == max(newest - oldest + 1, 0)
    if spans:
        assert (spans[0].until, spans[-1].since) == (newest, oldest)
