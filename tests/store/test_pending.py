"""Facts that wait for their message: few, and not for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import Status
from evodesk.store.messages import Messages
from evodesk.store.pending import WAITING_SECONDS
from evodesk.store.raw import raw
from tests.store.making import NOW, SERVER, key, message, only

if TYPE_CHECKING:
    from evodesk.store.database import Database


async def count_waiting(database: Database) -> int:
    rows = await database.run(lambda db: raw(db).execute("SELECT row FROM pending").fetchall())
    return len(rows)


async def test_at_most_one_of_a_kind_waits(database: Database, messages: Messages) -> None:
    for n in range(20):
        status = Status.READ if n == 5 else Status.SENT
        await messages.add([StatusUpdate(key("A"), status), Edit(key("A"), str(n), 100 - n)])
    assert await count_waiting(database) == 2
    await messages.add([message("A")])
    assert await count_waiting(database) == 0
    stored = await only(messages)
    assert (stored.message.text, stored.message.status) == ("0", Status.READ)


async def test_none_waits_longer_than_a_week(database: Database) -> None:
    now = NOW
    messages = Messages(database, clock=lambda: now)
    await messages.add([Edit(key("old"), "never")])
    now += WAITING_SECONDS / 2
    await messages.add([Edit(key("young"), "in time")])
    now += WAITING_SECONDS / 2 + 1
    await messages.add([Deletion(key("other"))])
    assert await count_waiting(database) == 2
    await messages.add([message("old"), message("young")])
    found = await messages.latest(SERVER, 10)
    assert [stored.message.text for stored in found] == ["olá", "in time"]
