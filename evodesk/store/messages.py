"""The stored messages of all servers: add what came, read what people look at.

Store first, announce after: only what `add` returns is new. Every call may raise StoreError.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from evodesk.store import adding, finding, reading
from evodesk.store.adding import Added, Fact
from evodesk.store.finding import Extent, Found
from evodesk.store.indexing import Index
from evodesk.store.raw import transaction
from evodesk.store.reading import Counts
from evodesk.store.tables import SAME_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peewee import SqliteDatabase

    from evodesk.domain.filter import MessageFilter
    from evodesk.domain.message import Conversation, MessageKey, StoredMessage
    from evodesk.store.database import Database

__all__ = ["Added", "Counts", "Extent", "Found", "Messages"]


class Messages:
    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        """`clock`: unix seconds."""
        self._database = database
        self._clock = clock
        self.index = Index(database)

    async def add(self, facts: Sequence[Fact]) -> Added:
        """Stores Messages, Edits, Deletions, StatusUpdates and RawEvents in their order, in one
        transaction: when this returns, all are committed; when it raises, none is.

        A message that is stored already is dropped; pushed again it raises `repeats`, and only
        a recovered one may change text, status and flags, never the stored time. What belongs
        to a message that has not arrived waits for it, for seven days.
        """
        added = await self._database.run(adding.add, tuple(facts), self._clock())
        self.index.wrote(len(added.new))
        return added

    async def attach(self, key: MessageKey, path: str) -> StoredMessage | None:
        """Notes where the content of a message lies (see MediaFiles.write). None: not stored."""
        return await self._database.run(_attach, key, path)

    async def latest(
        self, server: str, limit: int, *, of: Conversation | None = None
    ) -> tuple[StoredMessage, ...]:
        """The newest `limit` by (timestamp, row), oldest first; of all or of one conversation."""
        await self._ready(of)
        return await self._database.read(reading.page, server, of, limit)

    async def before(
        self, server: str, timestamp: int, row: int, limit: int, *, of: Conversation | None = None
    ) -> tuple[StoredMessage, ...]:
        """The page above the message at (timestamp, row), oldest first; empty at the start."""
        await self._ready(of)
        return await self._database.read(reading.page, server, of, limit, (timestamp, row))

    async def after(
        self, server: str, timestamp: int, row: int, limit: int, *, of: Conversation | None = None
    ) -> tuple[StoredMessage, ...]:
        """The page below the message at (timestamp, row), oldest first; empty at the end."""
        await self._ready(of)
        return await self._database.read(reading.page_after, server, of, limit, (timestamp, row))

    async def search(
        self,
        server: str,
        wanted: MessageFilter,
        limit: int,
        *,
        below: int | None = None,
        above: int | None = None,
    ) -> Found:
        """The newest arrivals that fit; with `below`, of those before that row; with `above`, the
        first after it. Looks into text, sender, alias and file name; ignores case and accents,
        takes every character literally."""
        await self.index.catch_up()
        return await self._database.read(finding.find, server, wanted, limit, below, above)

    async def extent(self, server: str, wanted: MessageFilter) -> Extent:
        """How many messages a search finds in all. Slower than `search`."""
        return await self._database.survey(finding.extent, server, wanted)

    async def one(self, row: int) -> StoredMessage | None:
        """With `reactions`: (name, emoji) of each person's last one; our own has no name."""
        return await self._database.read(reading.one, row)

    async def counts(self, server: str) -> Counts:
        return await self._database.read(reading.counts, server)

    async def last_times(self, server: str) -> dict[str, int]:
        """Instance -> unix seconds of its newest message."""
        return await self._database.read(reading.last_times, server)

    async def _ready(self, of: Conversation | None) -> None:
        if of is not None:
            await self.index.place()


def _attach(db: SqliteDatabase, key: MessageKey, path: str) -> StoredMessage | None:
    with transaction(db) as sql:
        found = sql.execute(
            "UPDATE message SET media_path = ?, media_mime = coalesce(media_mime, ''), "
            "media_file_name = coalesce(media_file_name, ''), "
            "media_thumbnail = coalesce(media_thumbnail, x'') "
            f"WHERE {SAME_KEY} RETURNING row",
            (path, *key),
        ).fetchall()
    return reading.read_rows(db, found[0])[0] if found else None
