"""Keeps the feed of instances whose webhook goes to another system: their stored messages are
asked for again and again, and nothing is changed at the server.

Only those that somebody looks at: the selected one, and those that a person chose to watch. What
stays quiet is asked less often.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evodesk.domain.status import InstanceStatus
    from evodesk.live.directory import Directory

PERIOD = 15
"""Seconds between two looks."""
SLOWEST = 60
QUIET_LOOKS = 4
"""Looks without anything new after which the period is doubled."""
SPREAD = 0.1
"""Part of a period by which each look comes earlier or later, so that they stay apart."""
TURN = 0.5


@dataclass(frozen=True, slots=True)
class Pace:
    due: float
    """By the loop's clock."""
    period: int
    """Seconds."""
    quiet: int = 0
    """Looks since something new came."""


def after_look(pace: Pace, now: float, jitter: float) -> Pace:
    """`jitter`: from -1 to 1."""
    quiet = pace.quiet + 1
    period = min(pace.period * 2, SLOWEST) if quiet % QUIET_LOOKS == 0 else pace.period
    return Pace(now + period * (1 + SPREAD * jitter), period, quiet)


def after_news(pace: Pace, now: float) -> Pace:
    return replace(pace, due=min(pace.due, now + PERIOD), period=PERIOD, quiet=0)


class Observing:
    """Of one server. How often each is asked for goes into the Directory."""

    def __init__(
        self, directory: Directory, look: Callable[[str], None], can_ask: Callable[[], bool]
    ) -> None:
        """`look` reads the stored messages of an instance, in the background. `can_ask`: False
        where the server keeps none."""
        self._directory = directory
        self._look = look
        self._can_ask = can_ask
        self._selected = ""
        self._paces: dict[str, Pace] = {}

    def select(self, name: str) -> None:
        """The instance that somebody looks at; empty: none."""
        self._selected = name

    def hear_new(self, names: Iterable[str]) -> None:
        """New messages of these instances were stored, whichever way they came."""
        now = asyncio.get_running_loop().time()
        for name in self._paces.keys() & set(names):
            self._set(name, after_news(self._paces[name], now))

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self.take_turn(asyncio.get_running_loop().time())
            await asyncio.sleep(TURN)

    def take_turn(self, now: float) -> None:
        """Look at what is due."""
        observed = {each.name for each in self._directory.all if self._is_observed(each)}
        for name in self._paces.keys() - observed:
            del self._paces[name]
            self._directory.show_asking(name, 0)
        for name in observed:
            pace = self._paces.get(name) or Pace(self._first_due(name, now), PERIOD)
            if now >= pace.due:
                self._look(name)
                pace = after_look(pace, now, random.uniform(-1, 1))
            self._set(name, pace)

    def _first_due(self, name: str, now: float) -> float:
        """At once for whoever waits in front of it; the others spread over a period."""
        return now if name == self._selected else now + random.uniform(0, PERIOD)

    def _is_observed(self, status: InstanceStatus) -> bool:
        elsewhere = status.mode is Mode.WEBHOOK and not status.delivers_here
        wanted = status.is_watched or status.name == self._selected
        return elsewhere and wanted and self._can_ask()

    def _set(self, name: str, pace: Pace) -> None:
        self._paces[name] = pace
        self._directory.show_asking(name, pace.period)
