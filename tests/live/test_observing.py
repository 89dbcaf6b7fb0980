"""Which instances are asked for their stored messages, how often, and what is shown of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.instance import Instance, LinkState
from evodesk.domain.reception import Reception, WebhookConfig, WebsocketConfig
from evodesk.live.directory import Directory
from evodesk.live.observing import (
    PERIOD,
    QUIET_LOOKS,
    SLOWEST,
    SPREAD,
    Observing,
    Pace,
    after_look,
    after_news,
)

HERE, ELSEWHERE = "http://127.0.0.1/ours", "https://n8n.example/hook"
RECEPTIONS = {
    "foreign": Reception(WebhookConfig(True, ELSEWHERE), None),
    "other": Reception(WebhookConfig(True, ELSEWHERE), None),
    "ours": Reception(WebhookConfig(True, HERE), None),
    "socket": Reception(WebhookConfig(False, ELSEWHERE), WebsocketConfig(True)),
    "none": Reception(None, None),
}


class Stage:
    def __init__(self) -> None:
        self.directory = Directory(lambda webhook: webhook.url == HERE)
        self.directory.show_instances(
            Instance(name, LinkState.OPEN, LinkState.OPEN) for name in RECEPTIONS
        )
        for name, reception in RECEPTIONS.items():
            self.directory.show_reception(name, reception)
        self.looks: list[str] = []
        self.can_ask = True
        self.observing = Observing(self.directory, self.looks.append, lambda: self.can_ask)

    def asked(self) -> dict[str, int]:
        return {each.name: each.asks_every for each in self.directory.all if each.asks_every}


@pytest.fixture
async def stage() -> Stage:
    return Stage()


async def test_nobody_looks_nobody_asks(stage: Stage) -> None:
    stage.observing.take_turn(0.0)
    assert stage.looks == []
    assert stage.asked() == {}


@pytest.mark.parametrize("name", RECEPTIONS)
async def test_the_selected_one_is_asked_at_once_where_its_messages_go_elsewhere(
    stage: Stage, name: str
) -> None:
    stage.observing.select(name)
    stage.observing.take_turn(0.0)
    foreign = name in ("foreign", "other")
    assert stage.looks == ([name] if foreign else [])
    assert stage.asked() == ({name: PERIOD} if foreign else {})


async def test_a_watched_one_is_asked_within_a_period(stage: Stage) -> None:
    stage.directory.show_watched({"foreign", "ours"})
    stage.observing.take_turn(0.0)
    stage.observing.take_turn(float(PERIOD))
    assert stage.looks == ["foreign"]
    assert stage.asked() == {"foreign": PERIOD}


async def test_what_is_left_is_asked_no_more(stage: Stage) -> None:
    stage.observing.select("foreign")
    stage.observing.take_turn(0.0)
    stage.observing.select("other")
    stage.observing.take_turn(1000.0)
    assert stage.looks == ["foreign", "other"]
    assert stage.asked() == {"other": PERIOD}


async def test_nothing_is_asked_for_where_nothing_is_kept(stage: Stage) -> None:
    stage.observing.select("foreign")
    stage.observing.take_turn(0.0)
    stage.can_ask = False
    stage.observing.take_turn(1000.0)
    assert stage.looks == ["foreign"]
    assert stage.asked() == {}


async def test_a_switch_ends_it(stage: Stage) -> None:
    stage.observing.select("foreign")
    stage.observing.take_turn(0.0)
    stage.directory.show_reception("foreign", RECEPTIONS["socket"])
    stage.observing.take_turn(1000.0)
    assert stage.looks == ["foreign"]
    assert stage.asked() == {}


async def test_a_quiet_one_is_asked_less_and_a_lively_one_again(stage: Stage) -> None:
    stage.observing.select("foreign")
    now = 0.0
    for _ in range(20):
        stage.observing.take_turn(now)
        now += SLOWEST * 2
    assert len(stage.looks) == 20
    assert stage.asked() == {"foreign": SLOWEST}
    stage.observing.hear_new({"foreign", "socket"})
    assert stage.asked() == {"foreign": PERIOD}


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=40))
def test_the_pace_stays_between_its_bounds(jitters: list[float]) -> None:
    pace, now = Pace(0.0, PERIOD), 0.0
    for number, jitter in enumerate(jitters, 1):
        now = pace.due
        pace = after_look(pace, now, jitter)
        assert PERIOD <= pace.period <= SLOWEST
        assert abs(pace.due - now - pace.period) <= pace.period * SPREAD + 1e-6
        assert (pace.period > PERIOD) == (number >= QUIET_LOOKS)
    assert after_news(pace, now) == Pace(min(pace.due, now + PERIOD), PERIOD)
