"""Which instances sent something to the receiver lately. Methods raise StoreError only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.message import Source
from evodesk.store.raw import raw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peewee import SqliteDatabase

    from evodesk.store.database import Database

LATEST = 50
"""Messages of an instance that are looked at."""


class Heard:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_webhook(self, server: str, instances: Iterable[str]) -> dict[str, float]:
        """Unix seconds at which the last of an instance's latest messages came by webhook; those
        without one are left out."""
        return await self._database.run(_by_webhook, server, tuple(instances))


def _by_webhook(db: SqliteDatabase, server: str, instances: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for instance in instances:
        row = raw(db).execute(
            "SELECT max(received_at) FROM (SELECT source, received_at FROM message "
            "WHERE server = ? AND instance = ? ORDER BY timestamp DESC LIMIT ?) WHERE source = ?",
            (server, instance, LATEST, Source.WEBHOOK),
        )
        (at,) = row.fetchone()
        if at is not None:
            found[instance] = at
    return found
