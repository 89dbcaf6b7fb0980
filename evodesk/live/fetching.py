"""Brings a span of the server's history into the feed, and tells how far that is."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from evodesk.domain.event import Event
from evodesk.domain.gap import Reading
from evodesk.domain.message import Source
from evodesk.live.garbage import give_back
from evodesk.tasks import beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evodesk.evolution.wire import History, HistoryFact
    from evodesk.live.spans import Span

PAGE = 1_000
"""Rows asked for at once: the server reads the next ones while these are stored."""
_LARGEST_PAGE = 256 * PAGE
SLICE = 500
"""Messages read and stored in one go, so that what comes live does not wait, and that no more than
these take room while thousands are fetched."""
SHOWN_AFTER = 1.0
"""Seconds after which it is worth telling."""


class HistoryApi(Protocol):
    async def history(self, name: str, since: int, until: int, *, size: int) -> History: ...

    async def count(self, name: str, since: int, until: int) -> int: ...

    def server_now(self) -> float: ...


class EventStore(Protocol):
    async def store(self, event: Event) -> int: ...


class Fetched(NamedTuple):
    new: int
    """Messages that were not here."""
    stamps: tuple[int, ...]
    """Unix seconds of every row that the server has in the span."""


class _Place(NamedTuple):
    """Where a page begins, and how many rows may be on it."""

    until: int
    size: int


def _following(place: _Place, page: History) -> _Place | None:
    """The second in which a page ends is read anew, as its other rows may have been left out
    (contract: 07_history/same_second_ties_paging)."""
    oldest = min(page.stamps, default=place.until)
    if page.is_whole:
        return None
    if oldest < place.until:
        return _Place(oldest, place.size)
    # More rows in one second than fit on a page.
    return _Place(oldest, 4 * place.size) if place.size < _LARGEST_PAGE else None


class Fetcher(QObject):
    progressed = Signal(str, object)
    """Instance, Reading; None when it has ended. Only of what takes longer than a second."""
    rows_seen = Signal()
    """The server keeps messages."""

    def __init__(self, server: str, api: HistoryApi, feed: EventStore) -> None:
        super().__init__()
        self._server = server
        self._api = api
        self._feed = feed
        self._reading = asyncio.Lock()
        """One slice after the other: in two threads they take as long and twice the room."""

    async def fetch(self, name: str, span: Span) -> Fetched:
        """Read and store all of it, the newest page first. Raises ServerError, StoreError; what
        was stored until then stays."""
        new, stamps, place = 0, list[int](), _Place(span.until, PAGE)
        with self._telling(name) as tell:
            page = await self._ask(name, span.since, place)
            while following := _following(place, page):
                async with beside(self._ask(name, span.since, following)) as asked:
                    new += await self._store(name, page, len(stamps), tell)
                    stamps += [stamp for stamp in page.stamps if stamp > following.until]
                    place, page = following, await asked
            new += await self._store(name, page, len(stamps), tell)
        stamps += page.stamps
        if len(stamps) > SLICE:
            await asyncio.to_thread(give_back)
        return Fetched(new, tuple(stamps))

    async def _ask(self, name: str, since: int, place: _Place) -> History:
        page = await self._api.history(name, since, place.until, size=place.size)
        if page.stamps:
            self.rows_seen.emit()
        return page

    async def _store(self, name: str, page: History, before: int, tell: _Tell) -> int:
        new, done, facts = 0, before, iter(page.facts)
        while some := await self._read(facts):
            event = Event(self._server, name, "history", Source.BACKFILL, time.time(), some)
            new += await self._feed.store(event)
            done += len(some)
            tell.tell(Reading(done, before + page.total))
        return new

    async def _read(self, facts: Iterator[HistoryFact]) -> tuple[HistoryFact, ...]:
        """The next slice, beside this loop, which draws the window too."""
        async with self._reading:
            return await asyncio.to_thread(tuple, islice(facts, SLICE))

    @contextmanager
    def _telling(self, name: str) -> Iterator[_Tell]:
        tell = _Tell(self, name)
        try:
            yield tell
        finally:
            tell.end()


class _Tell:
    """Silent for the first second."""

    def __init__(self, fetcher: Fetcher, name: str) -> None:
        self._fetcher = fetcher
        self._name = name
        self._latest = Reading(0, 0)
        self._loud = False
        self._timer = asyncio.get_running_loop().call_later(SHOWN_AFTER, self._begin)

    def tell(self, reading: Reading) -> None:
        self._latest = reading
        if self._loud:
            self._fetcher.progressed.emit(self._name, reading)

    def end(self) -> None:
        self._timer.cancel()
        if self._loud:
            self._fetcher.progressed.emit(self._name, None)

    def _begin(self) -> None:
        self._loud = True
        self.tell(self._latest)
