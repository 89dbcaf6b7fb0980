"""Unread: what came in since somebody looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.filter import MessageFilter
from evodesk.domain.message import Kind, Source
from evodesk.store.attention import Attention, Heed
from tests.store.making import NOW, SERVER, ids, message

if TYPE_CHECKING:
    from evodesk.store.database import Database
    from evodesk.store.messages import Messages


@pytest.fixture
def attention(database: Database) -> Attention:
    return Attention(database)


async def unread(attention: Attention, messages: Messages) -> tuple[dict[str, int], list[str]]:
    """As counted, and as the filter finds them."""
    of = await attention.of(SERVER)
    found = await messages.search(SERVER, MessageFilter(unread=True), 100)
    return {name: heed.unread for name, heed in of.items() if heed.unread}, ids(found.rows)


async def test_only_what_comes_in_counts(attention: Attention, messages: Messages) -> None:
    await messages.add(
        [
            message("in"),
            message("out", from_me=True),
            message("reaction", kind=Kind.REACTION, target_id="in"),
            message("recovered", source=Source.BACKFILL),
            message("other", instance="peças"),
        ]
    )
    assert await unread(attention, messages) == ({"loja": 1, "peças": 1}, ["in", "other"])


async def test_reading_one_instance_or_all(attention: Attention, messages: Messages) -> None:
    await messages.add([message("A"), message("B", instance="peças")])
    await attention.mark_read(SERVER, NOW, instance="loja")
    assert await unread(attention, messages) == ({"peças": 1}, ["B"])
    await messages.add([message("C")])
    assert await unread(attention, messages) == ({"loja": 1, "peças": 1}, ["B", "C"])
    await attention.mark_read(SERVER, NOW)
    assert await unread(attention, messages) == ({}, [])


async def test_recovered_ones_count_when_younger_than_the_last_reading(
    attention: Attention, messages: Messages
) -> None:
    await messages.add([message("A")])
    await attention.mark_read(SERVER, NOW)
    await messages.add(
        [
            message("old", at=int(NOW) - 5, source=Source.BACKFILL),
            message("young", at=int(NOW) + 5, source=Source.BACKFILL),
        ]
    )
    assert await unread(attention, messages) == ({"loja": 1}, ["young"])


async def test_a_repeat_is_not_unread_again(attention: Attention, messages: Messages) -> None:
    await messages.add([message("A")])
    await attention.mark_read(SERVER, NOW)
    await messages.add([message("A")])
    assert await unread(attention, messages) == ({}, [])


async def test_muting_is_kept(attention: Attention) -> None:
    await attention.mute(SERVER, "loja", True)
    assert await attention.of(SERVER) == {"loja": Heed(0, True)}
    await attention.mute(SERVER, "loja", False)
    assert await attention.of(SERVER) == {"loja": Heed(0, False)}
