from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Source
from evodesk.store.gaps import Gaps
from tests.store.making import SERVER, message

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
    for each in (first, second):
        assert await gaps.put(each) == each
    assert await gaps.latest(SERVER, 10) == (second, first)
    assert await gaps.latest("s2", 10) == ()


async def test_it_counts_what_was_recovered_since_it_opened(gaps: Gaps, messages: Messages) -> None:
    await messages.add([message("before", source=Source.BACKFILL)])
    await gaps.put(gap())
    await messages.add(
        [
            message("live"),
            message("late", at=1_760_000_050, source=Source.BACKFILL),
            message("early", at=1_760_000_020, source=Source.BACKFILL),
            message("other", source=Source.BACKFILL, instance="outra"),
        ]
    )
    closed = await gaps.put(replace(gap(), until=200.0, state=GapState.FILLED))
    assert closed.recovered == 2
    stored = await messages.one(closed.first_row or 0)
    assert stored is not None
    assert stored.message.key.id == "early"
    assert (await gaps.latest(SERVER, 10)) == (closed,)


async def test_open_ones_are_listed_however_many_are_newer(gaps: Gaps) -> None:
    await gaps.put(gap("old", since=1.0))
    for number in range(5):
        await gaps.put(replace(gap(f"g{number}", since=10.0 + number), state=GapState.FILLED))
    assert [each.id for each in await gaps.latest(SERVER, 2)] == ["old", "g3", "g4"]


async def test_messages_of_a_span_are_counted_with_both_ends(
    gaps: Gaps, messages: Messages
) -> None:
    for second in range(5):
        await messages.add([message(f"M{second}", at=100 + second)])
    assert (await only_instance(gaps, 101, 103), await only_instance(gaps, 105, 200)) == (3, 0)
    assert await gaps.count(SERVER, "outra", 0, 200) == 0


async def only_instance(gaps: Gaps, since: int, until: int) -> int:
    return await gaps.count(SERVER, "loja", since, until)


async def test_a_surplus_is_none_until_it_is_noted(gaps: Gaps) -> None:
    assert await gaps.surplus(SERVER, "loja", "hour") == 0
    await gaps.note_surplus(SERVER, "loja", "hour", 3)
    await gaps.note_surplus(SERVER, "loja", "hour", -2)
    assert await gaps.surplus(SERVER, "loja", "hour") == -2
    assert await gaps.surplus(SERVER, "loja", "day") == 0
