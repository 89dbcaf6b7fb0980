"""The driver's connection under peewee's, for transactions and statements.

Used inside `Database.run` and `Database.read` only. Statements are written out: to have peewee
build one takes longer than to run it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from peewee import SqliteDatabase

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS = 5.0
"""How long another program may hold the file before it is told as Locked."""


def raw(db: SqliteDatabase) -> sqlite3.Connection:
    return cast("sqlite3.Connection", db.connection())  # type: ignore[no-untyped-call]


def read_only(path: Path) -> SqliteDatabase:
    """A connection of its own that cannot write. Opened by the first statement, in its thread."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    return SqliteDatabase(address, timeout=BUSY_SECONDS, uri=True)


@contextmanager
def transaction(db: SqliteDatabase) -> Iterator[sqlite3.Connection]:
    """All or nothing. peewee's own would hide a full disk: SQLite has then rolled back already,
    and rolling back once more raises an error of its own."""
    sql = raw(db)
    sql.execute("BEGIN IMMEDIATE")
    try:
        yield sql
        sql.execute("COMMIT")
    except BaseException:
        if sql.in_transaction:
            sql.execute("ROLLBACK")
        raise


@contextmanager
def durable(db: SqliteDatabase) -> Iterator[sqlite3.Connection]:
    """A transaction that survives a power cut once it is committed (synchronous=FULL, about
    0.4 ms more); the ordinary ones of a WAL file may lose the newest."""
    db.pragma("synchronous", "FULL")
    try:
        with transaction(db) as sql:
            yield sql
    finally:
        db.pragma("synchronous", "NORMAL")
