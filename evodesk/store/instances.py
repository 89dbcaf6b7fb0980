"""What is kept for each instance and server beside messages and switches."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from evodesk.store.raw import durable, raw

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.secrets import Seal
    from evodesk.store.database import Database


class Certain:
    """What the next start must know for certain: where a backfill begins, and which secret the
    servers were given."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    async def note(self, server: str, instance: str, at: float) -> None:
        """The last event came at `at` (unix seconds), and nothing before it can have been
        missed. An earlier time than the noted one changes nothing."""
        await self._database.run(_note, server, instance, at)

    async def times(self, server: str) -> dict[str, float]:
        """Per instance, what was noted."""
        return await self._database.run(_times, server)

    async def secret(self, server: str) -> str:
        """The secret part of the receiver's address for this server. Made once and kept sealed;
        made anew when the key that sealed it is gone."""
        return await self._database.run(_secret, self._seal, server)

    async def former_secrets(self, server: str) -> dict[str, float]:
        """Those that were replaced, and until when (unix seconds) they are taken."""
        return await self._database.run(_former_secrets, self._seal, server)

    async def renew_secret(self, server: str, until: float) -> str:
        """A new one; the old one becomes a former one. Both or neither."""
        return await self._database.run(_renew_secret, self._seal, server, until)


def _note(db: SqliteDatabase, server: str, instance: str, at: float) -> None:
    raw(db).execute(
        "INSERT INTO certain (server, instance, at) VALUES (?, ?, ?) "
        "ON CONFLICT (server, instance) DO UPDATE SET at = max(at, excluded.at)",
        (server, instance, at),
    )


def _times(db: SqliteDatabase, server: str) -> dict[str, float]:
    rows = raw(db).execute("SELECT instance, at FROM certain WHERE server = ?", (server,))
    return dict(rows.fetchall())


def _secret(db: SqliteDatabase, seal: Seal, server: str) -> str:
    row = raw(db).execute("SELECT sealed FROM receiver WHERE server = ?", (server,)).fetchone()
    kept = seal.open(row[0]) if row else None
    if kept is not None:
        return kept
    made = secrets.token_urlsafe(32)
    raw(db).execute("INSERT OR REPLACE INTO receiver VALUES (?, ?)", (server, seal.seal(made)))
    return made


def _former_secrets(db: SqliteDatabase, seal: Seal, server: str) -> dict[str, float]:
    rows = raw(db).execute("SELECT sealed, until FROM former_secret WHERE server = ?", (server,))
    opened = ((seal.open(sealed), until) for sealed, until in rows.fetchall())
    return {secret: until for secret, until in opened if secret is not None}


def _renew_secret(db: SqliteDatabase, seal: Seal, server: str, until: float) -> str:
    with durable(db) as sql:
        sql.execute(
            "INSERT INTO former_secret SELECT server, sealed, ? FROM receiver WHERE server = ?",
            (until, server),
        )
        sql.execute("DELETE FROM receiver WHERE server = ?", (server,))
        return _secret(db, seal, server)
