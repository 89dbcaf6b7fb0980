"""What each instance was set to before evodesk wrote to it. Methods raise StoreError only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evodesk.domain.reception import Original, original_of
from evodesk.domain.switch import SwitchState
from evodesk.store import configs
from evodesk.store.raw import raw

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from peewee import SqliteDatabase

    from evodesk.domain.reception import Reception
    from evodesk.secrets import Seal
    from evodesk.store.database import Database


class Originals:
    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    async def all(self, server: str) -> dict[str, Original]:
        """By instance; those whose sealing key is gone are left out."""
        return await self._database.run(_all, self._seal, server)

    async def of(self, server: str, instance: str) -> Original | None:
        """None: evodesk wrote nothing, or the sealing key is gone."""
        return await self._database.run(_of, self._seal, server, instance)


def put(
    sql: sqlite3.Connection,
    seal: Seal,
    server: str,
    instance: str,
    before: Reception,
    at: float,
    anew: bool,
) -> None:
    """Inside the transaction that writes a switch down, before it is. What was kept stays, unless
    `anew`, and `before` is not of our own doing. `at`: unix seconds."""
    anew = anew and not _left_by_us(sql, seal, server, instance, before)
    sql.execute(
        f"INSERT OR {'REPLACE' if anew else 'IGNORE'} INTO original VALUES (?, ?, ?, ?, ?)",
        (server, instance, *configs.reception_values(original_of(before), seal), at),
    )


def _left_by_us(
    sql: sqlite3.Connection, seal: Seal, server: str, instance: str, found: Reception
) -> bool:
    """Whether it is what the last switch that was proven had for its target."""
    row = sql.execute(
        "SELECT target, target_sealed FROM switch WHERE server = ? AND instance = ? AND state = ? "
        "ORDER BY id DESC LIMIT 1",
        (server, instance, SwitchState.DONE),
    ).fetchone()
    if row is None:
        return False
    target, sealed = row
    try:
        return configs.reception_of(target, sealed, seal).same_as(found)
    except configs.Lost:
        return False


def _all(db: SqliteDatabase, seal: Seal, server: str) -> dict[str, Original]:
    rows = raw(db).execute(
        "SELECT instance, reception, sealed, at FROM original WHERE server = ?", (server,)
    )
    opened = {instance: _opened(row, seal) for instance, *row in rows.fetchall()}
    return {instance: original for instance, original in opened.items() if original is not None}


def _of(db: SqliteDatabase, seal: Seal, server: str, instance: str) -> Original | None:
    row = (
        raw(db)
        .execute(
            "SELECT reception, sealed, at FROM original WHERE server = ? AND instance = ?",
            (server, instance),
        )
        .fetchone()
    )
    return _opened(row, seal) if row is not None else None


def _opened(row: Sequence[Any], seal: Seal) -> Original | None:
    plain, sealed, at = row
    try:
        return Original(configs.reception_of(plain, sealed, seal), at)
    except configs.Lost:
        return None
