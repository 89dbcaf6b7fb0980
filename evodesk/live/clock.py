"""Tells that the computer slept, or that its clock was set, by comparing its clocks at each tick.

Both make the wall clock run ahead of a steady tick. Only sleep moves the clock that counts time
spent asleep; whatever the wall clock moved beyond that, somebody set.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

TICK_MS = 2000
NOTICED = 1.0
"""Seconds by which two clocks must disagree: less is a slow tick, or a clock being trimmed."""
LATE = 30.0
"""Seconds between two ticks after which the program was asleep, whatever the clocks say: on
Windows no clock stops for it, and a process can be stopped by itself."""


@dataclass(frozen=True, slots=True)
class Moment:
    """All clocks at once, in seconds."""

    wall: float
    """Unix time."""
    awake: float
    """Stops while the computer sleeps, where the system has such a clock."""
    passed: float
    """Goes on while it sleeps; nobody can set it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    asleep: float
    """Seconds that passed without us; 0.0: none."""
    jump: float
    """Seconds by which the wall clock was set, forward or back; 0.0: it was not."""


def compare(before: Moment, now: Moment) -> Verdict:
    """What happened between two ticks."""
    passed = now.passed - before.passed
    slept = passed - (now.awake - before.awake) >= NOTICED or passed >= LATE
    jump = now.wall - before.wall - passed
    return Verdict(passed if slept else 0.0, jump if abs(jump) >= NOTICED else 0.0)


def read_clocks() -> Moment:
    """time.monotonic stops during sleep on Linux and macOS; each has another clock that does not.
    On Windows it does not stop."""
    awake = time.monotonic()
    return Moment(time.time(), awake, awake if _PASSING is None else time.clock_gettime(_PASSING))


_PASSING: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


class ClockWatch(QObject):
    slept = Signal(float, float)
    """From, to (unix seconds, by the clock as it is now): the program could hear nothing."""
    jumped = Signal(float)
    """Seconds by which the wall clock was set, forward or back."""

    def __init__(self, clocks: Callable[[], Moment] = read_clocks) -> None:
        """Nothing is told before `start`."""
        super().__init__()
        self._clocks = clocks
        self._before = clocks()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        self._before = self._clocks()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def tick(self) -> None:
        before, self._before = self._before, self._clocks()
        verdict = compare(before, self._before)
        if verdict.jump:
            self.jumped.emit(verdict.jump)
        if verdict.asleep:
            self.slept.emit(self._before.wall - verdict.asleep, self._before.wall)
