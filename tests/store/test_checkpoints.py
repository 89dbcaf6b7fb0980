"""What was committed is soon in the file itself and on the disk, with nobody closing anything."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, cast

import pytest

from evodesk.errors import DiskFull
from evodesk.store import checkpoints as module
from evodesk.store.checkpoints import Checkpoints
from evodesk.tasks import Tasks
from tests.store.making import message

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.store.database import Database
    from evodesk.store.messages import Messages


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.02)
    monkeypatch.setattr(module, "RETRY", 0.02)


def without_wal(file: Path) -> int:
    """Messages that a power cut leaves when it takes the WAL."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as sql:
        found: int = sql.execute("SELECT count(*) FROM message").fetchone()[0]
        return found


async def until_on_disk(file: Path, count: int) -> None:
    async with asyncio.timeout(5):
        while without_wal(file) < count:
            await asyncio.sleep(0.01)


async def test_each_write_is_followed(file: Path, database: Database, messages: Messages) -> None:
    tasks = Tasks()
    await database.checkpoint()  # the tables
    await messages.add([message("A")])
    assert without_wal(file) == 0
    tasks.start(Checkpoints(database).run(), name="checkpoints")
    await until_on_disk(file, 1)
    await messages.add([message("B")])
    await until_on_disk(file, 2)
    await tasks.close()


async def test_what_a_long_reading_held_back_follows_it(
    file: Path, database: Database, messages: Messages
) -> None:
    tasks = Tasks()
    await database.checkpoint()
    with closing(sqlite3.connect(file)) as sql:
        sql.execute("BEGIN")
        sql.execute("SELECT count(*) FROM message").fetchone()
        await messages.add([message("A")])
        tasks.start(Checkpoints(database).run(), name="checkpoints")
        await asyncio.sleep(0.2)
        assert without_wal(file) == 0
    await until_on_disk(file, 1)
    await tasks.close()


async def test_the_wal_begins_anew(file: Path, database: Database, messages: Messages) -> None:
    wal = file.with_name(f"{file.name}-wal")
    sizes = []
    for number in range(20):
        await messages.add([message(f"{number}-{n}") for n in range(20)])
        await database.checkpoint()
        sizes.append(wal.stat().st_size)
    assert max(sizes) < 3 * sizes[0]


class Full:
    """A disk without room for the first two tries."""

    def __init__(self) -> None:
        self.written = asyncio.Event()
        self.written.set()
        self.tries = 0

    async def checkpoint(self) -> bool:
        self.tries += 1
        if self.tries < 3:
            raise DiskFull(path="evodesk.db")
        return True


@pytest.mark.expects_errors
async def test_it_is_tried_again() -> None:
    full, tasks = Full(), Tasks()
    tasks.start(Checkpoints(cast("Database", full)).run(), name="checkpoints")
    async with asyncio.timeout(5):
        while full.tries < 3:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert (full.tries, full.written.is_set()) == (3, False)
    await tasks.close()
