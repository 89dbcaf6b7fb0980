"""What the recordings do not show: `both_on_ever`, and that no body breaks the rules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.simulator.answers import Refusal
from evodesk.simulator.instance import Instance
from evodesk.simulator.reception import EVENTS, accepted_name, next_webhook, next_websocket
from evodesk.simulator.world import World

values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())
sides = st.dictionaries(
    st.sampled_from(["enabled", "url", "events", "headers", "byEvents", "base64", "x"]),
    values | st.lists(st.sampled_from(EVENTS)),
)
bodies = st.dictionaries(st.sampled_from(["webhook", "websocket"]), values | sides)


@given(bodies)
def test_any_body_is_stored_or_refused(body: dict[str, Any]) -> None:
    try:
        webhook = next_webhook(None, body)
    except Refusal:
        pass
    else:
        assert bool(webhook.events) == webhook.enabled
    try:
        websocket = next_websocket(body)
    except Refusal:
        pass
    else:
        assert bool(websocket.events) == websocket.enabled


def test_wire_names_and_accepted_names() -> None:
    assert accepted_name("group-participants.update") in EVENTS
    assert accepted_name("groups.update") not in EVENTS  # never delivered, as recorded
    assert len(EVENTS) == 31


def on(enabled: bool) -> dict[str, Any]:
    side = {"enabled": enabled, "url": "http://127.0.0.1:1/x", "events": []}
    return {"webhook": side, "websocket": side}


@pytest.fixture
def world() -> World:
    world = World()
    world.add(Instance("one", webhook=next_webhook(None, on(True))))
    return world


def test_both_on_for_a_moment_is_remembered_until_the_mark(world: World) -> None:
    one = world.instances["one"]
    one.set_websocket(next_websocket(on(True)))
    one.set_webhook(next_webhook(one.webhook, on(False)))
    assert not one.both_on
    assert one.both_on_ever
    world.mark()
    assert not one.both_on_ever


def test_old_way_off_before_new_way_on_is_never_both(world: World) -> None:
    one = world.instances["one"]
    for _ in range(3):
        one.set_webhook(next_webhook(one.webhook, on(False)))
        one.set_websocket(next_websocket(on(True)))
        one.set_websocket(next_websocket(on(False)))
        one.set_webhook(next_webhook(one.webhook, on(True)))
    assert not one.both_on_ever


def test_both_on_at_the_mark_is_still_both_on(world: World) -> None:
    one = world.instances["one"]
    one.set_websocket(next_websocket(on(True)))
    world.mark()
    assert one.both_on_ever


def test_no_token_and_no_header_in_a_repr() -> None:
    row = next_webhook(None, {"webhook": {**on(True)["webhook"], "headers": {"a": "s3cret"}}})
    shown = repr(Instance("one", token="T0KEN", webhook=row))
    assert "T0KEN" not in shown
    assert "s3cret" not in shown
