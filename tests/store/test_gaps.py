from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Source
from evodesk.store import gaps as module
from evodesk.store.adding import add
from evodesk.store.gaps import Gaps
from tests.store.making import SERVER, memory_database, message

if TYPE_CHECKING:
    from evodesk.store.database import Database
    from evodesk.store.messages import Messages


@pytest.fixture
def gaps(database: Database) -> Gaps:
    return Gaps(database)


def gap(id: str = "g1", *, instance: str = "loja", since: float = 100.5) -> Gap:
    return Gap(id, SERVER, instance, Cause.SWITCH, since)


async def test_a_gap_is_read_back_as_it_was_written(gaps: Gaps) -> None:
    first, second = gap(), replace(gap("g2", since=50.0), until=90.0, state=GapState.FILLED)
    assert await gaps.put([first, second]) == (first, second)
    assert await gaps.latest(SERVER, 10) == (second, first)
    assert await gaps.latest("s2", 10) == ()


async def test_it_counts_what_was_recovered_since_it_opened(gaps: Gaps, messages: Messages) -> None:
    await messages.add([message("before", source=Source.BACKFILL)])
    await gaps.put([gap()])
    await messages.add(
        [
            message("live"),
            message("late", at=1_760_000_050, source=Source.BACKFILL),
            message("early", at=1_760_000_020, source=Source.BACKFILL),
            message("other", source=Source.BACKFILL, instance="outra"),
        ]
    )
    (closed,) = await gaps.put([replace(gap(), until=200.0, state=GapState.FILLED)])
    assert closed.recovered == 2
    stored = await messages.one(closed.first_row or 0)
    assert stored is not None
    assert stored.message.key.id == "early"
    assert (await gaps.latest(SERVER, 10)) == (closed,)


async def test_open_ones_are_listed_however_many_are_newer(gaps: Gaps) -> None:
    await gaps.put([gap("old", since=1.0)])
    closed = replace(gap(), state=GapState.FILLED)
    await gaps.put([replace(closed, id=f"g{n}", since=10.0 + n) for n in range(5)])
    assert [each.id for each in await gaps.latest(SERVER, 2)] == ["old", "g3", "g4"]


async def test_the_first_sight_of_an_instance_is_remembered(gaps: Gaps) -> None:
    first = Gap("f", SERVER, "loja", Cause.FIRST_SIGHT, 7.0)
    await gaps.put([first, gap()])
    assert await gaps.first_sight(SERVER, "loja") == 7.0
    assert await gaps.first_sight(SERVER, "outra") is None


async def test_what_is_kept_of_a_span_is_expected(gaps: Gaps, messages: Messages) -> None:
    await messages.add([message(f"M{second}", at=100 + second) for second in range(5)])
    assert await gaps.expected(SERVER, "loja", 101, 103) == 3
    assert await gaps.expected(SERVER, "loja", 105, 200) == 0
    assert await gaps.expected(SERVER, "outra", 0, 200) == 0


stamps = st.lists(st.integers(100, 109), max_size=12)


@given(kept=stamps, served=stamps, part=st.tuples(st.integers(98, 111), st.integers(98, 111)))
def test_a_span_that_was_read_is_expected_as_the_server_counts_it(
    kept: list[int], served: list[int], part: tuple[int, int]
) -> None:
    """Whatever the two have apart, and wherever a later span begins and ends."""
    with closing(memory_database()) as db:
        add(db, [message(f"M{number}", at=at) for number, at in enumerate(kept)], 0.0)
        module._note_read(db, SERVER, "loja", 100, 109, served)
        since, until = part
        counted = sum(since <= at <= until for at in served)
        assert module._expected(db, SERVER, "loja", since, until) == counted


async def test_reading_a_span_again_replaces_what_was_noted(gaps: Gaps, messages: Messages) -> None:
    await messages.add([message("A", at=100)])
    for stamps_then in ([100, 100, 101], [100], [100, 105]):
        await gaps.note_read(SERVER, "loja", 100, 109, stamps_then)
        assert await gaps.expected(SERVER, "loja", 100, 109) == len(stamps_then)
