"""Stores a batch of facts in one transaction, in their order. Runs in the worker.

New messages are told apart by their row: within the transaction nobody else inserts, so every
row above the highest one before it is new.
"""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import astuple, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from evodesk.domain.event import RawEvent
from evodesk.domain.message import Message, MessageKey, Source, Status, StoredMessage
from evodesk.store import counting, indexing, pending, raw_events
from evodesk.store.merging import Changing, Later, after, after_repeat
from evodesk.store.raw import transaction
from evodesk.store.reading import read_rows
from evodesk.store.tables import (
    MOST_ROWS,
    SAME_ID,
    SAME_KEY,
    insertion,
    newest_row,
    storable,
    values_of,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from peewee import SqliteDatabase

Fact = Message | Later | RawEvent
_CHANGING = "row, text, status, edited, edited_at, deleted, earlier_text"

_FEW = 100
"""A row alone takes the least, but at each the driver lets go of the interpreter, and gets it back
late while the window is busy with a burst: of one that is no small batch, many rows go into one
statement."""
_ROWS_AT_ONCE = (min(1000, MOST_ROWS), 100, 10, 1)


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch changed. A repeat alone changes nothing that is announced."""

    new: tuple[StoredMessage, ...] = ()
    """In order of arrival."""
    changed: tuple[StoredMessage, ...] = ()
    """Stored before and now different, in order of arrival."""
    duplicates: int = 0
    """Messages that the server pushed again."""


def add(db: SqliteDatabase, facts: Sequence[Fact], now: float) -> Added:
    """`now`: unix seconds, for the age of what waits for its message."""
    try:
        return _add(db, facts, now)
    except (UnicodeEncodeError, OverflowError):
        # Rare enough to pay for it only when it happens; the first try was rolled back whole.
        return _add(db, [storable(fact) for fact in facts], now)


def _add(db: SqliteDatabase, facts: Sequence[Fact], now: float) -> Added:
    with transaction(db) as sql:
        batch = _Batch(sql, now)
        for part in _runs(facts):
            if isinstance(part, list):
                batch.insert(part)
            elif isinstance(part, RawEvent):
                raw_events.keep(sql, part)
            else:
                batch.apply(part)
        return batch.outcome(db)


def _runs(facts: Iterable[Fact]) -> Iterator[list[Message] | Later | RawEvent]:
    """Neighbouring messages together, the rest one by one, in their order."""
    run: list[Message] = []
    for fact in facts:
        if isinstance(fact, Message):
            run.append(fact)
            continue
        if run:
            yield run
            run = []
        yield fact
    if run:
        yield run


def _pieces(messages: Sequence[Message]) -> Iterator[Sequence[Message]]:
    """In few different sizes: each has a statement of its own."""
    at = 0
    for size in _ROWS_AT_ONCE:
        while len(messages) - at >= size:
            yield messages[at : at + size]
            at += size


class _Batch:
    """One transaction's work and what it changed."""

    def __init__(self, connection: sqlite3.Connection, now: float) -> None:
        self._sql = connection
        self._now = now
        self._before = newest_row(self._sql)
        self._fresh: dict[int, Message] = {}
        """New rows as they were inserted."""
        self._touched: set[int] = set()
        self._repeated: set[int] = set()
        self._repeats = Counter[tuple[str, str]]()

    def insert(self, messages: Sequence[Message]) -> None:
        newest, before = newest_row(self._sql), self._sql.total_changes
        last = self._write(messages)
        if self._sql.total_changes - before == len(messages):
            self._fresh.update(
                zip(range(last - len(messages) + 1, last + 1), messages, strict=True)
            )
        else:
            self._tell_apart(messages, self._keys_above(newest))
        for fact in pending.take(self._sql, newest):
            self.apply(fact)

    def _write(self, messages: Sequence[Message]) -> int:
        """The row of the last new one."""
        if len(messages) < _FEW:
            self._sql.executemany(insertion(1), map(values_of, messages))
        else:
            for some in _pieces(messages):
                values = list(chain.from_iterable(map(values_of, some)))
                self._sql.execute(insertion(len(some)), values)
        return int(self._sql.execute("SELECT last_insert_rowid()").fetchone()[0])

    def _tell_apart(self, messages: Iterable[Message], fresh: dict[MessageKey, int]) -> None:
        for message in messages:
            if (row := fresh.pop(message.key, None)) is not None:
                self._fresh[row] = message
            else:
                self._repeat(message)

    def apply(self, fact: Later) -> None:
        """The `from_me` that was sent is preferred; any other is taken when there is no such
        message (contract: 05_events_meta_channel/status_read)."""
        found = self._sql.execute(
            f"SELECT {_CHANGING} FROM message WHERE {SAME_ID} ORDER BY from_me <> ? LIMIT 1",
            fact.target,
        ).fetchone()
        if found is None:
            pending.keep(self._sql, fact, self._now)
        else:
            self._change(found, lambda now: after(now, fact))

    def outcome(self, db: SqliteDatabase) -> Added:
        counting.count_new(self._sql, self._before)
        counting.count_repeats(self._sql, self._repeats)
        return Added(
            new=self._new(db),
            changed=read_rows(db, (row for row in self._touched if row <= self._before)),
            duplicates=self._repeats.total(),
        )

    def _new(self, db: SqliteDatabase) -> tuple[StoredMessage, ...]:
        """Read back only where the row says more than the message: it was touched or repeated
        since, or has a target."""
        plain = {row: StoredMessage(row, m) for row, m in self._fresh.items() if not m.target_id}
        for row in self._touched | self._repeated:
            plain.pop(row, None)
        others = read_rows(db, self._fresh.keys() - plain.keys())
        plain.update((stored.row, stored) for stored in others)
        return tuple(stored for _, stored in sorted(plain.items()))

    def _keys_above(self, row: int) -> dict[MessageKey, int]:
        found = self._sql.execute(
            "SELECT server, instance, id, from_me, row FROM message WHERE row > ?", (row,)
        )
        return {MessageKey(s, name, id_, bool(mine)): at for s, name, id_, mine, at in found}

    def _repeat(self, message: Message) -> None:
        """Reading back what we have is no repeat of the server's."""
        key = message.key
        if message.source is not Source.BACKFILL:
            self._repeats[message.key.server, message.key.instance] += 1
            self._sql.execute(f"UPDATE message SET repeats = repeats + 1 WHERE {SAME_KEY}", key)
        found = self._sql.execute(
            f"SELECT {_CHANGING} FROM message WHERE {SAME_KEY}", key
        ).fetchone()
        self._repeated.add(found[0])
        self._change(found, lambda now: after_repeat(now, message))

    def _change(self, found: tuple[Any, ...], step: Callable[[Changing], Changing]) -> None:
        row, text, status, edited, edited_at, deleted, earlier = found
        old = Changing(text, Status(status), bool(edited), edited_at, bool(deleted), earlier)
        new = step(old)
        if new == old:
            return
        self._touched.add(row)
        is_searched = new.text != old.text
        with indexing.reindexed(self._sql, row) if is_searched else nullcontext():
            self._sql.execute(
                "UPDATE message SET text = ?, status = ?, edited = ?, edited_at = ?, "
                "deleted = ?, earlier_text = ? WHERE row = ?",
                (*astuple(new), row),
            )
