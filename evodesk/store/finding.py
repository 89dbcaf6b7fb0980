"""Finds messages by a MessageFilter, newest arrival first. Changes nothing.

Everything that can be asked is in the index, words and tags alike, so SQLite walks several sorted
lists of rows at once and skips from hit to hit: a word that is common everywhere but rare in one
instance costs no more than a rare word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evodesk.domain.filter import WITH_MEDIA
from evodesk.store.aliases import folded, jids_called
from evodesk.store.counting import IS_UNREAD
from evodesk.store.indexing import is_behind
from evodesk.store.raw import raw
from evodesk.store.reading import read_rows
from evodesk.store.tables import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from peewee import SqliteDatabase

    from evodesk.domain.filter import MessageFilter, Period, Term
    from evodesk.domain.message import StoredMessage

_DAY, _MONTH = 86_400, 32 * 86_400
_DAYS_MOST = 64
"""A longer period is looked up by months."""
_WORDS_MOST = 64
"""With one beginning, named one by one. Beginnings of two and three letters have an index."""
_END_OF_TIME = 4_102_444_800
"""The year 2100: later stamps are not looked for by period."""


@dataclass(frozen=True, slots=True)
class Found:
    rows: tuple[StoredMessage, ...] = ()
    """In order of arrival."""
    more: bool = False
    """There may be more beyond them."""
    is_complete: bool = True
    """False: the newest messages are not indexed yet; ask again in a moment."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Of everything that a filter finds."""

    count: int = 0
    oldest: int = 0
    """Unix seconds of the first and the last to arrive."""
    newest: int = 0


def find(
    db: SqliteDatabase,
    server: str,
    wanted: MessageFilter,
    limit: int,
    below: int | None = None,
    above: int | None = None,
) -> Found:
    """The newest `limit` that arrived before the row `below`; or the first after `above`."""
    if wanted.is_blank:
        return Found()
    is_complete = not is_behind(db)
    statement, values = _query(db, "message_index.rowid", server, wanted)
    order = "DESC" if above is None else "ASC"
    if below is not None:
        statement, values = f"{statement} AND message_index.rowid < ?", [*values, below]
    if above is not None:
        statement, values = f"{statement} AND message_index.rowid > ?", [*values, above]
    hits = raw(db).execute(
        f"{statement} ORDER BY message_index.rowid {order} LIMIT ?", [*values, limit]
    )
    rows = read_rows(db, [row for (row,) in hits])
    return Found(rows, more=len(rows) == limit, is_complete=is_complete)


def extent(db: SqliteDatabase, server: str, wanted: MessageFilter) -> Extent:
    """Takes longer than a page: every hit is counted."""
    if wanted.is_blank:
        return Extent()
    statement, values = _query(
        db, "count(*), min(message_index.rowid), max(message_index.rowid)", server, wanted
    )
    count, first, last = raw(db).execute(statement, values).fetchone()
    if not count:
        return Extent()
    stamps = raw(db).execute(
        "SELECT min(timestamp), max(timestamp) FROM message WHERE row IN (?, ?)", (first, last)
    )
    return Extent(count, *stamps.fetchone())


def found_places(db: SqliteDatabase, server: str, wanted: MessageFilter) -> list[int]:
    """The rows of all that is found, in order of time."""
    statement, values = _query(db, "message_index.rowid", server, wanted)
    ordered = f"SELECT row FROM message WHERE row IN ({statement}) ORDER BY timestamp, row"
    return [row for (row,) in raw(db).execute(ordered, values)]


