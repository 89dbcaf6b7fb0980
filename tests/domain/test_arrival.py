from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.arrival import GRACE, RETRIES, SKEW, Arrival, arrival_of
from evodesk.domain.event import Event
from evodesk.domain.message import Source
from tests.store.making import message

OFF = 1_795_437_708.0
"""When the way was turned off."""


def event(source: Source, after: float, *stamps: float) -> Event:
    """Heard, and its messages stamped, so many seconds after the way was turned off."""
    made = ((message(str(number)), stamp) for number, stamp in enumerate(stamps))
    facts = tuple(each._replace(timestamp=int(OFF + stamp)) for each, stamp in made)
    return Event("srv", "loja", "messages.upsert", source, OFF + after, facts)


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        (event(Source.WEBHOOK, 1, -3), Arrival.LATE),
        (event(Source.WEBHOOK, 1215, -3), Arrival.LATE),
        (event(Source.WEBHOOK, RETRIES + 1, -3), Arrival.GLOBAL),
        (event(Source.WEBHOOK, 600, 590), Arrival.GLOBAL),
        (event(Source.WEBHOOK, 600, SKEW - 1), Arrival.LATE),
        (event(Source.WEBHOOK, 600), Arrival.LATE),
        (event(Source.WEBHOOK, 600, -3, 590), Arrival.GLOBAL),
        (event(Source.WEBSOCKET, GRACE - 1, 0), Arrival.USUAL),
        (event(Source.WEBSOCKET, GRACE + 1, 0), Arrival.GLOBAL),
        (event(Source.BACKFILL, 600, -3), Arrival.USUAL),
    ],
)
def test_what_comes_by_a_way_that_is_off(heard: Event, expected: Arrival) -> None:
    assert arrival_of(heard, OFF) is expected


@given(st.sampled_from(Source), st.floats(0, 1e6), st.lists(st.floats(-1e6, 1e6), max_size=3))
def test_what_comes_by_a_way_that_is_on_is_usual(
    source: Source, after: float, stamps: list[float]
) -> None:
    assert arrival_of(event(source, after, *stamps), None) is Arrival.USUAL


@given(st.floats(0, 1e6), st.lists(st.floats(-1e6, 1e6), max_size=3))
def test_only_a_webhook_is_ever_late(after: float, stamps: list[float]) -> None:
    assert arrival_of(event(Source.WEBSOCKET, after, *stamps), OFF) is not Arrival.LATE
    judged = arrival_of(event(Source.WEBHOOK, after, *stamps), OFF)
    assert judged in (Arrival.LATE, Arrival.GLOBAL)
    if after > RETRIES:
        assert judged is Arrival.GLOBAL
