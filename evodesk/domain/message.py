"""Chat messages as stored and shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Kind(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    LIVE_LOCATION = "live_location"
    CONTACT = "contact"
    POLL = "poll"
    BUTTON_REPLY = "button_reply"
    LIST_REPLY = "list_reply"
    VIEW_ONCE = "view_once"
    REACTION = "reaction"
    CALL = "call"
    UNSUPPORTED = "unsupported"


class Source(StrEnum):
    WEBHOOK = "webhook"
    WEBSOCKET = "websocket"
    BACKFILL = "backfill"


class Status(StrEnum):
    """Delivery of a message, in rising order; a lower one never replaces a higher one."""

    NONE = ""
    ERROR = "error"
    PENDING = "pending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"

    @cached_property
    def rank(self) -> int:
        return list(Status).index(self)


class MessageKey(NamedTuple):
    """What makes a message one: the unique key of the store."""

    server: str
    instance: str
    id: str
    from_me: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one instance and one contact or group wrote to each other."""

    instance: str
    chat: str
    """The jid of the contact or group."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that this one answers."""

    id: str
    text: str = ""
    """Empty when the server did not send it (Meta channel)."""
    sender: str = ""
    """The jid of its author, or empty."""


@dataclass(frozen=True, slots=True)
class Media:
    mime: str = ""
    size: int | None = None
    """Bytes, as the sender declared it."""
    file_name: str = ""
    seconds: int | None = None
    """Length of audio and video."""
    thumbnail: bytes = field(default=b"", repr=False)
    """A small JPEG, or empty."""
    path: str = ""
    """Where the content lies, relative to the media folder; empty: not kept here."""


class Message(NamedTuple):
    """Thousands are made in a second, and a frozen dataclass takes five times as long to make."""

    key: MessageKey
    chat: str
    """The jid of the conversation."""
    sender: str
    """The jid of the author; empty for our own."""
    sender_name: str
    number: str
    """Digits of the contact's phone (the author's, in a group), or empty when hidden."""
    kind: Kind
    text: str
    """Readable text: body, caption, place, poll question, contact names, or the raw type name
    of an unsupported message."""
    timestamp: int
    """Unix seconds, from `messageTimestamp`."""
    source: Source
    received_at: float
    """Unix seconds by this computer's clock."""
    status: Status = Status.NONE
    quote: Quote | None = None
    target_id: str = ""
    """For a reaction: the id of the message it is about. Its `text` is the emoji, empty when
    the reaction was taken back."""
    media: Media | None = None
    edited: bool = False
    deleted: bool = False
    late: bool = False
    """It came by a webhook that the server tried again after it was turned off."""
    raw: str = ""
    """The original `data` as JSON, without keys and without long base64."""

    def __repr__(self) -> str:
        """Without the bulky original, which belongs into no log."""
        told = (f"{name}={value!r}" for name, value in self._asdict().items() if name != "raw")
        return f"Message({', '.join(told)})"

    @property
    def is_group(self) -> bool:
        return self.chat.endswith("@g.us")

    @property
    def conversation(self) -> Conversation:
        return Conversation(self.key.instance, self.chat)


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message with its place in the store."""

    row: int
    """Grows in order of arrival; unique in one store."""
    message: Message
    target_text: str = ""
    """For a reaction: the text of its target, when it is stored."""
    repeats: int = 0
    """How many times the server sent it again."""
    earlier_text: str = ""
    """Before the last edit or the deletion, or empty."""
    reactions: tuple[tuple[str, str], ...] = ()
    """Who reacted (name) with which emoji; filled by `read_message` only."""
