"""The gaps of all servers, and what comparing counts with the server has to know.

How much a gap recovered is counted from the messages themselves, so that a crash between a
message and its gap changes nothing. Methods raise StoreError only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Source
from evodesk.store.raw import raw, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from peewee import SqliteDatabase

    from evodesk.store.database import Database

_IN_SPAN = "server = ? AND instance = ? AND timestamp BETWEEN ? AND ?"
_COLUMNS = "id, server, instance, cause, since, until, state, recovered, first_row"


class Gaps:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
        """Writes them, known or not, and returns them with what they have recovered so far."""
        return await self._database.run(_put, tuple(gaps))

    async def latest(self, server: str, limit: int) -> tuple[Gap, ...]:
        """All open ones and the newest `limit` of the others, oldest first."""
        return await self._database.run(_latest, server, limit)

    async def first_sight(self, server: str, instance: str) -> float | None:
        """Since when (unix seconds) its messages are kept at all, where that was written down."""
        return await self._database.run(_first_sight, server, instance)

    async def expected(self, server: str, instance: str, since: int, until: int) -> int:
        """How many messages the server counts in a span (unix seconds, both included) if it has
        none that we miss."""
        return await self._database.run(_expected, server, instance, since, until)

    async def note_read(
        self, server: str, instance: str, since: int, until: int, stamps: Sequence[int]
    ) -> None:
        """The whole span was read: the server has rows with these `stamps` in it."""
        await self._database.run(_note_read, server, instance, since, until, stamps)


def _put(db: SqliteDatabase, gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    with transaction(db) as sql:
        return tuple(_put_one(sql, gap) for gap in gaps)


def _put_one(sql: sqlite3.Connection, gap: Gap) -> Gap:
    sql.execute(
        "INSERT INTO gap (id, server, instance, cause, since, until, state, after_row) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(row), 0) FROM message)) "
        "ON CONFLICT (id) DO UPDATE SET cause = excluded.cause, since = excluded.since, "
        "until = excluded.until, state = excluded.state",
        (gap.id, gap.server, gap.instance, gap.cause, gap.since, gap.until, gap.state),
    )
    # NOT INDEXED: the few rows behind `after_row`, not all rows of the instance.
    filling = (
        "FROM message NOT INDEXED WHERE row > (SELECT after_row FROM gap WHERE id = ?) "
        "AND server = ? AND instance = ? AND source = ?"
    )
    values = (gap.id, gap.server, gap.instance, Source.BACKFILL)
    (recovered,) = sql.execute(f"SELECT count(*) {filling}", values).fetchone()
    first = sql.execute(f"SELECT row {filling} ORDER BY timestamp, row LIMIT 1", values).fetchone()
    first_row = first[0] if first else None
    sql.execute(
        "UPDATE gap SET recovered = ?, first_row = ? WHERE id = ?", (recovered, first_row, gap.id)
    )
    return replace(gap, recovered=recovered, first_row=first_row)


def _latest(db: SqliteDatabase, server: str, limit: int) -> tuple[Gap, ...]:
    rows = raw(db).execute(
        f"SELECT {_COLUMNS} FROM gap WHERE server = ?1 AND (state = 'open' OR id IN "
        "(SELECT id FROM gap WHERE server = ?1 AND state <> 'open' ORDER BY since DESC LIMIT ?2)) "
        "ORDER BY since",
        (server, limit),
    )
    return tuple(_gap_of(row) for row in rows)


def _first_sight(db: SqliteDatabase, server: str, instance: str) -> float | None:
    found = raw(db).execute(
        "SELECT min(since) FROM gap WHERE server = ? AND instance = ? AND cause = ?",
        (server, instance, Cause.FIRST_SIGHT),
    )
    (since,) = found.fetchone()
    return since  # type: ignore[no-any-return]


def _expected(db: SqliteDatabase, server: str, instance: str, since: int, until: int) -> int:
    span = (server, instance, since, until)
    kept = raw(db).execute(f"SELECT count(*) FROM message WHERE {_IN_SPAN}", span)
    more = raw(db).execute(f"SELECT coalesce(sum(number), 0) FROM surplus WHERE {_IN_SPAN}", span)
    return int(kept.fetchone()[0] + more.fetchone()[0])


def _note_read(
    db: SqliteDatabase,
    server: str,
    instance: str,
    since: int,
    until: int,
    stamps: Sequence[int],
) -> None:
    span = (server, instance, since, until)
    surplus = Counter(stamps)
    with transaction(db) as sql:
        kept = sql.execute(
            f"SELECT timestamp, count(*) FROM message WHERE {_IN_SPAN} GROUP BY timestamp", span
        )
        surplus.subtract(dict(kept.fetchall()))
        sql.execute(f"DELETE FROM surplus WHERE {_IN_SPAN}", span)
        sql.executemany(
            "INSERT INTO surplus (server, instance, timestamp, number) VALUES (?, ?, ?, ?)",
            [(server, instance, stamp, number) for stamp, number in surplus.items() if number],
        )


def _gap_of(row: tuple[Any, ...]) -> Gap:
    id_, server, instance, cause, since, until, state, recovered, first_row = row
    return Gap(
        *(id_, server, instance, Cause(cause), since, until, GapState(state)),
        *(recovered, first_row),
    )
