"""The gaps of all servers, and what comparing counts with the server has to know.

How much a gap recovered is counted from the messages themselves, so that a crash between a
message and its gap changes nothing. Methods raise StoreError only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Source
from evodesk.store.raw import raw, transaction

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.store.database import Database

_COLUMNS = "id, server, instance, cause, since, until, state, recovered, first_row"


class Gaps:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, gap: Gap) -> Gap:
        """Writes it, whether known or not, and returns it with what it has recovered so far."""
        return await self._database.run(_put, gap)

    async def latest(self, server: str, limit: int) -> tuple[Gap, ...]:
        """All open ones and the newest `limit` of the others, oldest first."""
        return await self._database.run(_latest, server, limit)

    async def count(self, server: str, instance: str, since: int, until: int) -> int:
        """Messages that are kept of that span (unix seconds, both included)."""
        return await self._database.run(_count, server, instance, since, until)

    async def surplus(self, server: str, instance: str, span: str) -> int:
        """How many messages more than we keep the server counted when all had been read."""
        return await self._database.run(_surplus, server, instance, span)

    async def note_surplus(self, server: str, instance: str, span: str, number: int) -> None:
        await self._database.run(_note_surplus, server, instance, span, number)


def _put(db: SqliteDatabase, gap: Gap) -> Gap:
    with transaction(db) as sql:
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
        first = sql.execute(
            f"SELECT row {filling} ORDER BY timestamp, row LIMIT 1", values
        ).fetchone()
        first_row = first[0] if first else None
        sql.execute(
            "UPDATE gap SET recovered = ?, first_row = ? WHERE id = ?",
            (recovered, first_row, gap.id),
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


def _count(db: SqliteDatabase, server: str, instance: str, since: int, until: int) -> int:
    found = raw(db).execute(
        "SELECT count(*) FROM message WHERE server = ? AND instance = ? "
        "AND timestamp BETWEEN ? AND ?",
        (server, instance, since, until),
    )
    return int(found.fetchone()[0])


def _surplus(db: SqliteDatabase, server: str, instance: str, span: str) -> int:
    found = raw(db).execute(
        "SELECT number FROM surplus WHERE server = ? AND instance = ? AND span = ?",
        (server, instance, span),
    )
    row = found.fetchone()
    return int(row[0]) if row else 0


def _note_surplus(db: SqliteDatabase, server: str, instance: str, span: str, number: int) -> None:
    raw(db).execute(
        "INSERT OR REPLACE INTO surplus (server, instance, span, number) VALUES (?, ?, ?, ?)",
        (server, instance, span, number),
    )


def _gap_of(row: tuple[Any, ...]) -> Gap:
    id_, server, instance, cause, since, until, state, recovered, first_row = row
    return Gap(
        *(id_, server, instance, Cause(cause), since, until, GapState(state)),
        *(recovered, first_row),
    )
