"""Whose turn it is: tried with a clock that only the test moves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.live.agenda import Agenda

if TYPE_CHECKING:
    from collections.abc import Iterator

PERIOD, APART = 60.0, 0.05
NAMES = [f"i{number:03}" for number in range(100)]


def begun(agenda: Agenda, until: float, now: float = 0.0) -> Iterator[tuple[float, str]]:
    """Each reading that begins, when readings take no time."""
    while now <= until:
        if (name := agenda.next(now)) is not None:
            agenda.done(name)
            yield now, name
        else:
            now += max(agenda.wait(now), 1e-9)


@pytest.fixture
def agenda() -> Agenda:
    """100 instances, each of which was read once."""
    made = Agenda(PERIOD, APART)
    made.follow(NAMES)
    assert [name for _, name in begun(made, 0.0)] == NAMES
    return made


def test_nobody_is_read_without_a_list() -> None:
    empty = Agenda(PERIOD, APART)
    empty.ask_all()
    empty.ask("ghost")
    assert empty.next(0.0) is None
    assert empty.wait(0.0) == float("inf")


def test_turns_are_spread_over_the_period(agenda: Agenda) -> None:
    found = list(begun(agenda, PERIOD + 0.1))
    assert sorted(name for _, name in found) == sorted(NAMES)
    moments = [at for at, _ in found]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) == pytest.approx(PERIOD / len(NAMES))
    assert max(gaps) == pytest.approx(PERIOD / len(NAMES))


def test_a_reading_of_all_goes_on_a_little_apart_and_delays_nobody_asked_for(
    agenda: Agenda,
) -> None:
    agenda.ask_all()
    running = begun(agenda, 100.0, now=1.0)
    soon = [next(running) for _ in range(10)]
    agenda.ask("i077")
    assert next(running)[1] == "i077"
    rest = [next(running) for _ in range(89)]
    names = [name for _, name in (*soon, *rest)]
    assert sorted(names) == sorted(set(NAMES) - {"i077"})
    assert 80 * APART < rest[-1][0] - soon[0][0] < 100 * APART


def test_those_asked_for_come_in_their_order_and_once(agenda: Agenda) -> None:
    for name in ("i005", "i003", "i005"):
        agenda.ask(name)
    assert [agenda.next(0.1), agenda.next(0.1), agenda.next(0.1)] == ["i005", "i003", None]


def test_who_is_being_read_is_read_again_only_after_that(agenda: Agenda) -> None:
    agenda.ask("i005")
    assert agenda.next(0.1) == "i005"
    agenda.ask("i005")
    agenda.ask("i006")
    assert [agenda.next(0.1), agenda.next(0.1)] == ["i006", None]
    agenda.done("i005")
    assert agenda.wait(0.1) == 0.0
    assert agenda.next(0.1) == "i005"


def test_a_new_list(agenda: Agenda) -> None:
    agenda.ask("i005")
    agenda.ask_all()
    agenda.follow(["i004", "new"])
    assert agenda.next(0.1) == "new"
    agenda.done("new")
    assert {name for _, name in begun(agenda, 500.0, now=0.2)} == {"i004", "new"}


@given(
    count=st.integers(1, 40),
    wishes=st.lists(st.tuples(st.floats(0.0, 200.0), st.integers(-1, 39)), max_size=20),
)
def test_everybody_has_a_turn_whatever_is_asked_for(
    count: int, wishes: list[tuple[float, int]]
) -> None:
    """And whoever is asked for is next. -1 stands for a wish to read all."""
    agenda, names = Agenda(PERIOD, APART), NAMES[:count]
    agenda.follow(names)
    last = dict.fromkeys(names, 0.0)
    now = 0.0
    for at, which in [*sorted(wishes), (300.0, -1)]:
        for moment, name in begun(agenda, at, now):
            assert moment - last[name] <= PERIOD + 1.0
            last[name] = moment
        now = at
        if which < 0:
            agenda.ask_all()
        elif which < count:
            agenda.ask(names[which])
            assert agenda.next(now) == names[which]
            agenda.done(names[which])
            last[names[which]] = now
    assert all(300.0 - moment <= PERIOD + 1.0 for moment in last.values())
