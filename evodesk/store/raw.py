"""The driver's connection under peewee's, for fixed statements and the hot path.

Used inside `Database.run` only, in peewee's transactions. Queries whose conditions vary are built
with peewee instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import sqlite3

    from peewee import SqliteDatabase


def raw(db: SqliteDatabase) -> sqlite3.Connection:
    return cast("sqlite3.Connection", db.connection())  # type: ignore[no-untyped-call]
