"""`findMessages` -> what happened in a span of time. No I/O.

A page is taken apart into rows and stamps, which takes 2 ms for 2,000 of them. What a row says is
read when it is wanted: all of them at once are 50,000 objects and a parser's buffer of some
megabytes, and what a peak took the process never gives back.

Seen on running servers: an edit moves the stored timestamp, a deletion for everyone leaves
`message: null`, and `MessageUpdate` calls both EDITED.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, Raw, Struct
from msgspec.json import Decoder

from evodesk.domain.event import Deletion, Edit
from evodesk.domain.message import Message, Source
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import Json, mended, parse_json
from evodesk.evolution.wire_messages import Origin, key_of, parse_message
from evodesk.evolution.wire_values import as_list, as_object, as_seconds, as_text, as_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HistoryFact = Message | Edit | Deletion


@dataclass(frozen=True, slots=True)
class History:
    """One page, oldest first."""

    facts: Iterable[HistoryFact]
    """Read anew each time they are gone through: 25 µs each."""
    total: int
    """Rows in the whole span."""
    stamps: tuple[int, ...] = ()
    """Unix seconds of every row of this page, also of those that are no facts."""
    is_whole: bool = True
    """The span has no rows beyond this page."""


class _Page(Struct):
    records: list[Raw]
    total: Json = None


class _Answer(Struct):
    messages: _Page


class _Head(Struct):
    """What a row's place is told by."""

    messageTimestamp: Json = None
    id: Json = None


_ANSWER: Decoder[_Answer | list[Raw]] = Decoder(_Answer | list[Raw])
_HEAD = Decoder(_Head)
_UNREADABLE = (DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, slots=True)
class _Facts:
    rows: list[Raw]
    origin: Origin

    def __iter__(self) -> Iterator[HistoryFact]:
        """Raises NotEvolution."""
        for row in self.rows:
            if (fact := _fact(as_object(parse_json(bytes(row))), self.origin)) is not None:
                yield fact


def parse_history(server: str, instance: str, body: bytes, received_at: float) -> History:
    """Raises NotEvolution. Version 1 answers a bare list, which is the only page."""
    page = _page(body)
    total = max(as_whole(page.total) or 0, 0)
    origin = Origin(server, instance, Source.BACKFILL, received_at)
    placed = sorted(zip(map(_place, page.records), page.records, strict=True), key=itemgetter(0))
    facts = _Facts([row for _, row in placed], origin)
    stamps = tuple(at for (at, _), _ in placed if at)
    return History(facts, total, stamps, total <= len(placed))


def _page(body: bytes) -> _Page:
    try:
        answer = _taken_apart(body)
    except NotEvolution:
        answer = _taken_apart(mended(body))
    return _Page(answer, len(answer)) if isinstance(answer, list) else answer.messages


def _taken_apart(body: bytes) -> _Answer | list[Raw]:
    try:
        return _ANSWER.decode(body)
    except _UNREADABLE as error:
        raise NotEvolution() from error


def _place(row: Raw) -> tuple[int, str]:
    """In order of time, where the server's own is arbitrary within a second (contract:
    07_history/same_second_ties_paging). Its row ids grow as it stores: they are cuids, which begin
    with their moment and a count (07_history/offset_10000)."""
    try:
        head = _HEAD.decode(row)
    except _UNREADABLE:
        return 0, ""
    return as_seconds(head.messageTimestamp) or 0, as_text(head.id)


def _fact(record: dict[str, Any], origin: Origin) -> HistoryFact | None:
    marks = _marks(record)
    if record.get("message") is None and "EDITED" in marks:
        key = key_of(record.get("key"), origin)
        return None if key is None else Deletion(key)
    return parse_message(record, origin, marks)


def _marks(record: dict[str, Any]) -> list[str]:
    """The record's own status and those that came later."""
    updates = as_list(record.get("MessageUpdate"))
    return [as_text(as_object(each).get("status")) for each in (record, *updates)]
