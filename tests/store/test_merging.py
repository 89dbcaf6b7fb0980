"""What later facts do to a message: whatever their order, the same."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import Source, Status
from evodesk.store.merging import Changing, Later, after, after_repeat, replaces
from tests.store.making import key, message

KEY = key()
START = Changing("one", Status.SENT)


def settle(facts: list[Later]) -> Changing:
    return reduce(after, facts, START)


def test_an_edit_keeps_the_text_before() -> None:
    edited = after(START, Edit(KEY, "two", 5))
    assert edited == Changing("two", Status.SENT, True, 5, False, "one")
    assert after(edited, Edit(KEY, "two", 5)) == edited


def test_an_edit_without_a_time_counts_in_order_of_arrival() -> None:
    once = after(START, Edit(KEY, "two", 5))
    assert after(once, Edit(KEY, "three")) == Changing("three", Status.SENT, True, 5, False, "two")


def test_a_deletion_keeps_what_was_deleted() -> None:
    deleted = after(START, Deletion(KEY))
    assert deleted == Changing("", Status.SENT, deleted=True, earlier_text="one")
    assert after(deleted, Deletion(KEY)) == deleted


later = st.lists(
    st.one_of(
        st.builds(Edit, st.just(KEY), st.text(min_size=1, max_size=3), st.integers(1, 1000)),
        st.builds(Deletion, st.just(KEY)),
        st.builds(StatusUpdate, st.just(KEY), st.sampled_from(Status)),
    ),
    max_size=6,
    unique_by=lambda fact: fact.at if isinstance(fact, Edit) else fact,
)


@given(later.flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_order_of_arrival_does_not_matter(orders: tuple[list[Later], list[Later]]) -> None:
    one, other = (settle(facts) for facts in orders)
    assert (one.text, one.status, one.edited, one.deleted, one.edited_at) == (
        *(other.text, other.status, other.edited, other.deleted, other.edited_at),
    )
    if one.deleted:
        assert one.earlier_text == other.earlier_text


@given(st.lists(st.sampled_from(Status), min_size=1))
def test_a_status_never_falls(statuses: list[Status]) -> None:
    now = settle([StatusUpdate(KEY, status) for status in statuses])
    assert now.status.rank == max(status.rank for status in [*statuses, START.status])


@pytest.mark.parametrize("source", [Source.WEBHOOK, Source.WEBSOCKET])
def test_a_live_repeat_may_only_raise_the_status(source: Source) -> None:
    again = message(text="other", source=source, status=Status.READ, edited=True, deleted=True)
    assert after_repeat(START, again) == Changing("one", Status.READ)


def test_a_recovered_repeat_brings_text_status_and_flags() -> None:
    found = message(text="two", source=Source.BACKFILL, status=Status.READ, edited=True)
    assert after_repeat(START, found) == Changing("two", Status.READ, True, earlier_text="one")
    gone = message(text="", source=Source.BACKFILL, deleted=True)
    assert after_repeat(START, gone) == after(START, Deletion(KEY))


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (after(START, Edit(KEY, "two", 5)), "one"),
        (after(START, Deletion(KEY)), "one"),
        (START, ""),
    ],
    ids=["older than our edit", "deleted here", "without text"],
)
def test_a_recovered_repeat_never_takes_away(now: Changing, text: str) -> None:
    assert after_repeat(now, message(text=text, source=Source.BACKFILL)) == now


@pytest.mark.parametrize(
    ("fact", "older", "expected"),
    [
        (Edit(KEY, "b", 2), Edit(KEY, "a", 1), True),
        (Edit(KEY, "a", 1), Edit(KEY, "b", 2), False),
        (Edit(KEY, "b"), Edit(KEY, "a", 1), True),
        (StatusUpdate(KEY, Status.READ), StatusUpdate(KEY, Status.SENT), True),
        (StatusUpdate(KEY, Status.SENT), StatusUpdate(KEY, Status.READ), False),
        (Deletion(KEY), Deletion(KEY), False),
    ],
)
def test_which_of_two_waiting_facts_is_kept(fact: Later, older: Later, expected: bool) -> None:
    assert replaces(fact, older) is expected
