"""Whether an event came by the way that its instance is set to; pure."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from evodesk.domain.message import Message, Source

if TYPE_CHECKING:
    from evodesk.domain.event import Event

RETRIES = 26 * 60.0
"""Seconds after which the server has given a webhook up: 1215 s of pauses between ten tries of up
to 30 s each (contract: 06_webhook_retry/default_settings_first_minute_of_500s)."""
GRACE = 5.0
"""Seconds in which what was on its way may still come."""
SKEW = 120.0
"""Seconds by which the stamp of a message and our clock may differ."""


class Arrival(Enum):
    USUAL = auto()
    LATE = auto()
    """A try that was pending when its webhook was turned off or sent elsewhere
    (contract: 06_webhook_retry/pending_retry_survives_disable_and_lost_after_attempts)."""
    GLOBAL = auto()
    """The way is off and that explains nothing: the server seems to send everything by a channel
    of its own (contract: 04_socketio/global_events_mode)."""


def arrival_of(event: Event, off_since: float | None) -> Arrival:
    """`off_since`: the moment (unix seconds, our clock) from which on the event's way is known to
    be off; None while it is on, or nothing is known."""
    if off_since is None or event.source is Source.BACKFILL:
        return Arrival.USUAL
    passed = event.received_at - off_since
    if event.source is Source.WEBSOCKET:
        return Arrival.GLOBAL if passed > GRACE else Arrival.USUAL
    is_older = not any(fact.timestamp > off_since + SKEW for fact in _messages(event))
    return Arrival.LATE if is_older and passed <= RETRIES else Arrival.GLOBAL


def _messages(event: Event) -> list[Message]:
    return [fact for fact in event.facts if isinstance(fact, Message)]
