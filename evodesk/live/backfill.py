"""Reads back what may have been missed while reception was uncertain.

`certain` is the moment (unix seconds by the server's clock) up to which nothing is missing. It
moves with each event while reception is certain, and with each finished backfill; an event that
arrives in an open gap must not move it, or the gap would be forgotten. A gap that could not be
read back stays open and is owed.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from typing import TYPE_CHECKING, Protocol

from evodesk.domain.event import Event
from evodesk.domain.message import Source
from evodesk.errors import EvodeskError, UnknownInstance

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping

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
        self._held: set[str] = set()
        self._losses = Counter[str]()
        """How often certainty was lost: a reading that was begun before knows nothing of it."""
        self._started: set[str] = set()
        """Those whose reading back has not begun yet."""
        self._following: dict[str, tuple[asyncio.Task[None], float]] = {}
        """The later passes, and where they begin."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self.owed: set[str] = set()
        """Instances with a gap that is still to be read back."""
        self.stores_messages: bool | None = None
        """True once the server was seen to keep messages."""

    def lose_certainty(self, name: str) -> None:
        """From now on events of this instance may be missed."""
        self._sound.discard(name)
        self._losses[name] += 1

    def miss(self, name: str) -> None:
        """Events of this instance were missed; `retry` reads them back."""
        self.lose_certainty(name)
        self.owed.add(name)

    def hold(self, name: str) -> None:
        """A switch writes: until `recover` or `release` nothing makes this instance certain."""
        self.lose_certainty(name)
        self._held.add(name)

    def release(self, name: str) -> None:
        """The switch has ended, whether it recovered or not."""
        if name in self._held:
            self._held.discard(name)
            self.start(name)

    def hear(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.instance in self._sound and event.source is not Source.BACKFILL:
                self._note(event.instance, self._api.server_now())

    def start(self, name: str) -> None:
        """Recover in the background what is missing up to now."""
        self.lose_certainty(name)
        if name not in self._started:
            self._started.add(name)
            self._tasks.start(self._quietly(name, self._recover), name=f"backfill {name}")

    def look(self, name: str) -> None:
        """Read once what came, in the background; nothing while that is under way already."""
        if not self._lock(name).locked():
            self._tasks.start(self._quietly(name, self._pass), name=f"backfill look {name}")

    def retry(self, names: Collection[str]) -> None:
        """Start anew what is owed of those instances that there are."""
        self.owed.intersection_update(names)
        for name in tuple(self.owed):
            self.start(name)

    async def recover(self, name: str) -> int:
        """At the end of a switch: fetch and store what came in between; the number of new
        messages. Later passes follow in the background. Raises ServerError, StoreError."""
        self._held.discard(name)
        return await self._recover(name)

    async def save(self) -> None:
        """Write the certain moments that moved. Raises StoreError; then the rest is left for the
        next time."""
        for name in tuple(self._unsaved):
            await self._certain.note(self._server, name, self._until[name])
            self._unsaved.discard(name)

    async def _recover(self, name: str) -> int:
        self.lose_certainty(name)
        since = self._since(name)
        try:
            found = await self._pass(name, since, closes=True)
        except UnknownInstance:
            raise
        except EvodeskError:
            self.owed.add(name)
            raise
        self._follow(name, since)
        return found

    def _since(self, name: str) -> float:
        return self._until.get(name, self._api.server_now() - FIRST_SPAN)

    async def _pass(self, name: str, since: float | None = None, *, closes: bool = False) -> int:
        """`closes`: the instance is certain afterwards, unless that was lost meanwhile."""
        async with self._lock(name), self._slots:
            if closes:
                self._started.discard(name)
            begin = self._since(name) if since is None else since
            losses, asked_at = self._losses[name], self._api.server_now()
            found = await self._fetch(name, int(begin) - OVERLAP, int(asked_at) + AHEAD)
            self._note(name, asked_at)
            if closes and losses == self._losses[name]:
                self._close(name)
        if found:
            log.info("backfill of %s: %d messages recovered", name, found)
        return found

    def _close(self, name: str) -> None:
        self.owed.discard(name)
        if name not in self._held:
            self._sound.add(name)

    def _lock(self, name: str) -> asyncio.Lock:
        return self._locks.setdefault(name, asyncio.Lock())

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

    def _follow(self, name: str, since: float) -> None:
        """The later passes; those that still run are begun anew, from where they began."""
        if (running := self._following.pop(name, None)) is not None:
            task, earlier = running
            task.cancel()
            since = min(since, earlier)
        task = self._tasks.start(self._later(name, since), name=f"backfill again {name}")
        self._following[name] = (task, since)

    async def _later(self, name: str, since: float) -> None:
        for delay in LATER_PASSES:
            await asyncio.sleep(delay)
            try:
                await self._pass(name, since)
            except EvodeskError as error:
                log.warning("later backfill of %s failed: %s", name, error)
        del self._following[name]

    async def _quietly(self, name: str, work: Callable[[str], Awaitable[int]]) -> None:
        try:
            await work(name)
        except EvodeskError as error:
            log.warning("backfill of %s failed: %s", name, error)

    def _note(self, name: str, at: float) -> None:
        if at > self._until.get(name, 0.0):
            self._until[name] = at
            self._unsaved.add(name)
