"""Up to which moment nothing is missing, per instance of one server.

The moment (unix seconds by the server's clock) moves with each event while reception is certain,
and with each span that was read back. An event that arrives in an open gap must not move it, or
the gap would be forgotten.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from evodesk.domain.message import Source
from evodesk.live.spans import FIRST_SPAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from evodesk.domain.event import Event


class CertainTimes(Protocol):
    async def note(self, server: str, instance: str, at: float) -> None: ...


class Certainty:
    """Instances start uncertain."""

    def __init__(
        self,
        server: str,
        store: CertainTimes,
        clock: Callable[[], float],
        known: Mapping[str, float],
    ) -> None:
        """`clock`: the server's. `known`: the moments of the last run."""
        self._server = server
        self._store = store
        self._clock = clock
        self._until = dict(known)
        self._unsaved: set[str] = set()
        self._sure: set[str] = set()
        self._losses = Counter[str]()

    def knows(self, name: str) -> bool:
        return name in self._until

    def is_sure(self, name: str) -> bool:
        return name in self._sure

    def losses(self, name: str) -> int:
        """How often it was lost: a reading that was begun before knows nothing of it."""
        return self._losses[name]

    def until(self, name: str) -> float:
        return self._until.get(name, self._clock() - FIRST_SPAN)

    def lose(self, name: str) -> None:
        """From now on events of this instance may be missed."""
        self._sure.discard(name)
        self._losses[name] += 1

    def regain(self, name: str) -> None:
        """What comes from now on arrives."""
        self._sure.add(name)

    def note(self, name: str, at: float) -> None:
        """Nothing is missing up to `at`."""
        if at > self._until.get(name, 0.0):
            self._until[name] = at
            self._unsaved.add(name)

    def hear(self, events: Iterable[Event]) -> None:
        heard = {event.instance for event in events if event.source is not Source.BACKFILL}
        for name in heard & self._sure:
            self.note(name, self._clock())

    async def save(self) -> None:
        """Write the moments that moved. Raises StoreError; then the rest is left for the next
        time."""
        for name in tuple(self._unsaved):
            await self._store.note(self._server, name, self._until[name])
            self._unsaved.discard(name)
