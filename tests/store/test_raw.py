"""Transactions: durable where it counts, and rolled back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.errors import DiskFull
from evodesk.store.raw import durable
from tests.store.making import SERVER, message

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.store.database import Database
    from evodesk.store.messages import Messages


async def test_durable_is_full_inside_and_normal_after(database: Database) -> None:
    def levels(db: SqliteDatabase) -> tuple[object, object]:
        with durable(db):
            inside = db.pragma("synchronous")
        return inside, db.pragma("synchronous")

    assert await database.run(levels) == (2, 1)


async def test_a_full_disk_stores_nothing_of_the_batch(
    database: Database, messages: Messages
) -> None:
    await messages.add([message("kept")])
    await database.run(lambda db: db.pragma("max_page_count", db.pragma("page_count") + 2))
    with pytest.raises(DiskFull) as caught:
        await messages.add([message(str(n), "x" * 5000) for n in range(50)])
    assert caught.value.values == {"path": str(database.path)}
    assert (await messages.counts(SERVER)).stored == 1
