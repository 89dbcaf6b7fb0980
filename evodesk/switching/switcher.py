"""Performs switches: one per instance, three at a time, each written down before it begins."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evodesk.domain.reception import Side
from evodesk.domain.switch import Failure, SwitchRecord, SwitchState, Wish
from evodesk.errors import (
    ServerError,
    StoreError,
    SwitchFailed,
    SwitchRunning,
    UnknownInstance,
)
from evodesk.switching import target as wanted
from evodesk.switching.drive import Driver, side_of
from evodesk.switching.outcome import Outcome, failure_of
from evodesk.switching.preflight import Found, look
from evodesk.switching.reconcile import PATIENCE
from evodesk.switching.run import Run
from evodesk.switching.takeover import is_agreed, refusal_of, silenced, takeover_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from evodesk.domain.reception import Reception
    from evodesk.domain.switch import Progress
    from evodesk.switching.protocols import Journal, ReceptionApi

AT_ONCE = 3
WAIT_FOR_SOCKET = 3.0
"""Seconds. The socket connected before the first write makes the gap small; a socket that does
not come must not keep anybody from switching."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What others do before, during and after a switch."""

    on_progress: Callable[[Progress], None]
    before_write: Callable[[str, Side], Awaitable[None]] | None = None
    """Awaited, bounded, before a switch to this side: the socket connects here."""
    recover: Callable[[str], Awaitable[int]] | None = None
    """Reads back what came in between; how many messages were new."""
    on_end: Callable[[str], None] | None = None
    """Called last for every instance of which progress was told, however it ended."""


class Switcher:
    """All switches on one server.

    `is_ours` tells whether a webhook URL leads to our receiver, `own_url` its address for this
    server (None when the server could not reach it).
    """

    def __init__(
        self,
        api: ReceptionApi,
        journal: Journal,
        *,
        server: str,
        clock: Callable[[], float],
        is_ours: Callable[[str], bool],
        own_url: Callable[[], str | None],
        hooks: Hooks,
        patience: Sequence[float] = PATIENCE,
    ) -> None:
        self._api = api
        self._journal = journal
        self._server = server
        self._clock = clock
        self._is_ours = is_ours
        self._own_url = own_url
        self._hooks = hooks
        self._driver = Driver(
            api, journal, server=server, clock=clock, recover=hooks.recover, patience=patience
        )
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._runs: dict[str, Run] = {}

    async def switch(self, wish: Wish) -> Outcome:
        """Bring the instance to the wished side and prove it.

        Raises SwitchError, or ServerError while reading, when nothing was begun; SwitchFailed
        when it was begun and the target was not reached; StoreError.
        """
        async with self._alone(wish.instance, wish.side) as run:
            async with run.preparing():
                found = await self._look(wish.instance)
                target = await self._prepare(wish, found)
            if found.reception.same_as(target):
                await self._settle(wish.instance, found.reception)
                return Outcome(wish.instance, wish.side, found.reception)
            return await self._begin(run, found, target)

    async def set_base64(self, instance: str, value: bool) -> Outcome:
        """Write the webhook's base64 choice at once; with the webhook off, keep it for later.
        Raises like `switch`."""
        async with self._alone(instance, Side.WEBHOOK) as run:
            found = await self._look(instance)
            seen, kept = found.reception, wanted.keep(found.reception, found.remembered)
            await self._journal.remember(
                self._server, instance, wanted.keep_base64(seen, kept, value)
            )
            target = wanted.base64_target(seen, value)
            if target is None or seen.same_as(target):
                return Outcome(instance, Side.WEBHOOK, seen)
            return await self._begin(run, found, target)

    async def accept(self, instance: str, found: Reception) -> None:
        """The person is content with what was read at the server: write it down as if we had left
        it there. Nothing is written to the server. Raises SwitchRunning, StoreError."""
        if instance in self._runs:
            raise SwitchRunning(instance=instance)
        await self._settle(instance, found)

    async def resume(self) -> tuple[Outcome | Failure, ...]:
        """Finish what a crash or an absent server left behind. What still cannot be ended is told
        as a Failure and stays unfinished: call again when the server answers.

        Raises StoreError when nothing was tried.
        """
        entries = await self._journal.unfinished(self._server)
        ends = [await self._resume(entry) for entry in entries]
        return tuple(end for end in ends if end is not None)

    def cancel(self, instance: str) -> bool:
        """Call off a switch that has written nothing yet; its `switch` raises SwitchCancelled.
        False when there is none, or it is too late."""
        run = self._runs.get(instance)
        return run is not None and run.cancel()

    @asynccontextmanager
    async def _alone(self, instance: str, side: Side) -> AsyncIterator[Run]:
        if instance in self._runs:
            raise SwitchRunning(instance=instance)
        run = Run(instance, side, self._clock, self._hooks.on_progress)
        self._runs[instance] = run
        try:
            run.tell()
            async with AsyncExitStack() as stack:
                async with run.preparing():
                    await stack.enter_async_context(self._turns)
                yield run
        finally:
            del self._runs[instance]
            if self._hooks.on_end is not None:
                self._hooks.on_end(instance)

    async def _look(self, instance: str) -> Found:
        return await look(self._api, self._journal, self._server, instance)

    async def _prepare(self, wish: Wish, found: Found) -> Reception:
        """The target; what is there is remembered."""
        here, seen = self._here(), found.reception
        wanted.check(wish, seen)
        target = wanted.target_of(wish, seen, found.remembered, here)
        takeover = takeover_of(wish, seen, target, here)
        if takeover is not None and not is_agreed(takeover):
            raise refusal_of(takeover)
        await self._driver.remember(wish.instance, seen, found.remembered)
        if not seen.same_as(target):
            await self._make_ready(wish.instance, wish.side)
        return target

    def _here(self) -> wanted.Here:
        return wanted.Here(self._own_url(), self._is_ours)

    async def _make_ready(self, instance: str, side: Side) -> None:
        if self._hooks.before_write is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(WAIT_FOR_SOCKET):
                    await self._hooks.before_write(instance, side)

    async def _begin(self, run: Run, found: Found, target: Reception) -> Outcome:
        entry = await self._journal.begin(
            self._server,
            run.instance,
            found.reception,
            target,
            self._clock(),
            takes_over=silenced(found.reception, target, self._here()) is not None,
        )
        seen = None if entry.supersedes else found.to_begin_with(target)
        return await self._driver.drive(run, entry, seen)

    async def _settle(self, instance: str, found: Reception) -> None:
        """It stays as it is: there is nothing to write, and nothing older to go on with."""
        await self._journal.supersede(self._server, instance, self._clock())
        await self._driver.note(instance, found)

    async def _resume(self, entry: SwitchRecord) -> Outcome | Failure | None:
        """None: a newer wish has closed it, or is about to."""
        side = side_of(entry.target)
        try:
            async with self._alone(entry.instance, side) as run:
                if not await self._is_open(entry):
                    return None
                await self._api.reception(entry.instance)
                await self._make_ready(entry.instance, side)
                return await self._driver.drive(run, entry)
        except SwitchRunning:
            return None
        except UnknownInstance as error:
            await self._driver.mark(entry, SwitchState.OVERTAKEN, error.code)
            return failure_of(error, entry.instance, side, self._clock())
        except (ServerError, SwitchFailed, StoreError) as error:
            return failure_of(error, entry.instance, side, self._clock())

    async def _is_open(self, entry: SwitchRecord) -> bool:
        """Others took their time before it; meanwhile a person may have wished anew."""
        return entry.id in {each.id for each in await self._journal.unfinished(self._server)}
