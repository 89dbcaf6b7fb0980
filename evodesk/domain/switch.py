"""A wish to change the Mode of an instance, its journal entry, and how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evodesk.domain.reception import (
        Destination,
        Mode,
        Reception,
        Side,
        WebhookConfig,
        WebsocketConfig,
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for. None means: as remembered, else the default."""

    instance: str
    side: Side
    url: str | None = field(default=None, repr=False)
    base64: bool | None = None
    events: frozenset[str] | None = None
    exactly: WebhookConfig | WebsocketConfig | None = None
    """This configuration as a whole, nothing merged into it; of `side`. The others are None."""
    confirmed: bool = False
    """The person knows that it silences or redirects somebody else's webhook."""
    told_host: str = ""
    """The host of that webhook as the person was told, and of no other; empty: of any."""
    carries_headers: bool = False
    """Headers that were set for another host go to the new one, too."""
    to_here: bool = False
    """To this computer's receiver, whatever was remembered; `url` is None then."""
    restores: bool = False
    """`exactly` is what was there before evodesk: told in other words."""
    by_itself: bool = False
    """Nobody asked: a webhook of ours follows the receiver. Told only when it fails."""


@dataclass(frozen=True, slots=True)
class Takeover:
    """What a Wish would do to somebody else's webhook, for the person who is to confirm it."""

    wish: Wish
    host: str
    """Of the webhook that would fall silent."""
    url: str = ""
    """The same, masked."""
    to: Destination | None = None
    """Where it would be redirected; None: nowhere."""
    headers: tuple[str, ...] = ()
    """The names of those that were set for `host` and are asked about when it is redirected."""


class Phase(StrEnum):
    """The steps as people see them, in their order."""

    KEEP = "keep"
    OLD_OFF = "old_off"
    NEW_ON = "new_on"
    READ_BACK = "read_back"
    RECOVER = "recover"


class SwitchState(StrEnum):
    RUNNING = "running"
    """Committed before the first write; found at start, it is resumed."""
    ROLLING_BACK = "rolling_back"
    DONE = "done"
    ROLLED_BACK = "rolled_back"
    OVERTAKEN = "overtaken"
    """Someone else acted: the server is in a state that our plan never passes through."""
    FAILED = "failed"
    """Neither the target nor the Reception before could be proven."""


UNFINISHED = (SwitchState.RUNNING, SwitchState.ROLLING_BACK)


@dataclass(frozen=True, slots=True)
class SwitchRecord:
    """The journal entry of one switch."""

    id: int
    server: str
    instance: str
    before: Reception
    target: Reception
    """Exactly what is to be proven by reading back."""
    state: SwitchState
    started_at: float
    """Unix seconds."""
    error: str = ""
    """The code of the error that stopped it (see evodesk.errors), or empty."""
    supersedes: bool = False
    """It has just closed an earlier one of the instance, whose writes may still be on their way."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running switch is. `done` holds each finished phase with its unix seconds."""

    instance: str
    side: Side
    started_at: float
    phase: Phase
    done: tuple[tuple[Phase, float], ...] = ()
    rolling_back: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a switch did not reach its target, and what is true now."""

    instance: str
    side: Side
    code: str
    """See evodesk.errors."""
    values: tuple[tuple[str, str], ...]
    mode: Mode | None
    """What was read back afterwards; None when the server could not be read."""
    undone: bool
    """The Reception before was proven."""
    at: float


@dataclass(frozen=True, slots=True)
class LastSwitch:
    """For the instance page: the last one that came to an end."""

    at: float
    before: Mode
    after: Mode
