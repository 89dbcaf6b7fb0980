"""Which instances seem to be sent by a channel of the whole server, although their way is off."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from evodesk.domain.arrival import Arrival

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.event import Event
    from evodesk.live.arrivals import Arrivals
    from evodesk.live.directory import Directory


class Suspicions:
    """Of one server. What somebody turned on since the last reading is no global channel, so a
    suspicion is told only when a later reading still shows the way off."""

    def __init__(self, arrivals: Arrivals, directory: Directory) -> None:
        self._arrivals = arrivals
        self._directory = directory
        self._open: dict[str, tuple[Event, float]] = {}
        """The event, and when it was heard by time.monotonic."""

    def hear(self, events: Iterable[Event]) -> bool:
        """Whether the server should be read anew because of these."""
        found = {
            event.instance: (event, time.monotonic()) for event in events if self._is_new(event)
        }
        self._open |= found
        return bool(found)

    def judge(self, name: str, asked_at: float) -> None:
        """It was read; the question was sent at `asked_at` (time.monotonic)."""
        event, heard_at = self._open.get(name, (None, asked_at))
        if event is None or heard_at >= asked_at:
            return
        del self._open[name]
        if self._arrivals.of(event) is Arrival.GLOBAL:
            self._directory.show_global_channel(name)

    def _is_new(self, event: Event) -> bool:
        if self._arrivals.of(event) is not Arrival.GLOBAL:
            return False
        known = self._directory.get(event.instance)
        if known is None or event.instance in self._open:
            return False
        return not known.has_global_channel
