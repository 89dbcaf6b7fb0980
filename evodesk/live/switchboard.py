"""Takes the wishes of people and scripts to the Switcher and tells how each one went."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.reception import Side
from evodesk.domain.switch import Failure, LastSwitch, Wish
from evodesk.errors import (
    EvodeskError,
    NoUrl,
    SwitchCancelled,
    SwitchFailed,
    SwitchRunning,
    TakeoverNeeded,
)
from evodesk.switching.outcome import failed, failure_of
from evodesk.switching.takeover import asked_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evodesk.domain.reception import Destination, Reception
    from evodesk.domain.switch import Progress
    from evodesk.live.directory import Directory
    from evodesk.switching.outcome import Outcome
    from evodesk.switching.switcher import Switcher
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """A switch that was proven. `turned_off`: it was asked for by turning `side.other` off.
    `restored`: what was there before evodesk is there again. `moved_to`: where the webhook
    delivers now, if that is all that was asked for."""

    instance: str
    side: Side
    turned_off: bool
    recovered: int
    at: float
    restored: bool = False
    moved_to: Destination | None = None


class Switchboard(QObject):
    done = Signal(object)
    """Done: what was asked for is proven and was not so before."""
    failed = Signal(object)
    """Failure: nothing changed, or what changed was undone, or it could not be."""
    takeover_asked = Signal(object)
    """Takeover: somebody else's webhook would fall silent; ask and request it confirmed."""
    url_asked = Signal(object)
    """Wish: no address for the webhook is known."""
    read = Signal(str, object)
    """Instance, Reception: what a switch read back at its end."""
    ended = Signal(str)
    """Instance: whatever was told of its switch, there is no more to come."""

    def __init__(self, directory: Directory, tasks: Tasks) -> None:
        """Every switch runs in `tasks`; whoever closes them first lets them settle."""
        super().__init__()
        self._directory = directory
        self._tasks = tasks
        self._switcher: Switcher | None = None
        self._ended_at: dict[str, float] = {}

    def use(self, switcher: Switcher) -> None:
        """The Switcher reports its progress here, so it is built after and handed in."""
        self._switcher = switcher

    def on_progress(self, progress: Progress) -> None:
        self._directory.show_progress(progress)

    def on_end(self, instance: str) -> None:
        """Also after an error that nobody foresaw: a row must not stay busy for ever."""
        self._ended_at[instance] = time.monotonic()
        self._directory.show_rest(instance)

    def request(self, wish: Wish, *, turned_off: bool = False) -> None:
        """A person's wish: answered by one of the signals."""
        self._tasks.start(self._carry_out(wish, turned_off), name=f"switch {wish.instance}")

    def request_base64(self, instance: str, value: bool) -> None:
        self._tasks.start(self._set_base64(instance, value), name=f"base64 {instance}")

    def cancel(self, instance: str) -> None:
        """Call off a switch that has written nothing yet; too late, it goes on."""
        self._used().cancel(instance)

    def touched_since(self, instance: str, moment: float) -> bool:
        """Whether a switch runs or ended after `moment` (time.monotonic): what was read before
        it ended is no longer true."""
        known = self._directory.get(instance)
        running = known is not None and known.progress is not None
        return running or self._ended_at.get(instance, 0.0) >= moment

    async def switch(self, wish: Wish) -> Outcome:
        """A script's wish, which goes on when the script does not wait for it. Raises SwitchError
        (nothing was begun), SwitchFailed, ServerError, StoreError."""
        work = self._tasks.start(self._outcome(wish), name=f"switch {wish.instance}")
        outcome: Outcome | EvodeskError
        try:
            outcome = await asyncio.shield(work)
        except asyncio.CancelledError:
            if not work.cancelled():
                raise
            # The session was left; the journal has what is to be finished.
            raise failed(wish.instance, SwitchCancelled.code, None, undone=False) from None
        if isinstance(outcome, EvodeskError):
            raise outcome
        return outcome

    async def resume(self) -> tuple[Outcome | Failure, ...]:
        """Finish what a crash or an absent server left halfway. Raises StoreError."""
        ends = await self._used().resume()
        for end in ends:
            if isinstance(end, Failure):
                self._directory.show_end(end.instance, end, None)
            else:
                self.read.emit(end.instance, end.reception)
            self.ended.emit(end.instance)
        return ends

    async def _outcome(self, wish: Wish) -> Outcome | EvodeskError:
        try:
            return await self._switch(wish, turned_off=False)
        except EvodeskError as error:
            return error

    async def _switch(self, wish: Wish, *, turned_off: bool) -> Outcome:
        with self._until_ended(wish.instance):
            before = self._reception(wish.instance)
            try:
                outcome = await self._used().switch(wish)
            except (SwitchRunning, TakeoverNeeded, NoUrl, SwitchCancelled):
                raise
            except EvodeskError as error:
                self._end(_failure(wish, error, before))
                raise
            self._succeed(wish, outcome, before, turned_off)
            return outcome

    async def _carry_out(self, wish: Wish, turned_off: bool) -> None:
        try:
            await self._switch(wish, turned_off=turned_off)
        except TakeoverNeeded as error:
            self.takeover_asked.emit(asked_by(error, wish))
        except NoUrl:
            self.url_asked.emit(wish)
        except (SwitchRunning, SwitchCancelled) as error:
            log.info("switch of %s: %s", wish.instance, error)
        except EvodeskError as error:
            log.warning("switch of %s failed: %s", wish.instance, error)

    async def _set_base64(self, instance: str, value: bool) -> None:
        try:
            outcome = await self._write_base64(instance, value)
        except EvodeskError as error:
            log.warning("base64 of %s was not set: %s", instance, error)
            return
        self._directory.show_base64_pending(instance, outcome.reception.is_on(Side.WEBHOOK))

    async def _write_base64(self, instance: str, value: bool) -> Outcome:
        with self._until_ended(instance):
            before = self._reception(instance)
            try:
                outcome = await self._used().set_base64(instance, value)
            except SwitchRunning:
                raise
            except EvodeskError as error:
                self._end(_failure(Wish(instance, Side.WEBHOOK), error, before))
                raise
            self._finish(outcome, None)
            return outcome

    @contextmanager
    def _until_ended(self, instance: str) -> Iterator[None]:
        """`ended` follows all other signals; not when another switch goes on."""
        try:
            yield
        except SwitchRunning:
            raise
        except Exception:
            self.ended.emit(instance)
            raise
        self.ended.emit(instance)

    def _succeed(
        self, wish: Wish, outcome: Outcome, before: Reception | None, turned_off: bool
    ) -> None:
        after, now = outcome.reception, time.time()
        if before is None or before.same_as(after):
            self._finish(outcome, None)
            return
        stays = before.mode is after.mode
        moves = stays and (wish.to_here or wish.url is not None)
        self._finish(outcome, None if stays else LastSwitch(now, before.mode, after.mode))
        if not wish.by_itself and (wish.restores or moves or not stays):
            self.done.emit(
                Done(
                    *(outcome.instance, outcome.side, turned_off, outcome.recovered, now),
                    restored=wish.restores,
                    moved_to=self._directory[outcome.instance].destination if moves else None,
                )
            )

    def _finish(self, outcome: Outcome, last: LastSwitch | None) -> None:
        self._directory.show_end(outcome.instance, None, last)
        self.read.emit(outcome.instance, outcome.reception)

    def _end(self, failure: Failure) -> None:
        self._directory.show_end(failure.instance, failure, None)
        self.failed.emit(failure)

    def _used(self) -> Switcher:
        assert self._switcher is not None, "use() comes first"
        return self._switcher

    def _reception(self, instance: str) -> Reception | None:
        known = self._directory.get(instance)
        return known.reception if known else None


def _failure(wish: Wish, error: EvodeskError, before: Reception | None) -> Failure:
    """What people are told. An error before the first write changed nothing."""
    told = failure_of(error, wish.instance, wish.side, time.time())
    return (
        told
        if isinstance(error, SwitchFailed)
        else replace(told, mode=before.mode if before else None, undone=True)
    )
