"""What counts as drift, and what is said to have changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.drift import Baseline, Change, changes, next_drift, wish_for
from evodesk.domain.reception import Mode, Reception, Side, WebhookConfig, WebsocketConfig
from tests.strategies import receptions

NOW = 1_800_000_000.0
HOOK = WebhookConfig(True, "https://a.example/1", (("x", "1"),), frozenset({"CALL"}), False, True)
SOCKET = WebsocketConfig(True, frozenset({"CALL"}))
BY_HOOK, BY_SOCKET = Reception(HOOK, None), Reception(None, SOCKET)


def near(reception: Reception) -> st.SearchStrategy[Reception]:
    """The same, or with another part of it."""
    others = receptions.map(lambda other: replace(reception, webhook=other.webhook))
    return st.just(reception) | others | receptions


pairs = receptions.flatmap(lambda first: st.tuples(st.just(first), near(first)))


@given(pairs)
def test_something_changed_exactly_where_the_two_are_not_the_same(
    pair: tuple[Reception, Reception],
) -> None:
    before, after = pair
    assert bool(changes(before, after)) is not before.same_as(after)
    drift = next_drift(Baseline(before, NOW - 60), after, None, NOW)
    assert (drift is None) is before.same_as(after)


@given(pairs)
def test_what_was_told_stays_told_until_the_server_has_something_else(
    pair: tuple[Reception, Reception],
) -> None:
    baseline, found = Baseline(pair[0], NOW - 60), pair[1]
    told = next_drift(baseline, found, None, NOW)
    assert next_drift(baseline, found, told, NOW + 60) == told
    assert next_drift(baseline, pair[0], told, NOW + 60) is None


@given(receptions)
def test_no_one_is_asked_to_apply_what_is_no_single_mode(reception: Reception) -> None:
    wish = wish_for("x", reception)
    if reception.mode in (Mode.NONE, Mode.BOTH):
        assert wish is None
    else:
        assert wish is not None
        assert wish.side.value == reception.mode.value
        assert wish.exactly == (
            reception.webhook if wish.side is Side.WEBHOOK else reception.websocket
        )
        assert not wish.confirmed


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (replace(HOOK, url="https://b.example/1"), {Change.URL}),
        (replace(HOOK, events=frozenset({"CALL", "MESSAGES_SET"})), {Change.EVENTS}),
        (replace(HOOK, headers=(("x", "2"),)), {Change.HEADERS}),
        (replace(HOOK, base64=False), {Change.BASE64}),
        (replace(HOOK, by_events=True), {Change.BY_EVENTS}),
        (replace(HOOK, enabled=False), {Change.MODE}),
        (replace(HOOK, url="https://b.example/1", headers=()), {Change.URL, Change.HEADERS}),
    ],
)
def test_each_part_of_a_webhook(after: WebhookConfig, expected: set[Change]) -> None:
    assert set(changes(BY_HOOK, Reception(after, None))) == expected


def test_each_part_of_the_mode() -> None:
    other_events = replace(SOCKET, events=frozenset({"CALL", "CHATS_SET"}))
    assert changes(BY_SOCKET, BY_HOOK) == (Change.MODE,)
    assert changes(BY_SOCKET, Reception(HOOK, SOCKET)) == (Change.MODE,)
    assert changes(BY_SOCKET, Reception(HOOK, other_events)) == (Change.MODE, Change.EVENTS)
    assert changes(BY_SOCKET, Reception(None, other_events)) == (Change.EVENTS,)
    assert changes(BY_SOCKET, Reception(None, None)) == (Change.MODE,)


@pytest.mark.parametrize(
    ("saved_at", "since"),
    [(NOW - 30, NOW - 30), (None, NOW), (NOW - 90, NOW), (NOW + 90, NOW)],
    ids=["the server says when", "it does not", "before our own", "by a clock that is ahead"],
)
def test_since_when(saved_at: float | None, since: float) -> None:
    found = Reception(replace(HOOK, saved_at=saved_at), None)
    drift = next_drift(Baseline(BY_SOCKET, NOW - 60), found, None, NOW)
    assert drift is not None
    assert drift.since == since
