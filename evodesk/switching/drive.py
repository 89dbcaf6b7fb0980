"""Takes a switch that is written down to its end: to the target, else back, and proves it."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode, Remembered, Side
from evodesk.domain.switch import Phase, SwitchRecord, SwitchState
from evodesk.errors import (
    EvodeskError,
    Overtaken,
    ServerError,
    StoreError,
    SwitchFailed,
    WebsocketOff,
)
from evodesk.switching import target as wanted
from evodesk.switching.outcome import Outcome, failed
from evodesk.switching.plan import record_of, undo_of
from evodesk.switching.reconcile import Reconciler, is_final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from evodesk.domain.reception import Reception
    from evodesk.switching.protocols import Journal, ReceptionApi
    from evodesk.switching.run import Run

log = logging.getLogger("evodesk.switching")


class Driver:
    """Of one server. Keeps journal, Record and remembered configuration true on the way."""

    def __init__(
        self,
        api: ReceptionApi,
        journal: Journal,
        *,
        server: str,
        clock: Callable[[], float],
        recover: Callable[[str], Awaitable[int]] | None,
        patience: Sequence[float],
    ) -> None:
        self._api = api
        self._journal = journal
        self._server = server
        self._clock = clock
        self._recovering = recover
        self._patience = patience

    async def drive(self, run: Run, entry: SwitchRecord, seen: Reception | None = None) -> Outcome:
        """To the target, else back. `seen`: see Reconciler.reach. Raises SwitchFailed."""
        way = Reconciler(self._api, run, entry, self._patience)
        if entry.state is SwitchState.ROLLING_BACK:
            raise await self._turn_back(run, entry, way, entry.error)
        try:
            proven = await way.reach(entry.target, seen)
            await self.note(run.instance, proven)
            recovered = await self._recover(run, entry)
            proven = await way.look_again(proven)
            await self._journal.mark(entry.id, SwitchState.DONE, at=self._clock())
        except Overtaken as error:
            await self._leave(run, entry.target)
            raise await self._close(run, entry, SwitchState.OVERTAKEN, error.code) from error
        except (ServerError, WebsocketOff) as error:
            raise await self._turn_back(run, entry, way, error.code) from error
        except StoreError as error:
            # The server is where it was wished to be; the entry stays open for `resume`.
            log.error("%s: switched, but not written down: %s", run.instance, error.code)
            raise failed(run.instance, error.code, run.seen, undone=False) from error
        return Outcome(run.instance, side_of(entry.target), proven, recovered)

    async def _turn_back(
        self, run: Run, entry: SwitchRecord, way: Reconciler, cause: str
    ) -> SwitchFailed:
        """Roll back; returns what is to be raised."""
        run.turn_back()
        await self.mark(entry, SwitchState.ROLLING_BACK, cause)
        try:
            proven = await way.reach(undo_of(entry.before, entry.target))
        except Overtaken as error:
            return await self._close(run, entry, SwitchState.OVERTAKEN, error.code)
        except (ServerError, WebsocketOff) as error:
            if run.seen and run.seen.same_as(entry.before):
                # Both were on, and the server let us turn off neither: nothing has changed.
                return await self._close(run, entry, SwitchState.ROLLED_BACK, cause)
            log.error("%s: not rolled back: %s", run.instance, error.code)
            if is_final(error):
                if run.seen:
                    await self._leave(run, run.seen)
                return await self._close(run, entry, SwitchState.FAILED, cause)
            # It may pass, so the entry stays open for `resume`.
            return failed(run.instance, cause, run.seen, undone=False)
        with _going_on_without_journal(run.instance):
            await self.note(run.instance, proven)
        return await self._close(run, entry, SwitchState.ROLLED_BACK, cause)

    async def _close(
        self, run: Run, entry: SwitchRecord, state: SwitchState, cause: str
    ) -> SwitchFailed:
        await self.mark(entry, state, cause)
        undone = state is SwitchState.ROLLED_BACK and bool(
            run.seen and run.seen.same_as(entry.before)
        )
        return failed(run.instance, cause, run.seen, undone=undone)

    async def mark(self, entry: SwitchRecord, state: SwitchState, cause: str) -> None:
        """On the way back a full disk must not stop us: the server comes first, and an entry
        left open is closed by the next `resume`."""
        at = None if state is SwitchState.ROLLING_BACK else self._clock()
        with _going_on_without_journal(entry.instance):
            await self._journal.mark(entry.id, state, at=at, error=cause)

    async def note(self, instance: str, proven: Reception) -> None:
        """The Record, what we leave there, and the remembered configuration, from a proven
        Reception."""
        await self._journal.leave(
            self._server,
            instance,
            proven,
            self._clock(),
            record=record_of(proven),
            remembered=wanted.keep(proven, Remembered()),
        )

    async def _leave(self, run: Run, left: Reception) -> None:
        """At an end that proved nothing. `left`: what was wished where somebody else came in
        between, or what is there by our own writes."""
        seen = run.seen if run.seen and run.seen.mode is not Mode.BOTH else None
        record = record_of(seen) if seen else None
        with _going_on_without_journal(run.instance):
            await self._journal.leave(
                self._server, run.instance, left, self._clock(), record=record
            )

    async def remember(self, instance: str, seen: Reception, old: Remembered) -> None:
        kept = wanted.keep(seen, old)
        if kept != old:
            await self._journal.remember(self._server, instance, kept)

    async def _recover(self, run: Run, entry: SwitchRecord) -> int:
        """Where the way changed, messages may have come in between."""
        if self._recovering is None or entry.before.mode is entry.target.mode:
            return 0
        run.enter(Phase.RECOVER)
        try:
            return await self._recovering(run.instance)
        except EvodeskError as error:
            log.warning("%s: switched, but not recovered: %s", run.instance, error.code)
            return 0


def side_of(target: Reception) -> Side:
    return Side.WEBSOCKET if target.is_on(Side.WEBSOCKET) else Side.WEBHOOK


@contextmanager
def _going_on_without_journal(instance: str) -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        log.error("%s: not written down: %s", instance, error.code)
