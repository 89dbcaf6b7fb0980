"""Looks into the history of instances whose namespace does not exist yet: their first event
creates it and is missed itself."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PERIOD = 10.0
"""Seconds between two looks at one instance."""
TICK = 0.25
_GOLDEN = 0.618033988749895
"""Successive multiples of it divide a circle evenly, however many there are."""


class Rounds:
    """Whose turn it is: each name once in a period, the names spread over it. Pure."""

    def __init__(self, period: float) -> None:
        self._period = period
        self._due: dict[str, float] = {}
        self._met = 0

    def due(self, names: Iterable[str], now: float) -> list[str]:
        """Those of `names` whose turn has come. A name that was left out begins anew."""
        self._due = {name: self._due.get(name) or self._first(now) for name in names}
        turn = [name for name, at in self._due.items() if at <= now]
        for name in turn:
            self._due[name] = max(self._due[name] + self._period, now)
        return turn

    def _first(self, now: float) -> float:
        self._met += 1
        return now + self._period * (self._met * _GOLDEN % 1)


class ArmedLooks:
    def __init__(self, armed: Callable[[], Iterable[str]], look: Callable[[str], None]) -> None:
        self._armed = armed
        self._look = look

    async def run(self) -> None:
        """Until cancelled."""
        rounds = Rounds(PERIOD)
        while True:
            await asyncio.sleep(TICK)
            for name in rounds.due(self._armed(), time.monotonic()):
                self._look(name)
