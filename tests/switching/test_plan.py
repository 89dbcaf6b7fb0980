"""The order of a switch, for every Reception that a server can show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.reception import Mode, Reception, Record, Side, WebhookConfig, WebsocketConfig
from evodesk.switching.plan import (
    Step,
    after,
    is_on_path,
    next_step,
    record_of,
    undo_of,
    withdrawal,
)
from tests.switching.samples import (
    BY_BOTH,
    BY_FOREIGN,
    BY_SOCKET,
    BY_THIRD,
    BY_WEBHOOK,
    FOREIGN,
    NOTHING,
    OTHER_SOCKET,
    OURS,
    SOCKET,
    THIRD,
)

events = st.frozensets(st.sampled_from(["CALL", "MESSAGES_UPSERT", "CHATS_SET"]), min_size=1)
webhooks = st.builds(
    WebhookConfig,
    enabled=st.booleans(),
    url=st.sampled_from(["http://a.example/x", "http://b.example/y"]),
    headers=st.sampled_from([(), (("x", "1"),)]),
    events=events,
    by_events=st.booleans(),
    base64=st.booleans(),
)
sockets = st.builds(WebsocketConfig, enabled=st.booleans(), events=events)
receptions = st.builds(Reception, st.none() | webhooks, st.none() | sockets)
targets = receptions.filter(lambda reception: reception.mode is not Mode.BOTH)


def walk(seen: Reception, target: Reception) -> list[Reception]:
    """Every state on the way, the first one included."""
    states = [seen]
    while step := next_step(states[-1], target):
        states.append(after(states[-1], step))
        assert len(states) <= 4, "more than three writes"
    return states


@given(receptions, targets)
def test_every_target_is_reached_in_three_writes_and_never_through_both(
    start: Reception, target: Reception
) -> None:
    states = walk(start, target)
    assert states[-1].same_as(target)
    assert all(state.mode is not Mode.BOTH for state in states[1:])


@given(receptions, targets)
def test_every_state_on_the_way_is_on_the_path_and_leads_back(
    before: Reception, target: Reception
) -> None:
    undo = undo_of(before, target)
    for state in walk(before, target):
        assert is_on_path(state, before, target)
        back = walk(state, undo)
        assert back[-1].same_as(undo)
        assert all(is_on_path(each, before, target) for each in back)


@given(receptions, targets)
def test_going_back_never_leads_to_both(before: Reception, target: Reception) -> None:
    undo = undo_of(before, target)
    assert undo.mode is not Mode.BOTH
    assert undo.same_as(before) or before.mode is Mode.BOTH


@given(receptions, receptions)
def test_steps_do_not_go_on_from_the_same(seen: Reception, target: Reception) -> None:
    if target.mode is Mode.BOTH:
        with pytest.raises(ValueError, match="never a target"):
            next_step(seen, target)
    else:
        assert (next_step(seen, target) is None) == seen.same_as(target)


def test_the_old_side_goes_off_first_with_its_url_and_all_its_fields() -> None:
    off = WebhookConfig(False, FOREIGN.url, FOREIGN.headers, FOREIGN.events, by_events=True)
    assert next_step(BY_FOREIGN, BY_SOCKET) == Step(off)


def test_a_webhook_that_stays_is_rewritten_in_place() -> None:
    assert next_step(BY_FOREIGN, BY_WEBHOOK) == Step(OURS)


@pytest.mark.parametrize(
    ("seen", "on_path"),
    [
        (BY_FOREIGN, True),
        (NOTHING, True),
        (BY_SOCKET, True),
        (Reception(FOREIGN, SOCKET), True),
        (BY_WEBHOOK, False),
        (BY_THIRD, False),
        (Reception(None, OTHER_SOCKET), False),
        (Reception(THIRD, SOCKET), False),
    ],
)
def test_a_state_that_we_do_not_pass_through_is_somebody_elses(
    seen: Reception, on_path: bool
) -> None:
    assert is_on_path(seen, BY_FOREIGN, BY_SOCKET) is on_path


@pytest.mark.parametrize(("before", "target"), [(BY_FOREIGN, BY_SOCKET), (BY_SOCKET, BY_FOREIGN)])
def test_both_as_we_know_them_are_on_the_path(before: Reception, target: Reception) -> None:
    """The old side was turned on again, or a write of ours landed late."""
    assert is_on_path(BY_BOTH, before, target)


def test_ours_is_withdrawn_only_from_beside_somebody_elses() -> None:
    theirs_and_ours = Reception(THIRD, SOCKET)
    assert withdrawal(theirs_and_ours, Step(SOCKET)) == Step(WebsocketConfig(False, SOCKET.events))
    assert withdrawal(Reception(THIRD, OTHER_SOCKET), Step(SOCKET)) is None
    assert withdrawal(BY_SOCKET, Step(SOCKET)) is None


def test_the_record_has_the_four_states_of_the_note_but_the_impossible_one() -> None:
    assert record_of(NOTHING) == Record(False, False, None, None)
    assert record_of(BY_WEBHOOK) == Record(True, False, OURS.url, True)
    assert record_of(BY_SOCKET) == Record(False, True, None, None)
    disabled_row = Reception(WebhookConfig(False, OURS.url), SOCKET)
    assert record_of(disabled_row) == Record(False, True, None, None)
    with pytest.raises(ValueError, match="never recorded"):
        record_of(BY_BOTH)


def test_a_step_in_the_log_shows_no_secret() -> None:
    text = str(Step(WebhookConfig(True, OURS.url, (("authorization", "Bearer top-secret"),))))
    assert text == "turn on webhook http://127.0.0.1:8765/api/webhooks/evolution/•••"
    assert str(Step(SOCKET)) == "turn on websocket"


def test_undo_of_both_keeps_the_wanted_side() -> None:
    assert undo_of(BY_BOTH, BY_SOCKET).is_on(Side.WEBSOCKET)
    assert undo_of(BY_BOTH, BY_SOCKET).mode is Mode.WEBSOCKET
    assert undo_of(BY_BOTH, BY_WEBHOOK).mode is Mode.WEBHOOK
