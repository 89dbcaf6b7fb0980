"""How messages of an instance reach people: both sides as the server reports them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit


class Side(StrEnum):
    WEBHOOK = "webhook"
    WEBSOCKET = "websocket"

    @property
    def other(self) -> Side:
        return Side.WEBSOCKET if self is Side.WEBHOOK else Side.WEBHOOK


class Mode(StrEnum):
    WEBHOOK = "webhook"
    WEBSOCKET = "websocket"
    NONE = "none"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class WebhookConfig:
    """The webhook row. URL and headers may hold secrets, so they stay out of repr."""

    enabled: bool
    url: str = field(default="", repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Pairs sorted by name."""
    events: frozenset[str] = frozenset()
    by_events: bool = False
    base64: bool = False
    saved_at: float | None = field(default=None, compare=False)
    """Unix seconds by the server's clock: when it last saved this row, if it was read there."""


@dataclass(frozen=True, slots=True)
class WebsocketConfig:
    enabled: bool
    events: frozenset[str] = frozenset()
    saved_at: float | None = field(default=None, compare=False)
    """As in WebhookConfig."""


@dataclass(frozen=True, slots=True)
class Reception:
    """Both rows of one instance. None: the server has no row yet (body `null`)."""

    webhook: WebhookConfig | None
    websocket: WebsocketConfig | None
    websocket_available: bool = True
    """False when `websocket/find` answered with zero bytes: off at the server
    (contract: 03_websocket_disabled_on_server/find)."""

    @property
    def mode(self) -> Mode:
        webhook, websocket = self.is_on(Side.WEBHOOK), self.is_on(Side.WEBSOCKET)
        if webhook and websocket:
            return Mode.BOTH
        if webhook:
            return Mode.WEBHOOK
        return Mode.WEBSOCKET if websocket else Mode.NONE

    @property
    def saved_at(self) -> float | None:
        """When the server last saved either row."""
        stamps = (row.saved_at for row in (self.webhook, self.websocket) if row is not None)
        return max((stamp for stamp in stamps if stamp is not None), default=None)

    def is_on(self, side: Side) -> bool:
        config = self.webhook if side is Side.WEBHOOK else self.websocket
        return config is not None and config.enabled

    def same_as(self, other: Reception) -> bool:
        """Equal up to what the server changes by itself: no row and disabled are one, and a
        disabled side's event list is wiped (contract: 02_webhook/set_disabled_with_events)."""
        return self._essence() == other._essence()

    def _essence(self) -> tuple[object, ...]:
        webhook = self.webhook if self.is_on(Side.WEBHOOK) else None
        websocket = self.websocket if self.is_on(Side.WEBSOCKET) else None
        return webhook, websocket


@dataclass(frozen=True, slots=True)
class Original:
    """What was there before evodesk wrote, or before somebody else's webhook was taken over."""

    reception: Reception
    """Never both sides on."""
    at: float
    """Unix seconds."""


def original_of(before: Reception) -> Reception:
    """BOTH is no state to return to: of that the webhook, on which another system may depend."""
    return replace(before, websocket=None) if before.mode is Mode.BOTH else before


@dataclass(frozen=True, slots=True)
class Remembered:
    """What to send when a side is turned on again. None: never seen, the defaults count."""

    webhook: WebhookConfig | None = None
    websocket: WebsocketConfig | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The product note's row; written only from a proven Reception, at most one side on."""

    webhook_enabled: bool
    websocket_enabled: bool
    webhook_url: str | None = field(repr=False)
    webhook_base64: bool | None


_SHARED_EVENTS = frozenset(
    {
        "MESSAGES_SET",
        "MESSAGES_UPSERT",
        "MESSAGES_UPDATE",
        "MESSAGES_DELETE",
        "SEND_MESSAGE",
        "SEND_MESSAGE_UPDATE",
        "CONNECTION_UPDATE",
        "QRCODE_UPDATED",
    }
)
DEFAULT_EVENTS = {
    # A dead webhook that gets MESSAGES_EDITED freezes the whole instance for 20 minutes
    # (contract: 06_webhook_retry/BAILEYS_edit_with_webhook_down_blocks_all_messages).
    Side.WEBHOOK: _SHARED_EVENTS,
    Side.WEBSOCKET: _SHARED_EVENTS | {"MESSAGES_EDITED", "CALL"},
}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a webhook points."""

    here: bool
    """True: this computer's receiver."""
    host: str
    """Host and port as people read them, without secrets."""


def host_of(url: str) -> str:
    """As people read it, with a port if one is written; empty when there is none to read."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    return f"[{host}]{port}" if ":" in host else f"{host}{port}"


def mask_url(url: str) -> str:
    """A URL fit for screen and report: user, query and every path segment that could be a
    secret (8 characters or more with a digit, or 20 and more) are replaced by `•••`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "•••"
    path = "/".join("•••" if _looks_secret(part) else part for part in parts.path.split("/"))
    return urlunsplit((parts.scheme, host_of(url), path, "•••" if parts.query else "", ""))


def _looks_secret(segment: str) -> bool:
    return len(segment) >= 20 or (len(segment) >= 8 and any(c.isdigit() for c in segment))
