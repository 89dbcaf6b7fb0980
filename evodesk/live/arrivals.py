"""Knows of every instance which ways lead here, and judges by it how an event arrived.

Lives as long as the program, like the receiver: a late webhook may belong to a server that is not
the chosen one any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.arrival import Arrival, arrival_of
from evodesk.domain.message import Message, Source
from evodesk.domain.reception import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.event import Event
    from evodesk.domain.reception import Reception

_Way = tuple[str, str, Source]


class Arrivals:
    def __init__(self, is_ours: Callable[[str], bool]) -> None:
        """`is_ours`: whether a webhook URL leads to our receiver."""
        self._is_ours = is_ours
        self._off_since: dict[_Way, float | None] = {}

    def note(self, server: str, instance: str, reception: Reception, at: float) -> None:
        """What was read at `at` (unix seconds). A way that was off before we came is off since
        then: a retry may still be pending."""
        webhook = reception.webhook
        leads_here = webhook is not None and webhook.enabled and self._is_ours(webhook.url)
        self._note((server, instance, Source.WEBHOOK), leads_here, at)
        self._note((server, instance, Source.WEBSOCKET), reception.is_on(Side.WEBSOCKET), at)

    def of(self, event: Event) -> Arrival:
        return arrival_of(event, self._off_since.get((event.server, event.instance, event.source)))

    def marked(self, event: Event) -> Event:
        """The same event, its messages marked when they came late."""
        if self.of(event) is not Arrival.LATE:
            return event
        facts = tuple(
            fact._replace(late=True) if isinstance(fact, Message) else fact for fact in event.facts
        )
        return event._replace(facts=facts)

    def _note(self, way: _Way, is_on: bool, at: float) -> None:
        if is_on:
            self._off_since[way] = None
        elif self._off_since.get(way) is None:
            self._off_since[way] = at
