"""Questions about stored messages. Runs in the worker; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from peewee import Table, Tuple

from evodesk.domain.message import Kind, Source, StoredMessage
from evodesk.store.raw import raw
from evodesk.store.tables import MESSAGE, select_stored, stored_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peewee import Select, SqliteDatabase

    from evodesk.domain.message import Conversation

_CONVERSATION = Table("conversation")
_CHUNK = 500
"""Rows asked for at once: SQLite limits the variables of a statement."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Messages of one server."""

    stored: int = 0
    """The sum of the next three: how each one came first."""
    webhook: int = 0
    websocket: int = 0
    recovered: int = 0
    duplicates: int = 0
    """How many times the server pushed one again."""


def read(db: SqliteDatabase, condition: Any) -> tuple[StoredMessage, ...]:
    """In order of arrival."""
    query = select_stored().where(condition).order_by(MESSAGE.c.row)
    return tuple(stored_of(row) for row in query.execute(db))


def read_rows(db: SqliteDatabase, rows: Iterable[int]) -> tuple[StoredMessage, ...]:
    """In order of arrival."""
    ordered = sorted(rows)
    chunks = (ordered[at : at + _CHUNK] for at in range(0, len(ordered), _CHUNK))
    return tuple(found for chunk in chunks for found in read(db, MESSAGE.c.row.in_(chunk)))


def page(
    db: SqliteDatabase,
    server: str,
    of: Conversation | None,
    limit: int,
    below: tuple[int, int] | None = None,
) -> tuple[StoredMessage, ...]:
    """The newest `limit` under the place `below` (timestamp, row), oldest first. The row makes
    the order total: many messages share one second."""
    query, place = _among(server, of)
    if below is not None:
        query = query.where(Tuple(place.timestamp, place.row) < below)
    newest_first = query.order_by(place.timestamp.desc(), place.row.desc())
    rows = list(newest_first.limit(limit).execute(db))
    return tuple(stored_of(row) for row in reversed(rows))


def page_after(
    db: SqliteDatabase,
    server: str,
    of: Conversation | None,
    limit: int,
    above: tuple[int, int],
) -> tuple[StoredMessage, ...]:
    """The `limit` that follow the place `above`, oldest first."""
    query, place = _among(server, of)
    query = query.where(Tuple(place.timestamp, place.row) > above)
    rows = query.order_by(place.timestamp, place.row).limit(limit).execute(db)
    return tuple(stored_of(row) for row in rows)


def one(db: SqliteDatabase, row: int) -> StoredMessage | None:
    found = read(db, MESSAGE.c.row == row)
    return replace(found[0], reactions=_reactions(db, found[0])) if found else None


def _reactions(db: SqliteDatabase, target: StoredMessage) -> tuple[tuple[str, str], ...]:
    """Each person's last one, unless it was taken back."""
    key = target.message.key
    query = select_stored().where(
        _within(key.server, key.instance)
        & (MESSAGE.c.target_id == key.id)
        & (MESSAGE.c.target_id != "")
        & (MESSAGE.c.kind == Kind.REACTION)
    )
    rows = query.order_by(MESSAGE.c.timestamp, MESSAGE.c.row).execute(db)
    last: dict[str, tuple[str, str]] = {}
    for reaction in (stored_of(row).message for row in rows):
        who = "" if reaction.key.from_me else reaction.sender
        name = "" if reaction.key.from_me else reaction.sender_name or reaction.number or who
        last[who] = (name, reaction.text)
    return tuple((name, emoji) for name, emoji in last.values() if emoji)


def counts(db: SqliteDatabase, server: str) -> Counts:
    found = raw(db).execute(
        "SELECT source, sum(messages) FROM tally WHERE server = ? GROUP BY source", (server,)
    )
    numbers = dict.fromkeys(Source, 0) | dict(found.fetchall())
    (repeats,) = (
        raw(db)
        .execute("SELECT coalesce(sum(repeats), 0) FROM instance WHERE server = ?", (server,))
        .fetchone()
    )
    return Counts(
        stored=sum(numbers.values()),
        webhook=numbers[Source.WEBHOOK],
        websocket=numbers[Source.WEBSOCKET],
        recovered=numbers[Source.BACKFILL],
        duplicates=repeats,
    )


def last_times(db: SqliteDatabase, server: str) -> dict[str, int]:
    """One seek for each instance; to group all messages by it would read their whole index."""
    found = raw(db).execute(
        "SELECT instance, (SELECT max(timestamp) FROM message WHERE message.server = known.server "
        "AND message.instance = known.instance) AS at "
        "FROM instance AS known WHERE server = ? AND at IS NOT NULL",
        (server,),
    )
    return dict(found.fetchall())


def _among(server: str, of: Conversation | None) -> tuple[Select, Any]:
    """All messages of the server, or those of one conversation; and the columns `timestamp` and
    `row` that put them in order."""
    if of is None:
        return select_stored().where(MESSAGE.c.server == server), MESSAGE.c
    place = _CONVERSATION.c
    query = select_stored().join(_CONVERSATION, on=(place.row == MESSAGE.c.row))
    chat = (place.instance == of.instance) & (place.chat == of.chat)
    return query.where((place.server == server) & chat), place


def _within(server: str, instance: str) -> Any:
    return (MESSAGE.c.server == server) & (MESSAGE.c.instance == instance)
