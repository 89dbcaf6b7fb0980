"""Questions about stored messages. Runs in the worker; changes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evodesk.domain.message import Kind, Source, StoredMessage
from evodesk.store.raw import raw
from evodesk.store.tables import STORED, stored_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peewee import SqliteDatabase

    from evodesk.domain.message import Conversation


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


def read_rows(db: SqliteDatabase, rows: Iterable[int]) -> tuple[StoredMessage, ...]:
    """In order of arrival."""
    if not (wanted := [*rows]):
        return ()
    # As JSON: SQLite limits the variables of a statement.
    which = "WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row"
    return _read(db, which, json.dumps(wanted))


def page(
    db: SqliteDatabase,
    server: str,
    of: Conversation | None,
    limit: int,
    below: tuple[int, int] | None = None,
) -> tuple[StoredMessage, ...]:
    """The newest `limit` under the place `below` (timestamp, row), oldest first. The row makes
    the order total: many messages share one second."""
    which, values, place = _among(server, of)
    if below is not None:
        which, values = f"{which} AND ({place}.timestamp, {place}.row) < (?, ?)", (*values, *below)
    newest_first = f"ORDER BY {place}.timestamp DESC, {place}.row DESC LIMIT ?"
    return _read(db, f"{which} {newest_first}", *values, limit)[::-1]


def page_after(
    db: SqliteDatabase,
    server: str,
    of: Conversation | None,
    limit: int,
    above: tuple[int, int],
) -> tuple[StoredMessage, ...]:
    """The `limit` that follow the place `above`, oldest first."""
    which, values, place = _among(server, of)
    which = f"{which} AND ({place}.timestamp, {place}.row) > (?, ?)"
    oldest_first = f"ORDER BY {place}.timestamp, {place}.row LIMIT ?"
    return _read(db, f"{which} {oldest_first}", *values, *above, limit)


def one(db: SqliteDatabase, row: int) -> StoredMessage | None:
    found = read_rows(db, [row])
    return replace(found[0], reactions=_reactions(db, found[0])) if found else None


def _reactions(db: SqliteDatabase, target: StoredMessage) -> tuple[tuple[str, str], ...]:
    """Each person's last one, unless it was taken back."""
    key = target.message.key
    # The index of targets leaves out the empty ones, which SQLite must be told.
    rows = _read(
        db,
        "WHERE server = ? AND instance = ? AND target_id = ? AND target_id != '' AND kind = ? "
        "ORDER BY timestamp, row",
        *(key.server, key.instance, key.id, str(Kind.REACTION)),
    )
    last: dict[str, tuple[str, str]] = {}
    for reaction in (row.message for row in rows):
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


def _among(server: str, of: Conversation | None) -> tuple[str, tuple[object, ...], str]:
    """All messages of the server, or those of one conversation; and the table whose `timestamp`
    and `row` put them in order."""
    if of is None:
        return "WHERE server = ?", (server,), "message"
    which = (
        "JOIN conversation ON conversation.row = message.row WHERE conversation.server = ? "
        "AND conversation.instance = ? AND conversation.chat = ?"
    )
    return which, (server, of.instance, of.chat), "conversation"


def _read(db: SqliteDatabase, which: str, *values: object) -> tuple[StoredMessage, ...]:
    """`which`: conditions, order and limit."""
    return tuple(map(stored_of, raw(db).execute(f"{STORED} {which}", values)))
