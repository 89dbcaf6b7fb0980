"""What finds messages is written behind them: the full-text index, and the conversations in order
of time. A burst is stored at full speed first.

Every row up to a mark is indexed, and up to another one in its conversation. Rows only ever grow,
and a mark moves in the transaction that writes, so a crash loses none. What changes below the mark
of the index is taken out and put back in the transaction that changes it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evodesk.errors import StoreError
from evodesk.store.raw import raw, transaction
from evodesk.store.tables import newest_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from peewee import SqliteDatabase

    from evodesk.store.database import Database

log = logging.getLogger(__name__)

CHUNK = 1000
"""Rows indexed at once, some 25 ms: nothing that is to be written waits longer."""
PAUSE = 0.2
"""Seconds after a write before indexing begins, so that one transaction takes what came since."""
RETRY = 60.0
"""Seconds until the next try after an error."""
BURST = 250
"""So many rows within a pause are a burst, and indexing waits for its end."""

_COLUMNS = "rowid, text, names, tags"
_INSERT = f"INSERT INTO message_index ({_COLUMNS}) SELECT row, text, names, tags FROM searched"
_DELETE = (
    f"INSERT INTO message_index (message_index, {_COLUMNS}) "
    "SELECT 'delete', row, text, names, tags FROM searched"
)
_PLACE = (
    "INSERT INTO conversation SELECT server, instance, chat, timestamp, row FROM message "
    "WHERE row > (SELECT placed FROM indexed) AND row <= ? "
    "ORDER BY server, instance, chat, timestamp, row"
)
_IF_INDEXED = "WHERE row IN (SELECT value FROM json_each(?)) AND row <= (SELECT up_to FROM indexed)"


class Index:
    """Of one database. `run` does its work in the background."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._behind = asyncio.Event()
        self._behind.set()  # what the last run left
        self._came = 0
        """Rows written since the last pause began."""

    def wrote(self, rows: int) -> None:
        """So many new messages were stored."""
        if rows:
            self._behind.set()
            self._came += rows

    async def run(self) -> None:
        """Ends by being cancelled only. What cannot be indexed now is tried again later."""
        while True:
            await self._behind.wait()
            self._came = 0
            await asyncio.sleep(PAUSE)
            try:
                while self._behind.is_set() and self._came < BURST:
                    await self._step()
            except StoreError as error:
                log.error("messages could not be indexed: %s", error)
                self._behind.set()
                await asyncio.sleep(RETRY)

    async def catch_up(self) -> None:
        """Before a search: index the little that is new, unless a burst goes on."""
        if self._behind.is_set() and self._came < BURST:
            await self._step()

    async def finish(self) -> None:
        """Before a reading that must miss nothing: index all that is stored by now, and wait
        for what is being indexed."""
        while await self._step():
            pass

    async def place(self) -> None:
        """Before a conversation is read: put into it all that is stored by now."""
        while await self._database.run(place_chunk, CHUNK):
            pass

    async def _step(self) -> bool:
        """Whether there may be more to index."""
        self._behind.clear()
        more = await self._database.run(index_chunk, CHUNK)
        if more:
            self._behind.set()
        return more


def index_chunk(db: SqliteDatabase, rows: int) -> bool:
    """The next `rows` in order; whether there may be more. One statement in SQLite's own code:
    the interpreter is free meanwhile."""
    with transaction(db) as sql:
        (mark,) = sql.execute("SELECT up_to FROM indexed").fetchone()
        newest = newest_row(sql)
        upto = min(mark + rows, newest)
        if upto > mark:
            sql.execute(f"{_INSERT} WHERE row > ? AND row <= ?", (mark, upto))
            sql.execute("UPDATE indexed SET up_to = ?", (upto,))
            _place(sql, upto)
    return bool(upto < newest)


def place_chunk(db: SqliteDatabase, rows: int) -> bool:
    """As `index_chunk`, for the conversations alone."""
    with transaction(db) as sql:
        (mark,) = sql.execute("SELECT placed FROM indexed").fetchone()
        newest = newest_row(sql)
        upto = min(mark + rows, newest)
        if upto > mark:
            _place(sql, upto)
    return bool(upto < newest)


def _place(sql: sqlite3.Connection, upto: int) -> None:
    sql.execute(_PLACE, (upto,))
    sql.execute("UPDATE indexed SET placed = max(placed, ?)", (upto,))


def is_behind(db: SqliteDatabase) -> bool:
    found = raw(db).execute(
        "SELECT (SELECT up_to FROM indexed) < (SELECT coalesce(max(row), 0) FROM message)"
    )
    return bool(found.fetchone()[0])


def forget(sql: sqlite3.Connection, rows: list[int]) -> None:
    """Before messages are deleted, in the same transaction."""
    sql.execute(f"{_DELETE} {_IF_INDEXED}", (json.dumps(rows),))


@contextmanager
def reindexed(sql: sqlite3.Connection, row: int) -> Iterator[None]:
    """Around a change of what is searched of a message."""
    forget(sql, [row])
    yield
    sql.execute(f"{_INSERT} {_IF_INDEXED}", (json.dumps([row]),))
