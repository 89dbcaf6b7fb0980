"""Finds what is missing by counting: the server's rows of a span against ours.

A span that was read whole is remembered by what the two have apart in it (rows that are no
messages to us, rows that the server moved by an edit or dropped), so that it is not read again
for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from evodesk.live.spans import again, settled, to_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evodesk.live.fetching import Fetcher, HistoryApi
    from evodesk.live.spans import Span


class CountStore(Protocol):
    async def first_sight(self, server: str, instance: str) -> float | None: ...

    async def expected(self, server: str, instance: str, since: int, until: int) -> int: ...

    async def note_read(
        self, server: str, instance: str, since: int, until: int, stamps: Sequence[int]
    ) -> None: ...


class Comparing:
    """Methods raise ServerError and StoreError."""

    def __init__(self, server: str, api: HistoryApi, fetcher: Fetcher, store: CountStore) -> None:
        self._server = server
        self._api = api
        self._fetcher = fetcher
        self._store = store
        self.pruned_until: dict[str, int] = {}
        """Unix seconds, by instance: messages of that time and before were let go of here on
        purpose, and are neither counted nor read."""

    async def read(self, name: str, span: Span) -> int:
        """Bring all of it; how many messages were new."""
        now, span = self._api.server_now(), self._kept(name, span)
        found = await self._fetcher.fetch(name, span)
        since, until = settled(span, now)
        if since <= until:
            stamps = [stamp for stamp in found.stamps if since <= stamp <= until]
            await self._store.note_read(self._server, name, since, until, stamps)
        return found.new

    async def catch_up(self, name: str, span: Span) -> int:
        """Bring it if the server counts another number of messages in it than we expect."""
        span = self._kept(name, span)
        if span.since > span.until:
            return 0
        counted = await self._api.count(name, *span)
        if counted == await self._store.expected(self._server, name, *span):
            return 0
        return await self.read(name, span)

    async def read_again(self, name: str, certain: float, asked_at: float) -> int:
        """Bring what became of the messages just before a gap that began at `certain`, and of those
        that were read when it was asked at `asked_at`."""
        first = await self._store.first_sight(self._server, name)
        spans = again(certain, asked_at, self._api.server_now(), first or 0.0)
        kept = [self._kept(name, span) for span in spans]
        return sum([await self.read(name, span) for span in kept if span.since <= span.until])

    async def catch_up_old_stamps(self, name: str) -> int:
        """What came with stamps of before the gap."""
        first = await self._store.first_sight(self._server, name)
        parts = to_count(self._api.server_now(), first or 0.0)
        return sum([await self.catch_up(name, part) for part in parts])

    def _kept(self, name: str, span: Span) -> Span:
        return span._replace(since=max(span.since, self.pruned_until.get(name, -1) + 1))