def _query(
    db: SqliteDatabase, columns: str, server: str, wanted: MessageFilter
) -> tuple[str, list[object]]:
    """Up to the conditions, and their values. CROSS JOIN keeps the index outside, whatever the
    planner believes."""
    tables, conditions = "message_index", ["message_index MATCH ?"]
    values: list[object] = [match_of(db, server, wanted)]
    if wanted.period or wanted.unread:
        tables += " CROSS JOIN message ON message.row = message_index.rowid"
    if wanted.period:
        conditions.append("message.timestamp >= ? AND message.timestamp < ?")
        values += [wanted.period.since, wanted.period.until]
    if wanted.unread:
        tables += " CROSS JOIN instance USING (server, instance)"
        first = "(SELECT min(read_row) FROM instance WHERE server = ?)"
        conditions.append(f"message_index.rowid > {first} AND {IS_UNREAD}")
        values.append(server)
    return f"SELECT {columns} FROM {tables} WHERE {' AND '.join(conditions)}", values


def match_of(db: SqliteDatabase, server: str, wanted: MessageFilter) -> str:
    """The expression of the full-text index. What people type stands in quotes, so that nothing
    in it is an operator."""
    words = [f"({' OR '.join(_spots(db, server, term))})" for term in wanted.terms]
    tags = [f"tags : ({' OR '.join(group)})" for group in _tags(server, wanted)]
    return " AND ".join(words + tags)


def _spots(db: SqliteDatabase, server: str, term: Term) -> Iterator[str]:
    """Where it may stand: in what was written, or in the name of whom it was written with, or who
    wrote it in a group."""
    yield f"{{text names}} : ({_alternatives(db, term)})"
    for instance, jids in jids_called(db, server, term).items():
        those = " OR ".join(_tag(letter, jid) for jid in jids for letter in "cw")
        yield f"tags : ({_tag('i', f'{server}/{instance}')} AND ({those}))"


def _alternatives(db: SqliteDatabase, term: Term) -> str:
    """SQLite would put the hits of all words with one beginning together before it gives the
    first; naming the words, when they are few, lets it begin at once."""
    text = storable(term.text)
    if term.is_whole:
        return _quoted(text)
    words = _words_with(db, folded(text)) if text.isalnum() and len(text) > 3 else []
    return " OR ".join(map(_quoted, words)) or f"{_quoted(text)} *"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _words_with(db: SqliteDatabase, beginning: str) -> list[str]:
    """The words of the index that begin so; none when they are many."""
    found: list[str] = []
    seek = "SELECT term FROM message_words WHERE term >= ? LIMIT 1"
    word = raw(db).execute(seek, (beginning,)).fetchone()
    while word and word[0].startswith(beginning) and len(found) < _WORDS_MOST:
        found.append(word[0])
        # The next word, past all places where this one stands: no word holds this character.
        word = raw(db).execute(seek, (f"{word[0]}\x01",)).fetchone()
    return found if len(found) < _WORDS_MOST else []


def _tags(server: str, wanted: MessageFilter) -> Iterator[Iterable[str]]:
    """Groups of which one tag each must fit (see the view `searched`)."""
    if wanted.instances:
        yield sorted(_tag("i", f"{server}/{name}") for name in wanted.instances)
    else:
        yield [_tag("s", server)]
    if wanted.is_sent is not None:
        yield [f"f{wanted.is_sent:d}"]
    if wanted.kinds:
        yield sorted(_tag("k", kind) for kind in wanted.kinds)
    if wanted.with_media:
        yield sorted(_tag("k", kind) for kind in WITH_MEDIA)
    if wanted.sources:
        yield sorted(_tag("v", source) for source in wanted.sources)
    if wanted.chat:
        yield [_tag("c", wanted.chat)]
    if wanted.period:
        yield _period_tags(wanted.period)


def _tag(letter: str, value: str) -> str:
    return letter + storable(value).encode().hex()


def _period_tags(period: Period) -> list[str]:
    """Days or months that hold the period; the exact seconds are compared afterwards."""
    since = min(max(period.since, 0), _END_OF_TIME)
    until = min(max(period.until - 1, since), _END_OF_TIME)
    letter, size = ("d", _DAY) if until - since < _DAYS_MOST * _DAY else ("m", _MONTH)
    return [f"{letter}{number}" for number in range(since // size, until // size + 1)]
