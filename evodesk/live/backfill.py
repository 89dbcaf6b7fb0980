"""Reads back what may have been missed while reception was uncertain.

`certain` is the moment (unix seconds by the server's clock) up to which nothing is missing. It
moves with each event while reception is certain, and with each finished backfill; an event that
arrives in an open gap must not move it, or the gap would be forgotten.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Protocol

from evodesk.domain.event import Event
from evodesk.domain.message import Source
from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evodesk.evolution.wire import History
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

OVERLAP = 120
"""Seconds before the gap: the server's clock rounds, and stores after it emits."""
AHEAD = 600
"""Seconds past now: an upper bound of `now` missed rows even 5 s later (SOURCE_NOTES.md)."""
FIRST_SPAN = 24 * 3600
"""Seconds read back of an instance that was never seen before."""
LATER_PASSES = (5.0, 25.0)
"""Seconds until the passes after the first one: rows are stored late."""
PAGE = 10_000
AT_ONCE = 4


class HistoryApi(Protocol):
    async def history(
        self, name: str, since: int, until: int, *, page: int = 1, size: int = PAGE
    ) -> History: ...

    def server_now(self) -> float: ...


class EventStore(Protocol):
    async def store(self, event: Event) -> int: ...


class CertainTimes(Protocol):
    async def note(self, server: str, instance: str, at: float) -> None: ...


class Backfill:
    """Of one server. Instances start uncertain."""

    def __init__(
        self,
        server: str,
        api: HistoryApi,
        feed: EventStore,
        certain: CertainTimes,
        tasks: Tasks,
        known: Mapping[str, float],
    ) -> None:
        """`known`: the certain moments of the last run."""
        self._server = server
        self._api = api
        self._feed = feed
        self._certain = certain
        self._tasks = tasks
        self._until = dict(known)
        self._unsaved: set[str] = set()
        self._sound: set[str] = set()
        self._locks: dict[str, asyncio.Lock] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self.stores_messages: bool | None = None
        """True once the server was seen to keep messages."""

    def lose_certainty(self, name: str) -> None:
        """From now on events of this instance may be missed."""
        self._sound.discard(name)

    def hear(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.instance in self._sound and event.source is not Source.BACKFILL:
                self._note(event.instance, self._api.server_now())

    def start(self, name: str) -> None:
        """Recover in the background."""
        self._tasks.start(self._quietly(name), name=f"backfill {name}")

    async def recover(self, name: str) -> int:
        """Fetch and store the span since the last certain moment; the number of new messages.

        Later passes follow in the background. Raises ServerError, StoreError.
        """
        since = self._since(name)
        found = await self._pass(name, since)
        self._tasks.start(self._later(name, since), name=f"backfill again {name}")
        return found

    async def save(self) -> None:
        """Write the certain moments that moved. Raises StoreError."""
        names, self._unsaved = self._unsaved, set()
        for name in names:
            await self._certain.note(self._server, name, self._until[name])

    def _since(self, name: str) -> float:
        return self._until.get(name, self._api.server_now() - FIRST_SPAN)

    async def _pass(self, name: str, since: float) -> int:
        lock = self._locks.setdefault(name, asyncio.Lock())
        async with lock, self._slots:
            asked_at = self._api.server_now()
            found = await self._fetch(name, int(since) - OVERLAP, int(asked_at) + AHEAD)
            self._sound.add(name)
            self._note(name, asked_at)
        if found:
            log.info("backfill of %s: %d messages recovered", name, found)
        return found

    async def _fetch(self, name: str, since: int, until: int) -> int:
        found, page, pages = 0, 1, 1
        while page <= pages:
            history = await self._api.history(name, since, until, page=page, size=PAGE)
            event = Event(
                self._server, name, "history", Source.BACKFILL, time.time(), history.facts
            )
            if history.total:
                self.stores_messages = True
            found += await self._feed.store(event)
            page, pages = page + 1, history.pages
        return found

    async def _later(self, name: str, since: float) -> None:
        for delay in LATER_PASSES:
            await asyncio.sleep(delay)
            try:
                await self._pass(name, since)
            except EvodeskError as error:
                log.warning("later backfill of %s failed: %s", name, error)

    async def _quietly(self, name: str) -> None:
        try:
            await self.recover(name)
        except EvodeskError as error:
            log.warning("backfill of %s failed: %s", name, error)

    def _note(self, name: str, at: float) -> None:
        if at > self._until.get(name, 0.0):
            self._until[name] = at
            self._unsaved.add(name)
