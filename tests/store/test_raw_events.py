"""What could not be read is committed with the rest, and only the newest stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.event import RawEvent
from evodesk.store import raw_events
from evodesk.store.raw import raw
from tests.store.making import NOW, SERVER, ids, message

if TYPE_CHECKING:
    import pytest

    from evodesk.store.database import Database
    from evodesk.store.messages import Messages


def odd(number: int) -> RawEvent:
    return RawEvent(SERVER, "loja", "odd.event", NOW + number, f'{{"n":{number}}}')


async def stored(database: Database) -> list[RawEvent]:
    rows = await database.run(
        lambda db: (
            raw(db)
            .execute("SELECT server, instance, name, received_at, raw FROM raw_event ORDER BY row")
            .fetchall()
        )
    )
    return [RawEvent(*row) for row in rows]


async def test_among_messages(database: Database, messages: Messages) -> None:
    added = await messages.add([message("A"), odd(1), message("B"), odd(2)])
    assert ids(added.new) == ["A", "B"]
    assert await stored(database) == [odd(1), odd(2)]


async def test_half_an_emoji_is_no_obstacle(database: Database, messages: Messages) -> None:
    await messages.add([RawEvent(SERVER, "\ud83d", "x", NOW, "{}")])
    assert await stored(database) == [RawEvent(SERVER, "?", "x", NOW, "{}")]


async def test_the_newest_stay(
    database: Database, messages: Messages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_events, "KEPT", 3)
    for number in range(5):
        await messages.add([odd(number), odd(number + 10)])
    assert await stored(database) == [odd(13), odd(4), odd(14)]
