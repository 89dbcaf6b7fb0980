"""Which instance is read next, and when; pure, with the time handed in (seconds, any clock).

Who is asked for by name comes first and at once. After them, what is to be read soon, a little
apart. Else everybody in turn, spread over the period, whoever was not read for longest first.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Agenda:
    """An instance that is being read is not handed out again before `done`."""

    def __init__(self, period: float, apart: float) -> None:
        """`period`: seconds in which everybody has had a turn. `apart`: seconds between two that
        are read soon."""
        self._period = period
        self._apart = apart
        self._turns: dict[str, None] = {}
        """Everybody; whoever was read last stands last."""
        self._first: dict[str, None] = {}
        self._soon: dict[str, None] = {}
        self._busy: set[str] = set()
        self._next_soon = -math.inf
        self._next_turn: float | None = None
        """None: nobody was read yet."""

    def follow(self, names: Iterable[str]) -> None:
        """The list. Who is new on it comes first."""
        listed = dict.fromkeys(names)
        new = [name for name in listed if name not in self._turns]
        for queue in (self._turns, self._first, self._soon):
            for name in queue.keys() - listed.keys():
                del queue[name]
        self._turns.update(dict.fromkeys(new))
        self._first.update(dict.fromkeys(new))

    def ask(self, name: str) -> None:
        """Before all others but those that were asked for earlier."""
        if name in self._turns:
            self._first[name] = None

    def ask_all(self) -> None:
        self._soon = dict(self._turns)

    def next(self, now: float) -> str | None:
        """Whose reading begins now; None: nobody's, see `wait`."""
        if self._next_turn is None:
            self._next_turn = now + self._pace
        if (name := self._free(self._first)) is not None:
            return self._begin(name)
        if now >= self._next_soon and (name := self._free(self._soon)) is not None:
            self._next_soon = now + self._apart
            return self._begin(name)
        if now >= self._next_turn and (name := self._free(self._turns)) is not None:
            self._next_turn = now + self._pace
            return self._begin(name)
        return None

    def wait(self, now: float) -> float:
        """Seconds until `next` is worth asking again, if nothing happens meanwhile."""
        moments = [math.inf]
        if self._free(self._first) is not None:
            moments.append(now)
        if self._free(self._soon) is not None:
            moments.append(self._next_soon)
        if self._next_turn is not None and self._free(self._turns) is not None:
            moments.append(self._next_turn)
        return max(0.0, min(moments) - now)

    def done(self, name: str) -> None:
        self._busy.discard(name)

    @property
    def _pace(self) -> float:
        """Seconds between two turns."""
        return self._period / max(1, len(self._turns))

    def _free(self, queue: dict[str, None]) -> str | None:
        return next((name for name in queue if name not in self._busy), None)

    def _begin(self, name: str) -> str:
        self._first.pop(name, None)
        self._soon.pop(name, None)
        self._turns[name] = self._turns.pop(name)
        self._busy.add(name)
        return name
