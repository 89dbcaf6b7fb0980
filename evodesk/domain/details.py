"""What a message says beyond its text, for whoever opens it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    latitude: float
    """Degrees, -90 to 90."""
    longitude: float
    """Degrees, -180 to 180."""


@dataclass(frozen=True, slots=True)
class Card:
    """A contact that was sent."""

    name: str
    phones: tuple[str, ...] = ()
    """As they stand on the card."""


@dataclass(frozen=True, slots=True)
class Details:
    place: Place | None = None
    cards: tuple[Card, ...] = ()
