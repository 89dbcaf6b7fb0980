"""Which parts of a history are read and counted. Pure; unix seconds by the server's clock."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

OVERLAP = 120
"""Seconds before the gap: the server's clock rounds, and stores after it emits."""
AHEAD = 600
"""Seconds past now: an upper bound of `now` missed rows even 5 s later (SOURCE_NOTES.md)."""
BEFORE = 3600
"""Seconds before a reading, and before a gap, that are read once more at its end. What was deleted,
or came to its reader, keeps its stamp and changes no count; an edit moves it into the gap. What
changed of older messages is not found: the server tells nothing by the moment of the change."""
FIRST_SPAN = 24 * 3600
"""Seconds read back of an instance that was never seen before."""
SETTLED = 10
"""Seconds after which a message is either here and at the server, or missing."""
_HOUR, _DAY, _WEEK = 3600, 24 * 3600, 7 * 24 * 3600


class Span(NamedTuple):
    """Both ends included."""

    since: int
    until: int


def window(certain: float, now: float) -> Span:
    """What to read when nothing is missing up to `certain`."""
    return Span(int(certain) - OVERLAP, int(now) + AHEAD)


def again(certain: float, asked_at: float, now: float, first: float) -> tuple[Span, ...]:
    """What is read once more at the end of a gap, for changes alone: an hour before it, and an hour
    before the reading that was asked for at `asked_at`. `first`: what is older was never wanted."""
    before = Span(max(int(certain) - BEFORE, int(first)), int(certain) - OVERLAP - 1)
    since = Span(max(int(asked_at) - BEFORE, int(first)), int(now) + AHEAD)
    if before.until < before.since:
        return (since,)
    return (before, since) if before.until < since.since else (Span(before.since, since.until),)


def settled(span: Span, now: float) -> Span:
    """The part of a span in which nothing is on its way any more."""
    return Span(span.since, min(span.until, int(now) - SETTLED))


def to_count(now: float, first: float) -> tuple[Span, ...]:
    """The last hour, the rest of the last day and the rest of the last week: phones that come
    back deliver messages with old stamps. `first`: what is older was never wanted."""
    newest = int(now) - SETTLED
    ends = (newest, newest - _HOUR, newest - _DAY, newest - _WEEK)
    parts = (Span(max(low + 1, int(first)), high) for high, low in pairwise(ends))
    return tuple(part for part in parts if part.since <= part.until)
