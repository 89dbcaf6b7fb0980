"""What people have read of each instance, and of which they want to hear nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evodesk.store.raw import raw, transaction

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.store.database import Database


class Heed(NamedTuple):
    """Of one instance."""

    unread: int
    is_muted: bool


class Attention:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, server: str) -> dict[str, Heed]:
        """By instance. Which messages are unread: see counting."""
        return await self._database.read(_of, server)

    async def mark_read(self, server: str, now: float, *, instance: str | None = None) -> None:
        """Everything that is stored of one instance, or of all. `now`: unix seconds."""
        await self._database.run(_mark_read, server, int(now), instance)

    async def mute(self, server: str, instance: str, muted: bool) -> None:
        await self._database.run(_mute, server, instance, muted)


def _of(db: SqliteDatabase, server: str) -> dict[str, Heed]:
    found = raw(db).execute(
        "SELECT instance, unread, muted FROM instance WHERE server = ?", (server,)
    )
    return {name: Heed(unread, bool(muted)) for name, unread, muted in found}


def _mark_read(db: SqliteDatabase, server: str, now: int, instance: str | None) -> None:
    with transaction(db) as sql:
        sql.execute(
            "UPDATE instance SET unread = 0, read_at = ?, "
            "read_row = (SELECT coalesce(max(row), 0) FROM message) "
            "WHERE server = ? AND instance = coalesce(?, instance)",
            (now, server, instance),
        )


def _mute(db: SqliteDatabase, server: str, instance: str, muted: bool) -> None:
    raw(db).execute(
        "INSERT INTO instance (server, instance, muted) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET muted = excluded.muted",
        (server, instance, muted),
    )
