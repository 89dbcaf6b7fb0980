"""Servers, instances and the state of their link to the phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class LinkState(StrEnum):
    """Phone to server. The wire says `open`, `connecting`, `close`, or nothing at all."""

    OPEN = "open"
    CONNECTING = "connecting"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Server:
    """One Evolution API address. `id` is part of every stored key."""

    id: str
    url: str = field(repr=False)
    """Base address without a trailing slash, sub-path included."""
    name: str
    ca_file: str = ""
    """A PEM file that replaces the system's certificates; empty: the system's."""
    proxy: str = field(default="", repr=False)
    """An HTTP proxy's URL; empty: none. Never taken from the environment."""
    keep_key: bool = True
    """Whether the key goes into the keyring, or is forgotten at the end."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One WhatsApp number on a server, as `fetchInstances` and `connectionState` tell it."""

    name: str
    link: LinkState
    """What the server's memory says (`connectionState`)."""
    stored_link: LinkState
    """What the server's database says (`fetchInstances`); may lag behind."""
    number: str = ""
    """Digits with country code, or empty."""
    profile_name: str = ""
    reason: int | None = None
    """The code of the last disconnection (401: logged out at the phone)."""
    closed_at: float | None = None
    """Unix seconds of the last disconnection."""
    is_business: bool = False
    """Of the Meta channel (WhatsApp Business)."""
    others: tuple[str, ...] = ()
    """Other consumers that are switched on: Chatwoot, RabbitMQ, SQS, NATS, Kafka, Pusher."""

    @property
    def title(self) -> str:
        return self.profile_name or self.name
