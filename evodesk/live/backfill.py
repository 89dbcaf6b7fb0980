"""Closes gaps: reads back what may have been missed while reception was uncertain.

A backfill is a pass at once and passes after 5 and 30 s, because rows are stored late, and then
a comparison of counts, because phones deliver old stamps late. The first pass makes the instance
certain again; the last one closes its gap. A gap that could not be read back stays open and is
owed.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, ParamSpec

from evodesk.domain.gap import Cause, GapState
from evodesk.errors import EvodeskError, UnknownInstance
from evodesk.live.spans import window

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from evodesk.live.certainty import Certainty
    from evodesk.live.comparing import Comparing
    from evodesk.live.gaps import Gaps
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

P = ParamSpec("P")

LATER_PASSES = (5.0, 25.0)
"""Seconds until the passes after the first one."""
AT_ONCE = 4
SEEN_WITHIN = 60.0
"""Seconds after which at the latest we know that nothing arrives any more: pings of the socket,
readings of the server."""


class Backfill:
    """Of one server."""

    def __init__(
        self,
        certainty: Certainty,
        gaps: Gaps,
        comparing: Comparing,
        tasks: Tasks,
        *,
        clock: Callable[[], float],
        doubt: Callable[[str], Cause | None],
        recoverable: Callable[[], bool],
    ) -> None:
        """`clock`: the server's. `doubt`: why messages of an instance do not arrive at present.
        `recoverable`: False once the server is known to keep no messages."""
        self._certainty = certainty
        self._gaps = gaps
        self._comparing = comparing
        self._tasks = tasks
        self._clock = clock
        self._doubt = doubt
        self._recoverable = recoverable
        self._held: set[str] = set()
        self._started: set[str] = set()
        """Those whose reading back has not begun yet."""
        self._following: dict[str, tuple[asyncio.Task[None], float]] = {}
        """The later passes, and where they begin."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._late_slots = asyncio.Semaphore(AT_ONCE // 2)
        """Last passes read an hour and more: first ones, and switches, do not wait for them."""
        self.owed: set[str] = set()
        """Instances with a gap that is still to be read back."""

    def lose(self, name: str, cause: Cause, since: float | None = None) -> None:
        """From now on, or since that moment, messages of this instance may be missed."""
        began = self._certainty.until(name)
        if since is not None:
            began = max(began, since)
        elif self._certainty.is_sure(name):
            began = max(began, self._clock() - SEEN_WITHIN)
        self._certainty.lose(name)
        self._gaps.open(name, cause, began)

    def owe(self, name: str, cause: Cause, since: float | None = None) -> None:
        """Messages of this instance were missed; `retry` reads them back."""
        self.lose(name, cause, since)
        self.owed.add(name)

    def hold(self, name: str) -> None:
        """A switch writes: until `recover` or `release` nothing makes this instance certain."""
        self.lose(name, Cause.SWITCH, self._clock())
        self._held.add(name)

    def release(self, name: str) -> None:
        """The switch has ended, whether it recovered or not."""
        if name in self._held:
            self._held.discard(name)
            self.start(name, Cause.SWITCH)

    def start(self, name: str, cause: Cause) -> None:
        """Recover in the background what is missing up to now."""
        self.lose(name, cause)
        if name not in self._started:
            self._started.add(name)
            self._background(name, self._recover, name)

    def look(self, name: str) -> None:
        """Bring what came, in the background; nothing while that is under way already."""
        if not self._lock(name).locked():
            self._background(name, self._catch_up, name, self._certainty.until(name))

    def retry(self, names: Collection[str]) -> None:
        """Start anew what is owed of those instances that there are."""
        self.owed.intersection_update(names)
        for name in tuple(self.owed):
            self.start(name, Cause.DISCONNECTION)

    async def recover(self, name: str) -> int:
        """At the end of a switch: fetch and store what came in between; the number of new
        messages. Later passes follow in the background. Raises ServerError, StoreError."""
        self._held.discard(name)
        return await self._recover(name)

    async def _recover(self, name: str) -> int:
        self._certainty.lose(name)
        since = self._certainty.until(name)
        asked_at = self._clock()
        try:
            found = await self._read(name)
        except UnknownInstance:
            self._gaps.close(name, GapState.UNRECOVERABLE)
            raise
        except EvodeskError:
            self.owed.add(name)
            raise
        self._follow(name, since, asked_at)
        return found

    async def _read(self, name: str) -> int:
        """The first pass; the instance is certain afterwards, unless that was lost meanwhile. What
        was read while this one waited is not read again."""
        async with self._lock(name), self._slots:
            self._started.discard(name)
            since = self._certainty.until(name)
            losses, asked_at = self._certainty.losses(name), self._clock()
            found = await self._comparing.read(name, window(since, asked_at))
            self._certainty.note(name, asked_at)
            self._tell(name, found)
            if name not in self._held and losses == self._certainty.losses(name):
                self.owed.discard(name)
                self._reach(name, asked_at)
        return found

    def _reach(self, name: str, until: float) -> None:
        """Everything up to `until` is here. Where messages do not arrive yet for another reason
        than the gap's own, the next gap begins there."""
        doubt, gap = self._doubt(name), self._gaps.current(name)
        if doubt is None:
            self._certainty.regain(name)
        if gap is not None and gap.cause is not doubt:
            self._gaps.reach(name, until)

    async def _catch_up(self, name: str, since: float) -> None:
        async with self._lock(name), self._slots:
            asked_at = self._clock()
            found = await self._comparing.catch_up(name, window(since, asked_at))
            if found:  # what was only counted may have been edited or deleted
                self._certainty.note(name, asked_at)
            self._tell(name, found)

    def _tell(self, name: str, found: int) -> None:
        if found:
            log.info("backfill of %s: %d messages recovered", name, found)
            self._gaps.recount(name)

    def _follow(self, name: str, since: float, asked_at: float) -> None:
        """The later passes; those that still run are begun anew, from where they began.
        `asked_at`: of the first pass."""
        if (running := self._following.pop(name, None)) is not None:
            task, earlier = running
            task.cancel()
            since = min(since, earlier)
        task = self._background(name, self._finish, name, since, asked_at)
        self._following[name] = (task, since)

    async def _finish(self, name: str, since: float, asked_at: float) -> None:
        try:
            await self._later_passes(name, since, asked_at)
        except EvodeskError:
            self.owed.add(name)
            del self._following[name]
            raise
        del self._following[name]
        self._close(name)

    async def _later_passes(self, name: str, since: float, asked_at: float) -> None:
        for delay in LATER_PASSES:
            await asyncio.sleep(delay)
            await self._catch_up(name, since)
        async with self._lock(name), self._late_slots:
            found = await self._comparing.read_again(name, since, asked_at)
            found += await self._comparing.catch_up_old_stamps(name)
            self._tell(name, found)

    def _close(self, name: str) -> None:
        """Unless messages stopped arriving again meanwhile."""
        gap = self._gaps.current(name)
        if gap is None or gap.until is None:
            return
        state = GapState.FILLED if self._recoverable() else GapState.UNRECOVERABLE
        self._gaps.close(name, state)
        if (doubt := self._doubt(name)) is not None:
            self._certainty.lose(name)
            self._gaps.open(name, doubt, gap.until)

    def _lock(self, name: str) -> asyncio.Lock:
        return self._locks.setdefault(name, asyncio.Lock())

    def _background(
        self, name: str, work: Callable[P, Awaitable[object]], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Task[None]:
        # The work is not called before the task runs: it may be cancelled before that.
        quiet = _quietly(name, partial(work, *args, **kwargs))
        return self._tasks.start(quiet, name=f"backfill {name}")


async def _quietly(name: str, work: Callable[[], Awaitable[object]]) -> None:
    try:
        await work()
    except EvodeskError as error:
        log.warning("backfill of %s failed: %s", name, error)
