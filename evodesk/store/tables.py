"""How a Message lies in its row: the only place that knows the columns of `message`."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from evodesk.domain.message import (
    Kind,
    Media,
    Message,
    MessageKey,
    Quote,
    Source,
    Status,
    StoredMessage,
)

if TYPE_CHECKING:
    import sqlite3

    from _typeshed import DataclassInstance

T = TypeVar("T")

_LARGEST = 2**63 - 1
_PLAIN = (
    *("server", "instance", "id", "from_me", "chat", "sender", "sender_name", "number", "kind"),
    *("text", "timestamp", "source", "received_at", "status", "target_id", "edited", "deleted"),
    *("late", "raw"),
)
_QUOTE = ("quote_id", "quote_text", "quote_sender")
_MEDIA = (
    *("media_mime", "media_size", "media_file_name", "media_seconds", "media_thumbnail"),
    "media_path",
)
_WRITTEN = (*_PLAIN, *_QUOTE, *_MEDIA)
MOST_ROWS = 32_766 // len(_WRITTEN)
"""In one statement: SQLite takes no more values."""
_READ = ("row", "repeats", "earlier_text", *_WRITTEN)

STORED = (
    f"SELECT {', '.join(f'message.{name}' for name in _READ)}, "
    "(SELECT target.text FROM message AS target WHERE target.server = message.server "
    "AND target.instance = message.instance AND target.id = message.target_id LIMIT 1) "
    "FROM message"
)
"""Rows for `stored_of`; add conditions, order and limit."""


@cache
def insertion(rows: int) -> str:
    """Takes the `values_of` so many messages in a row. Only the key's own conflict is passed
    over; any other is a mistake."""
    row = f"({', '.join('?' * len(_WRITTEN))})"
    return (
        f"INSERT INTO message ({', '.join(_WRITTEN)}) VALUES {', '.join([row] * rows)} "
        "ON CONFLICT (server, instance, id, from_me) DO NOTHING"
    )


SAME_ID = "server = ? AND instance = ? AND id = ?"
SAME_KEY = f"{SAME_ID} AND from_me = ?"
"""Conditions that take the fields of a MessageKey in their order."""


def newest_row(sql: sqlite3.Connection) -> int:
    """0 when there is no message."""
    return int(sql.execute("SELECT coalesce(max(row), 0) FROM message").fetchone()[0])


def values_of(message: Message) -> tuple[object, ...]:
    """Plain strings and numbers: of anything else the driver asks for an adapter, which takes
    longer than storing it."""
    key, quote, media = message.key, message.quote, message.media
    return (
        *(key.server, key.instance, key.id, int(key.from_me), message.chat, message.sender),
        *(message.sender_name, message.number, str(message.kind), message.text),
        *(message.timestamp, str(message.source), message.received_at, str(message.status)),
        *(message.target_id, int(message.edited), int(message.deleted), int(message.late)),
        message.raw,
        *((quote.id, quote.text, quote.sender) if quote else (None,) * len(_QUOTE)),
        *(_media_values(media) if media else (None,) * len(_MEDIA)),
    )


def _media_values(media: Media) -> tuple[object, ...]:
    return (
        *(media.mime, media.size, media.file_name, media.seconds, media.thumbnail),
        media.path,
    )


# A look into a dictionary takes a fifth of asking the enum.
_KINDS = {str(kind): kind for kind in Kind}
_SOURCES = {str(source): source for source in Source}
_STATUSES = {str(status): status for status in Status}


def stored_of(row: tuple[Any, ...]) -> StoredMessage:
    place, repeats, earlier_text, *values, target_text = row
    plain, rest = values[: len(_PLAIN)], values[len(_PLAIN) :]
    message = _message_of(plain, rest[: len(_QUOTE)], rest[len(_QUOTE) :])
    return StoredMessage(place, message, target_text or "", repeats, earlier_text)


def _message_of(plain: list[Any], quote: list[Any], media: list[Any]) -> Message:
    server, instance, id_, from_me, chat, sender, sender_name, number, kind, *plain = plain
    text, timestamp, source, received_at, status, target_id, edited, deleted, *plain = plain
    late, raw = plain
    return Message(
        key=MessageKey(server, instance, id_, bool(from_me)),
        chat=chat,
        sender=sender,
        sender_name=sender_name,
        number=number,
        kind=_KINDS[kind],
        text=text,
        timestamp=timestamp,
        source=_SOURCES[source],
        received_at=received_at,
        status=_STATUSES[status],
        quote=None if quote[0] is None else Quote(*quote),
        target_id=target_id,
        media=None if media[0] is None else Media(*media),
        edited=bool(edited),
        deleted=bool(deleted),
        late=bool(late),
        raw=raw,
    )


def storable(value: T) -> T:
    """The same value in what SQLite can keep: no lone surrogates, whole numbers of 64 bits.
    Nothing that a server sends may stop the others of its batch from being stored."""
    found: Any = value
    if isinstance(found, str) and not isinstance(found, Enum):
        return found.encode("utf-8", "replace").decode()  # type: ignore[return-value]
    if isinstance(found, int) and not isinstance(found, bool):
        return max(-_LARGEST - 1, min(found, _LARGEST))  # type: ignore[return-value]
    if isinstance(found, tuple):
        return type(value)(*map(storable, found))
    if is_dataclass(found) and not isinstance(found, type):
        return _storable_fields(found)  # type: ignore[return-value]
    return value


def _storable_fields(value: DataclassInstance) -> DataclassInstance:
    kept = {field.name: storable(getattr(value, field.name)) for field in fields(value)}
    return replace(value, **kept)
