"""Lets go of messages: the oldest beyond what is to be kept, or all of one instance.

One chunk at a time, so that nothing that is to be written waits long. Index, numbers and media
files go with their messages; how far an instance was pruned is kept, because nobody may fetch
back what was let go of here.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evodesk.store import indexing
from evodesk.store.counting import IS_UNREAD
from evodesk.store.raw import raw, transaction

if TYPE_CHECKING:
    import sqlite3

    from peewee import SqliteDatabase

    from evodesk.store.database import Database
    from evodesk.store.media import MediaFiles

CHUNK = 500
"""Rows deleted at once, some 20 ms."""
_DAY, _GIB = 86_400, 2**30
_AMONG = "row IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Limits:
    """0: no limit."""

    days: int = 0
    messages: int = 0
    gigabytes: int = 0
    """Of the database file, without what is free in it."""


class Retention:
    def __init__(self, database: Database, media: MediaFiles) -> None:
        self._database = database
        self._media = media

    async def prune(self, limits: Limits, now: float) -> bool:
        """Let go of one chunk beyond the limits; whether there was any. `now`: unix seconds."""
        return await self._let_go(await self._database.run(_prune, limits, now))

    async def wipe(self, server: str, instance: str, now: float) -> bool:
        """Let go of one chunk of the instance's messages; whether there was any."""
        return await self._let_go(await self._database.run(_wipe, server, instance, int(now)))

    async def count(self, server: str, instance: str) -> int:
        """Messages kept of an instance."""
        return await self._database.read(_count, server, instance)

    async def pruned_until(self, server: str) -> dict[str, int]:
        """Per instance the moment (unix seconds) up to which messages were let go of: nothing of
        that time may be fetched again."""
        return await self._database.read(_pruned_until, server)

    async def size(self) -> int:
        """Bytes of the file."""
        return await self._database.read(_size)

    async def compact(self) -> None:
        """Give back what is free in the file. Takes seconds for each gigabyte; what is to be
        written waits."""
        await self._database.run(_compact)

    async def _let_go(self, gone: tuple[int, list[str]]) -> bool:
        number, paths = gone
        if paths:
            await asyncio.to_thread(self._media.remove, paths)
        return number > 0


def _prune(db: SqliteDatabase, limits: Limits, now: float) -> tuple[int, list[str]]:
    with transaction(db) as sql:
        server = _server_of_oldest(sql)
        if server is None:
            return 0, []
        before, number = _excess(sql, limits, now)
        rows = sql.execute(
            "SELECT row FROM message WHERE server = ? AND timestamp < ? ORDER BY timestamp LIMIT ?",
            (server, before, number),
        ).fetchall()
        return _delete(sql, [row for (row,) in rows])


def _server_of_oldest(sql: sqlite3.Connection) -> str | None:
    found = sql.execute(
        "SELECT server, (SELECT min(timestamp) FROM message WHERE message.server = known.server) "
        "AS at FROM (SELECT DISTINCT server FROM instance) AS known WHERE at IS NOT NULL "
        "ORDER BY at LIMIT 1"
    ).fetchone()
    return found[0] if found else None


def _excess(sql: sqlite3.Connection, limits: Limits, now: float) -> tuple[int, int]:
    """Only older than this (unix seconds), and at most so many."""
    (stored,) = sql.execute("SELECT coalesce(sum(messages), 0) FROM tally").fetchone()
    too_many = stored - limits.messages if limits.messages else 0
    if limits.gigabytes and _used(sql) > limits.gigabytes * _GIB:
        too_many = CHUNK
    if too_many > 0:
        return 2**62, min(too_many, CHUNK)
    return (int(now) - limits.days * _DAY, CHUNK) if limits.days else (0, 0)


def _used(sql: sqlite3.Connection) -> int:
    size, pages, free = (
        int(sql.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (pages - free)


def _wipe(db: SqliteDatabase, server: str, instance: str, now: int) -> tuple[int, list[str]]:
    with transaction(db) as sql:
        sql.execute(
            "UPDATE instance SET pruned_until = ? WHERE server = ? AND instance = ?",
            (now, server, instance),
        )
        sql.execute("DELETE FROM raw_event WHERE server = ? AND instance = ?", (server, instance))
        rows = sql.execute(
            "SELECT row FROM message WHERE server = ? AND instance = ? LIMIT ?",
            (server, instance, CHUNK),
        ).fetchall()
        return _delete(sql, [row for (row,) in rows])


def _delete(sql: sqlite3.Connection, rows: list[int]) -> tuple[int, list[str]]:
    """How many, and the media files that belonged to them."""
    if not rows:
        return 0, []
    among = json.dumps(rows)
    indexing.forget(sql, rows)
    sql.execute(
        "UPDATE tally SET messages = messages - gone.number FROM (SELECT server, instance, source, "
        f"count(*) AS number FROM message WHERE {_AMONG} GROUP BY 1, 2, 3) AS gone WHERE "
        "gone.server = tally.server AND gone.instance = tally.instance AND "
        "gone.source = tally.source",
        (among,),
    )
    sql.execute(
        "UPDATE instance SET unread = unread - gone.number, "
        "pruned_until = max(pruned_until, gone.newest) FROM (SELECT message.server, "
        f"message.instance, sum({IS_UNREAD}) AS number, max(timestamp) AS newest "
        f"FROM message JOIN instance USING (server, instance) WHERE {_AMONG} GROUP BY 1, 2) "
        "AS gone WHERE gone.server = instance.server AND gone.instance = instance.instance",
        (among,),
    )
    found = sql.execute(
        f"DELETE FROM message WHERE {_AMONG} RETURNING media_path", (among,)
    ).fetchall()
    return len(found), [path for (path,) in found if path]


def _count(db: SqliteDatabase, server: str, instance: str) -> int:
    found = raw(db).execute(
        "SELECT coalesce(sum(messages), 0) FROM tally WHERE server = ? AND instance = ?",
        (server, instance),
    )
    return int(found.fetchone()[0])


def _pruned_until(db: SqliteDatabase, server: str) -> dict[str, int]:
    found = raw(db).execute(
        "SELECT instance, pruned_until FROM instance WHERE server = ? AND pruned_until > 0",
        (server,),
    )
    return dict(found.fetchall())


def _size(db: SqliteDatabase) -> int:
    return int(db.pragma("page_size")) * int(db.pragma("page_count"))


def _compact(db: SqliteDatabase) -> None:
    raw(db).execute("VACUUM")
    db.pragma("wal_checkpoint(TRUNCATE)")
