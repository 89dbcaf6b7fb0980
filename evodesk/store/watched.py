"""Instances that a person chose to watch. Methods raise StoreError only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.store.raw import raw

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.store.database import Database


class Watched:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, server: str) -> frozenset[str]:
        return await self._database.run(_all, server)

    async def add(self, server: str, instance: str) -> None:
        await self._database.run(_add, server, instance)

    async def remove(self, server: str, instance: str) -> None:
        await self._database.run(_remove, server, instance)


def _all(db: SqliteDatabase, server: str) -> frozenset[str]:
    rows = raw(db).execute("SELECT instance FROM watched WHERE server = ?", (server,))
    return frozenset(instance for (instance,) in rows.fetchall())


def _add(db: SqliteDatabase, server: str, instance: str) -> None:
    raw(db).execute("INSERT OR IGNORE INTO watched VALUES (?, ?)", (server, instance))


def _remove(db: SqliteDatabase, server: str, instance: str) -> None:
    raw(db).execute("DELETE FROM watched WHERE server = ? AND instance = ?", (server, instance))
