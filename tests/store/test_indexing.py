"""Written behind, never behind the times: nothing is lost, changed rows are found as they are."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from evodesk.domain.event import Deletion, Edit
from evodesk.domain.filter import MessageFilter
from evodesk.store.database import Database
from evodesk.store.indexing import BURST, CHUNK
from evodesk.store.messages import Messages
from evodesk.store.raw import raw
from evodesk.store.steps import known_steps
from evodesk.store.tables import insertion, values_of
from evodesk.tasks import Tasks
from tests.store.making import SERVER, ids, key, message

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase


async def found(messages: Messages, text: str) -> list[str]:
    return ids((await messages.search(SERVER, MessageFilter(text), 10)).rows)


def check(db: SqliteDatabase) -> None:
    """The index holds the words of the messages and no others, or SQLite raises."""
    raw(db).execute("INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)")


async def test_edits_and_deletions_are_followed(database: Database, messages: Messages) -> None:
    await messages.add([message("A", "first")])
    assert await found(messages, "first") == ["A"]
    await messages.add([Edit(key("A"), "second")])
    assert await found(messages, "first") == []
    assert await found(messages, "second") == ["A"]
    await messages.add([Deletion(key("A"))])
    assert await found(messages, "second") == []
    assert await found(messages, "Marina") == ["A"]
    await database.run(check)


async def test_a_change_before_the_message_was_indexed(
    database: Database, messages: Messages
) -> None:
    await messages.add([message("A", "first")])
    await messages.add([Edit(key("A"), "second")])
    assert await found(messages, "first") == []
    assert await found(messages, "second") == ["A"]
    await database.run(check)


async def test_a_burst_is_stored_first_and_told_as_incomplete(messages: Messages) -> None:
    await messages.add([message(str(n)) for n in range(BURST)])
    early = await messages.search(SERVER, MessageFilter("ola"), 10)
    assert (early.rows, early.is_complete) == ((), False)
    tasks = Tasks()
    tasks.start(messages.index.run(), name="index")
    async with asyncio.timeout(5):
        while not (await messages.search(SERVER, MessageFilter("ola"), 10)).is_complete:
            await asyncio.sleep(0.05)
    await tasks.close()
    assert (await messages.extent(SERVER, MessageFilter("ola"))).count == BURST


async def test_many_small_writes_are_a_burst_too(messages: Messages) -> None:
    for start in range(0, BURST, 10):
        await messages.add([message(f"{start}-{n}") for n in range(10)])
    assert not (await messages.search(SERVER, MessageFilter("ola"), 10)).is_complete


async def test_more_than_one_chunk(messages: Messages) -> None:
    for start in range(0, 2 * CHUNK + 10, BURST - 1):
        await messages.add([message(f"{start}-{n}") for n in range(BURST - 1)])
    await messages.index.finish()
    last = await messages.search(SERVER, MessageFilter("ola"), 1)
    assert last.is_complete
    stored = (await messages.counts(SERVER)).stored
    assert (await messages.extent(SERVER, MessageFilter("ola"))).count == stored
    assert ids(last.rows) == [f"{start}-{BURST - 2}"]


_INDEXER = """
import asyncio, sys
from pathlib import Path
from evodesk.store.database import Database
from evodesk.store.indexing import index_chunk
from evodesk.store.messages import Messages
from tests.store.making import message

async def main():
    database = Database.open(Path(sys.argv[1]))
    messages = Messages(database)
    for n in range(1_000_000):
        await messages.add([message(f"{n}-{i}") for i in range(10)])
        await database.run(index_chunk, 7)
        print(n, flush=True)

asyncio.run(main())
"""


async def test_kill_9_between_storing_and_indexing_loses_no_row(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _INDEXER, str(file)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for _ in range(30):
            writer.stdout.readline()
        writer.kill()
        writer.stdout.read()
    opened = Database.open(file)
    try:
        messages = Messages(opened)
        wanted = MessageFilter("ola")
        while not (await messages.search(SERVER, wanted, 10)).is_complete:
            pass
        stored = (await messages.counts(SERVER)).stored
        assert stored >= 300
        assert (await messages.extent(SERVER, wanted)).count == stored
        await opened.run(check)
    finally:
        opened.close()


def placed(db: SqliteDatabase) -> tuple[list[object], list[object]]:
    """The conversations as they are written down, and as the messages say."""
    columns = "server, instance, chat, timestamp, row"
    return (
        raw(db).execute(f"SELECT {columns} FROM conversation").fetchall(),
        raw(db).execute(f"SELECT {columns} FROM message ORDER BY {columns}").fetchall(),
    )


async def test_a_conversation_is_complete_in_the_midst_of_a_burst(
    database: Database, messages: Messages
) -> None:
    await messages.add([message(f"{n}", at=2 * CHUNK - n) for n in range(2 * CHUNK + 10)])
    of = message().conversation
    assert ids(await messages.latest(SERVER, 3, of=of)) == ["2", "1", "0"]
    assert ids(await messages.after(SERVER, -10, 2**60, 1, of=of)) == [f"{2 * CHUNK + 9}"]
    written, meant = await database.run(placed)
    assert len(written) == 2 * CHUNK + 10
    assert written == meant


async def test_a_conversation_waits_for_no_index(messages: Messages) -> None:
    await messages.add([message(str(n)) for n in range(BURST)])
    assert len(await messages.latest(SERVER, 10, of=message().conversation)) == 10
    assert not (await messages.search(SERVER, MessageFilter("ola"), 10)).is_complete
    await messages.index.finish()
    assert (await messages.search(SERVER, MessageFilter("ola"), 10)).is_complete


async def test_a_deleted_message_leaves_its_conversation(
    database: Database, messages: Messages
) -> None:
    await messages.add([message("A"), message("B"), message("C", chat="y@lid")])
    await messages.index.finish()

    def delete(db: SqliteDatabase) -> None:
        raw(db).execute("DELETE FROM message WHERE id = 'A'")

    await database.run(delete)
    written, meant = await database.run(placed)
    assert len(written) == 2
    assert written == meant


async def test_conversations_of_older_files_are_read_off_their_messages(file: Path) -> None:
    """Those below the mark at once, the others with the index."""
    with closing(sqlite3.connect(file)) as db:
        for step in known_steps()[:8]:
            db.executescript(f"{step.sql} PRAGMA user_version = {step.number};")
        for letter in "AB":
            db.execute(insertion(1), values_of(message(letter)))
        db.execute("UPDATE indexed SET up_to = 1")
        db.commit()
    database = Database.open(file)
    written, meant = await database.run(placed)
    assert written == meant[:1]
    assert ids(await Messages(database).latest(SERVER, 9, of=message().conversation)) == ["A", "B"]
    database.close()
