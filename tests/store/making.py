"""Short ways to write down messages and to get a migrated database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import SqliteDatabase

from evodesk.domain.message import Kind, Message, MessageKey, Source
from evodesk.store.raw import raw
from evodesk.store.steps import known_steps

if TYPE_CHECKING:
    from evodesk.domain.message import StoredMessage
    from evodesk.store.messages import Messages

SERVER = "s1"
NOW = 1_760_000_000.0


def key(id: str = "A", *, from_me: bool = False, instance: str = "loja") -> MessageKey:
    return MessageKey(SERVER, instance, id, from_me)


def message(
    id: str = "A",
    text: str = "olá",
    *,
    at: int = 1_760_000_000,
    from_me: bool = False,
    instance: str = "loja",
    **rest: Any,
) -> Message:
    values = {
        "chat": "5511999990001@s.whatsapp.net",
        "sender": "5511999990001@s.whatsapp.net",
        "sender_name": "Marina",
        "number": "5511999990001",
        "kind": Kind.TEXT,
        "source": Source.WEBHOOK,
        "received_at": NOW,
        **rest,
    }
    return Message(key(id, from_me=from_me, instance=instance), text=text, timestamp=at, **values)


def memory_database() -> SqliteDatabase:
    """Migrated, for the functions that run in the worker. Close it."""
    db = SqliteDatabase(":memory:", lock_type="IMMEDIATE")
    for step in known_steps():
        raw(db).executescript(f"{step.sql} PRAGMA user_version = {step.number};")
    return db


def ids(stored: tuple[StoredMessage, ...]) -> list[str]:
    return [one.message.key.id for one in stored]


async def only(messages: Messages) -> StoredMessage:
    (stored,) = await messages.latest(SERVER, 10)
    return stored
