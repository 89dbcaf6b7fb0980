"""What the window shows of an instance and of the server."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evodesk.domain.instance import LinkState
from evodesk.domain.reception import Mode, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.drift import Drift
    from evodesk.domain.instance import Instance, Server
    from evodesk.domain.reception import Destination, Original, Reception
    from evodesk.domain.switch import Failure, LastSwitch, Progress


class Health(StrEnum):
    """The states of design/UI.md section 5 and drift, worst first."""

    NO_SERVER = "no_server"
    DOWN = "down"
    NO_MODE = "no_mode"
    DRIFT = "drift"
    """Of the mode, as NO_MODE: somebody else changed what was left at the server."""
    DIVERGENT = "divergent"
    CONNECTING = "connecting"
    UNKNOWN = "unknown"
    OK = "ok"


class StreamState(StrEnum):
    """The socket side of one instance."""

    OFF = "off"
    CONNECTING = "connecting"
    ARMED = "armed"
    """WebSocket is on; the namespace does not exist until an event."""
    LIVE = "live"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class InstanceStatus:
    instance: Instance
    title: str
    """The name to show, made unique among the listed instances."""
    reception: Reception | None = None
    """None until it was read."""
    destination: Destination | None = None
    """Where the webhook points, when there is one."""
    stream: StreamState = StreamState.OFF
    refusal: str = ""
    """Why the stream is refused: an error code (see evodesk.errors)."""
    progress: Progress | None = None
    failure: Failure | None = None
    drift: Drift | None = None
    last_switch: LastSwitch | None = None
    last_message_at: int | None = None
    original: Original | None = None
    """What can be restored."""
    came_through: bool = False
    """Since its webhook leads here, an event or a test came through."""
    is_watched: bool = False
    """A person chose to see its messages although they go to another system."""
    asks_every: int = 0
    """Seconds between two questions for its stored messages; 0: it is not asked for them."""
    has_global_channel: bool = False
    """Its events came although the way they came by is off."""
    unread: int = 0
    """Messages that came in since somebody looked."""
    is_muted: bool = False
    """Nobody wants to be told of it."""
    base64_pending: bool = False
    """The base64 choice was changed and counts from the next reconnection."""

    @property
    def name(self) -> str:
        return self.instance.name

    @property
    def mode(self) -> Mode | None:
        return self.reception.mode if self.reception else None

    @property
    def delivers_here(self) -> bool:
        """Its webhook is on and leads to this computer's receiver."""
        on = self.reception is not None and self.reception.is_on(Side.WEBHOOK)
        return on and self.destination is not None and self.destination.here

    @property
    def awaits_first(self) -> bool:
        """It delivers here, and nothing has proven yet that the server gets through."""
        return self.delivers_here and not self.came_through

    @property
    def can_be_restored(self) -> bool:
        """It was one of the two modes before, and is not what it was."""
        if self.original is None or self.reception is None:
            return False
        before = self.original.reception
        return before.mode is not Mode.NONE and not self.reception.same_as(before)

    @property
    def health(self) -> Health:
        """The glyph: the link only. A missing mode keeps the glyph and gets a strip."""
        link, stored = self.instance.link, self.instance.stored_link
        if link is LinkState.CLOSED:
            return Health.DOWN
        if link is LinkState.CONNECTING:
            return Health.CONNECTING
        if link is LinkState.UNKNOWN:
            return Health.UNKNOWN
        return Health.OK if stored is link else Health.DIVERGENT

    @property
    def troubles(self) -> tuple[Health, ...]:
        """Link and mode together, for the chips, the tray and the title."""
        found = [] if self.health is Health.OK else [self.health]
        if self.mode in (Mode.NONE, Mode.BOTH):
            found.append(Health.NO_MODE)
        if self.drift is not None:
            found.append(Health.DRIFT)
        return tuple(found)


def worst(troubles: Iterable[Health]) -> Health:
    """The worst of them; OK when there is none."""
    order = list(Health)
    return min(troubles, key=order.index, default=Health.OK)


class ServerState(StrEnum):
    CONNECTING = "connecting"
    OK = "ok"
    DOWN = "down"
    KEY_REFUSED = "key_refused"
    UNLICENSED = "unlicensed"


@dataclass(frozen=True, slots=True)
class ServerStatus:
    server: Server
    state: ServerState
    version: str = ""
    latency_ms: int | None = None
    """Of the last answer."""
    down_since: float | None = None
    next_try_at: float | None = None
    error: str = ""
    """The code of what keeps it from answering (see evodesk.errors), or empty."""
    websocket_available: bool | None = None
    is_demo: bool = False
