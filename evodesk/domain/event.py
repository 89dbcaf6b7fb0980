"""One decoded server push, whichever way it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from evodesk.domain.instance import LinkState
    from evodesk.domain.message import Message, MessageKey, Source, Status


@dataclass(frozen=True, slots=True)
class Edit:
    """The text of a stored message was changed. `at`: unix seconds, or None."""

    target: MessageKey
    text: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Deletion:
    target: MessageKey


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """`target.from_me` is not to be trusted: the Meta channel reports our own messages as
    someone else's (contract: 05_events_meta_channel/status_read)."""

    target: MessageKey
    status: Status


@dataclass(frozen=True, slots=True)
class LinkChange:
    link: LinkState
    reason: int | None = None


@dataclass(frozen=True, slots=True)
class RawEvent:
    """What we cannot read, kept as it came; `instance` and `name` are empty where none was told."""

    server: str
    instance: str
    name: str
    received_at: float
    """Unix seconds by this computer's clock."""
    raw: str
    """JSON without secrets."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Media content that came inside an event; belongs into a file, never into SQLite."""

    key: MessageKey
    mime: str
    base64: bytes | memoryview = field(repr=False)


class Event(NamedTuple):
    """`name` is the wire name (`messages.upsert`). An event that we have no use for has no facts;
    one that we do not know has itself, as a RawEvent."""

    server: str
    instance: str
    name: str
    source: Source
    received_at: float
    """Unix seconds by this computer's clock."""
    facts: tuple[Message | Edit | Deletion | StatusUpdate | LinkChange | RawEvent, ...] = ()
    attachments: tuple[Attachment, ...] = ()
