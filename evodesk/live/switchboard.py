"""Takes the wishes of people and scripts to the Switcher and tells how each one went."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.reception import Side
from evodesk.domain.switch import LastSwitch, Wish
from evodesk.errors import (
    EvodeskError,
    NoUrl,
    SwitchCancelled,
    SwitchFailed,
    SwitchRunning,
    TakeoverNeeded,
)
from evodesk.switching.outcome import failure_of

if TYPE_CHECKING:
    from evodesk.domain.reception import Mode
    from evodesk.domain.switch import Failure, Progress
    from evodesk.live.directory import Directory
    from evodesk.switching.outcome import Outcome
    from evodesk.switching.switcher import Switcher
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """A switch that was proven. `turned_off`: it was asked for by turning `side.other` off."""

    instance: str
    side: Side
    turned_off: bool
    recovered: int
    at: float


class Switchboard(QObject):
    done = Signal(object)
    """Done: what was asked for is proven and was not so before."""
    failed = Signal(object)
    """Failure: nothing changed, or what changed was undone, or it could not be."""
    takeover_asked = Signal(object, str)
    """Wish, host: somebody else's webhook would fall silent; ask and request it confirmed."""
    url_asked = Signal(object)
    """Wish: no address for the webhook is known."""
    read = Signal(str, object)
    """Instance, Reception: what a switch read back at its end."""

    def __init__(self, directory: Directory, tasks: Tasks) -> None:
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

    def request(self, wish: Wish, *, turned_off: bool = False) -> None:
        """A person's wish: answered by one of the signals."""
        self._tasks.start(self._carry_out(wish, turned_off), name=f"switch {wish.instance}")

    def request_base64(self, instance: str, value: bool) -> None:
        self._tasks.start(self._set_base64(instance, value), name=f"base64 {instance}")

    def touched_since(self, instance: str, moment: float) -> bool:
        """Whether a switch runs or ended after `moment` (time.monotonic): what was read before
        it ended is no longer true."""
        running = instance in self._directory and self._directory[instance].progress is not None
        return running or self._ended_at.get(instance, 0.0) >= moment

    async def switch(self, wish: Wish, *, turned_off: bool = False) -> Outcome:
        """Raises SwitchError (nothing was begun), SwitchFailed, ServerError, StoreError."""
        before = self._mode(wish.instance)
        try:
            outcome = await self._used().switch(wish)
        except SwitchRunning:
            raise
        except (TakeoverNeeded, NoUrl, SwitchCancelled):
            self._directory.show_end(wish.instance, None, None)
            raise
        except EvodeskError as error:
            self._end(_failure(wish, error, before))
            raise
        self._succeed(outcome, before, turned_off)
        return outcome

    async def _carry_out(self, wish: Wish, turned_off: bool) -> None:
        try:
            await self.switch(wish, turned_off=turned_off)
        except TakeoverNeeded as error:
            self.takeover_asked.emit(wish, error.values.get("host", ""))
        except NoUrl:
            self.url_asked.emit(wish)
        except SwitchRunning:
            log.info("a switch of %s already runs", wish.instance)
        except SwitchCancelled:
            log.info("the switch of %s was called off", wish.instance)
        except EvodeskError as error:
            log.warning("switch of %s failed: %s", wish.instance, error)

    async def _set_base64(self, instance: str, value: bool) -> None:
        before = self._mode(instance)
        try:
            outcome = await self._used().set_base64(instance, value)
        except EvodeskError as error:
            log.warning("base64 of %s could not be set: %s", instance, error)
            self._end(_failure(Wish(instance, Side.WEBHOOK), error, before))
            return
        self._finish(outcome, None)
        self._directory.show_base64_pending(instance, outcome.reception.is_on(Side.WEBHOOK))

    def _succeed(self, outcome: Outcome, before: Mode | None, turned_off: bool) -> None:
        after = outcome.reception.mode
        if before is None or before is after:
            self._finish(outcome, None)
            return
        self._finish(outcome, LastSwitch(time.time(), before, after))
        self.done.emit(
            Done(outcome.instance, outcome.side, turned_off, outcome.recovered, time.time())
        )

    def _finish(self, outcome: Outcome, last: LastSwitch | None) -> None:
        self._ended_at[outcome.instance] = time.monotonic()
        self._directory.show_end(outcome.instance, None, last)
        self.read.emit(outcome.instance, outcome.reception)

    def _end(self, failure: Failure) -> None:
        self._ended_at[failure.instance] = time.monotonic()
        self._directory.show_end(failure.instance, failure, None)
        self.failed.emit(failure)

    def _used(self) -> Switcher:
        assert self._switcher is not None, "use() comes first"
        return self._switcher

    def _mode(self, instance: str) -> Mode | None:
        return self._directory[instance].mode if instance in self._directory else None


def _failure(wish: Wish, error: EvodeskError, before: Mode | None) -> Failure:
    """What people are told. An error before the first write changed nothing."""
    told = failure_of(error, wish.instance, wish.side, time.time())
    return told if isinstance(error, SwitchFailed) else replace(told, mode=before, undone=True)
