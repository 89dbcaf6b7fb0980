"""A message and its row are the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from evodesk.domain.message import Kind, Media, Message
from evodesk.store.adding import add
from evodesk.store.reading import one
from evodesk.store.tables import storable
from tests.store.making import message
from tests.strategies import messages

if TYPE_CHECKING:
    from peewee import SqliteDatabase


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages)
def test_every_value_survives_the_round_trip(memory: SqliteDatabase, sent: Message) -> None:
    memory.execute_sql("DELETE FROM message")  # type: ignore[no-untyped-call]
    (stored,) = add(memory, [sent], now=0).new
    assert stored.message == sent
    assert type(stored.message.key.from_me) is bool
    again = one(memory, stored.row)
    assert again is not None
    assert again.message == sent


def test_what_sqlite_cannot_keep_does_not_stop_the_batch(memory: SqliteDatabase) -> None:
    media = Media(size=2**70, file_name="a\ud800.pdf")
    bad = message("bad", "half a pair: \ud83d", at=10**30, kind=Kind.DOCUMENT, media=media)
    added = add(memory, [message("good"), bad], now=0)
    assert [stored.message.key.id for stored in added.new] == ["good", "bad"]
    kept = added.new[1].message
    assert kept.text == "half a pair: ?"
    assert kept.timestamp == 2**63 - 1
    assert kept.kind is Kind.DOCUMENT
    assert kept.media == Media(size=2**63 - 1, file_name="a?.pdf")


@given(messages)
def test_storable_changes_nothing_that_can_be_kept(sent: Message) -> None:
    assert storable(sent) == sent
    assert type(storable(sent).kind) is Kind
