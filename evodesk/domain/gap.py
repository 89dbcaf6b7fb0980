"""Spans in which messages of an instance may have been missed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why reception became uncertain."""

    SWITCH = "switch"
    """Between the two sides, or somebody else changed where the messages go."""
    DISCONNECTION = "disconnection"
    SLEEP = "sleep"
    """Of the computer."""
    APP_CLOSED = "app_closed"
    SERVER_RESTART = "server_restart"
    ARMED = "armed"
    """The namespace does not exist until an event, which is missed itself."""
    RECEIVER_DOWN = "receiver_down"
    CLOCK_JUMP = "clock_jump"
    NOT_STORED = "not_stored"
    """They came and could not be kept: a full disk."""
    FIRST_SIGHT = "first_sight"
    """What an instance sent before evodesk knew it."""


class GapState(StrEnum):
    OPEN = "open"
    """Something may still be missing."""
    FILLED = "filled"
    """Everything that the server has is here."""
    UNRECOVERABLE = "unrecoverable"


@dataclass(frozen=True, slots=True)
class Gap:
    id: str
    """Unique in all stores."""
    server: str
    instance: str
    cause: Cause
    since: float
    """Unix seconds by the server's clock."""
    until: float | None = None
    """From then on messages arrive again; None: not yet."""
    state: GapState = GapState.OPEN
    recovered: int = 0
    """How many messages were read back."""
    first_row: int | None = None
    """The store's row of the earliest of them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a reading of the server's history is."""

    done: int
    total: int
    """0: not known yet."""
