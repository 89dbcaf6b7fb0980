"""What each instance's Reception is compared with. Methods raise StoreError only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.drift import Baseline
from evodesk.domain.switch import UNFINISHED
from evodesk.store import configs
from evodesk.store.raw import raw

if TYPE_CHECKING:
    import sqlite3

    from peewee import SqliteDatabase

    from evodesk.domain.reception import Reception
    from evodesk.secrets import Seal
    from evodesk.store.database import Database


class Baselines:
    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    async def of(self, server: str, instance: str) -> Baseline | None:
        """None: there is none yet, or it cannot be read because its key is gone, or a switch of
        ours is under way or was left halfway, so that any difference may be ours."""
        return await self._database.run(_of, self._seal, server, instance)

    async def discover(self, server: str, instance: str, found: Reception, at: float) -> None:
        """It is there at first sight, `at` in unix seconds. Changes nothing where something was
        left or discovered before."""
        await self._database.run(_discover, self._seal, server, instance, found, at)


def put(
    sql: sqlite3.Connection, seal: Seal, server: str, instance: str, left: Reception, at: float
) -> None:
    """We left it there, or the person accepted it."""
    sql.execute(
        "INSERT OR REPLACE INTO baseline VALUES (?, ?, ?, ?, ?, 1)",
        (server, instance, *configs.reception_values(left, seal), at),
    )


def _discover(
    db: SqliteDatabase, seal: Seal, server: str, instance: str, found: Reception, at: float
) -> None:
    raw(db).execute(
        "INSERT OR IGNORE INTO baseline VALUES (?, ?, ?, ?, ?, 0)",
        (server, instance, *configs.reception_values(found, seal), at),
    )


def _of(db: SqliteDatabase, seal: Seal, server: str, instance: str) -> Baseline | None:
    row = (
        raw(db)
        .execute(
            "SELECT reception, sealed, at, chosen FROM baseline WHERE server = ? AND instance = ? "
            "AND NOT EXISTS (SELECT 1 FROM switch WHERE switch.server = baseline.server "
            "AND switch.instance = baseline.instance AND state IN (?, ?))",
            (server, instance, *UNFINISHED),
        )
        .fetchone()
    )
    if row is None:
        return None
    plain, sealed, at, chosen = row
    try:
        return Baseline(configs.reception_of(plain, sealed, seal), at, bool(chosen))
    except configs.Lost:
        _forget(db, server, instance)
        return None


def _forget(db: SqliteDatabase, server: str, instance: str) -> None:
    raw(db).execute("DELETE FROM baseline WHERE server = ? AND instance = ?", (server, instance))
