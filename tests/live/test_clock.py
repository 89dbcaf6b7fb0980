from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.live import clock
from evodesk.live.clock import LATE, NOTICED, ClockWatch, Moment, Verdict, compare, read_clocks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

START = Moment(wall=1_800_000_000.0, awake=500.0, passed=9000.0)
ticks = st.floats(0.0, LATE / 2)
sleeps = st.floats(2 * NOTICED, 1e6)
settings = st.one_of(st.floats(-1e6, -2 * NOTICED), st.floats(2 * NOTICED, 1e6))


class Clocks:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> Moment:
        return self.now

    def run(self, awake: float, *, asleep: float = 0.0, set_by: float = 0.0) -> None:
        self.now = later(self.now, awake, asleep, set_by)


def later(moment: Moment, awake: float, asleep: float = 0.0, set_by: float = 0.0) -> Moment:
    return Moment(
        moment.wall + awake + asleep + set_by,
        moment.awake + awake,
        moment.passed + awake + asleep,
    )


@given(ticks)
def test_a_plain_tick_says_nothing(awake: float) -> None:
    assert compare(START, later(START, awake)) == Verdict(0.0, 0.0)


@given(ticks, sleeps)
def test_sleep_is_no_jump(awake: float, asleep: float) -> None:
    verdict = compare(START, later(START, awake, asleep))
    assert verdict.asleep == pytest.approx(awake + asleep)
    assert verdict.jump == 0.0


@given(ticks, settings)
def test_a_clock_that_was_set_is_no_sleep(awake: float, set_by: float) -> None:
    verdict = compare(START, later(START, awake, set_by=set_by))
    assert verdict.asleep == 0.0
    assert verdict.jump == pytest.approx(set_by, abs=1e-5)


@given(ticks, sleeps, settings)
def test_both_at_once_are_told_apart(awake: float, asleep: float, set_by: float) -> None:
    verdict = compare(START, later(START, awake, asleep, set_by))
    assert verdict.asleep == pytest.approx(awake + asleep)
    assert verdict.jump == pytest.approx(set_by, abs=1e-5)


@given(st.floats(LATE, 1e6))
def test_a_program_that_was_stopped_counts_as_asleep(seconds: float) -> None:
    assert compare(START, later(START, seconds)).asleep == pytest.approx(seconds)


def test_the_real_clocks_agree_while_the_computer_is_awake() -> None:
    assert compare(read_clocks(), read_clocks()) == Verdict(0.0, 0.0)


def test_it_tells_from_when_to_when_it_slept_by_the_clock_as_it_is_now(qtbot: QtBot) -> None:
    clocks, slept, jumped = Clocks(), list[tuple[float, float]](), list[float]()
    watch = ClockWatch(clocks)
    watch.slept.connect(lambda since, until: slept.append((since, until)))
    watch.jumped.connect(jumped.append)
    clocks.run(2.0)
    watch.tick()
    assert (slept, jumped) == ([], [])
    clocks.run(1.0, asleep=3599.0, set_by=-60.0)
    watch.tick()
    assert slept == [(clocks.now.wall - 3600.0, clocks.now.wall)]
    assert jumped == [-60.0]
    clocks.run(2.0)
    watch.tick()
    assert (len(slept), len(jumped)) == (1, 1)


def test_time_before_the_start_is_not_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "TICK_MS", 5)
    clocks, slept = Clocks(), list[float]()
    watch = ClockWatch(clocks)
    watch.slept.connect(lambda since, until: slept.append(until - since))
    clocks.run(0.0, asleep=100.0)
    watch.start()
    clocks.run(0.0, asleep=7.0)
    qtbot.waitUntil(lambda: bool(slept))
    watch.stop()
    assert slept == [7.0]
