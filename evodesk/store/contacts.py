"""The contacts of all servers. Methods raise StoreError only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.contact import Contact
from evodesk.store.raw import raw, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peewee import SqliteDatabase

    from evodesk.store.database import Database


class Contacts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, server: str) -> tuple[Contact, ...]:
        return await self._database.run(_all, server)

    async def put(self, server: str, contacts: Iterable[Contact]) -> None:
        """Writes each whole, whether known or not."""
        await self._database.run(_put, server, tuple(contacts))


def _all(db: SqliteDatabase, server: str) -> tuple[Contact, ...]:
    found = raw(db).execute(
        "SELECT instance, jid, name, number, alias FROM contact WHERE server = ?", (server,)
    )
    return tuple(Contact(*row) for row in found)


def _put(db: SqliteDatabase, server: str, contacts: tuple[Contact, ...]) -> None:
    with transaction(db) as sql:
        sql.executemany(
            "INSERT OR REPLACE INTO contact (server, instance, jid, name, number, alias) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                (server, each.instance, each.jid, each.name, each.number, each.alias)
                for each in contacts
            ],
        )
