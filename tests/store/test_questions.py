"""Reading beside the writing; what nobody waits for any more is broken off."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import NotWritable
from evodesk.store.raw import raw

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.store.database import Database

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def endless(db: SqliteDatabase) -> None:
    raw(db).execute(ENDLESS).fetchone()


def one(db: SqliteDatabase) -> int:
    return int(raw(db).execute("SELECT 1").fetchone()[0])


async def test_a_cancelled_question_makes_room_for_the_next(database: Database) -> None:
    begun = time.monotonic()
    for _ in range(3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await database.read(endless)
    assert await database.read(one) == 1
    assert time.monotonic() - begun < 5


async def test_one_that_waits_for_its_turn_is_left_out(database: Database) -> None:
    asked: list[str] = []
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await asyncio.gather(
                database.read(endless), database.read(lambda _: asked.append("second"))
            )
    assert await database.read(one) == 1
    assert asked == []


async def test_reading_does_not_wait_for_the_writer(database: Database) -> None:
    writing = asyncio.gather(database.run(lambda _: time.sleep(0.5)))
    begun = time.monotonic()
    assert await database.read(one) == 1
    assert time.monotonic() - begun < 0.3
    await writing


async def test_reading_does_not_wait_for_a_survey(database: Database) -> None:
    begun = threading.Event()

    def endlessly(db: SqliteDatabase) -> None:
        begun.set()
        endless(db)

    surveying = asyncio.gather(database.survey(endlessly))
    await asyncio.to_thread(begun.wait, 5)
    await asyncio.sleep(0.05)
    async with asyncio.timeout(2):
        assert await database.read(one) == 1
    assert not surveying.done()
    surveying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await surveying


async def test_it_cannot_write(database: Database) -> None:
    with pytest.raises(NotWritable):
        await database.read(lambda db: raw(db).execute("DELETE FROM message"))
