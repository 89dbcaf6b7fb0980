"""`findMessages` -> what happened in a span of time. No I/O.

Seen on running servers: an edit moves the stored timestamp, a deletion for everyone leaves
`message: null`, and `MessageUpdate` calls both EDITED.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import Message, Source
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import parse_json
from evodesk.evolution.wire_messages import Origin, key_of, parse_message
from evodesk.evolution.wire_values import as_list, as_object, as_seconds, as_text, as_whole

if TYPE_CHECKING:
    from evodesk.evolution.cut import Json


@dataclass(frozen=True, slots=True)
class History:
    """One page, oldest first."""

    facts: tuple[Message | Edit | Deletion | StatusUpdate, ...]
    total: int
    """Rows in the whole span."""
    stamps: tuple[int, ...] = ()
    """Unix seconds of every row of this page, also of those that are no facts."""
    is_whole: bool = True
    """The span has no rows beyond this page."""


def parse_history(server: str, instance: str, body: bytes, received_at: float) -> History:
    """Raises NotEvolution. Version 1 answers a bare list, which is the only page."""
    answer = parse_json(body)
    origin = Origin(server, instance, Source.BACKFILL, received_at)
    if isinstance(answer, list):
        records = sorted(answer, key=_place)
        return History(_facts(records, origin), len(records), _stamps(records))
    page = as_object(answer).get("messages")
    if not isinstance(page, dict) or not isinstance(page.get("records"), list):
        raise NotEvolution()
    records = sorted(page["records"], key=_place)
    total = max(as_whole(page.get("total")) or 0, 0)
    return History(_facts(records, origin), total, _stamps(records), total <= len(records))


def _place(record: Json) -> tuple[int, str]:
    """In order of time, where the server's own is arbitrary within a second (contract:
    07_history/same_second_ties_paging). Its row ids grow as it stores: they are cuids, which begin
    with their moment and a count (07_history/offset_10000)."""
    row = as_object(record)
    return as_seconds(row.get("messageTimestamp")) or 0, as_text(row.get("id"))


def _stamps(records: list[Json]) -> tuple[int, ...]:
    found = (as_seconds(as_object(each).get("messageTimestamp")) for each in records)
    return tuple(stamp for stamp in found if stamp is not None)


def _facts(
    records: list[Json], origin: Origin
) -> tuple[Message | Edit | Deletion | StatusUpdate, ...]:
    found = (_fact(each, origin) for each in records if isinstance(each, dict))
    return tuple(fact for fact in found if fact is not None)


def _fact(record: dict[str, Any], origin: Origin) -> Message | Edit | Deletion | None:
    marks = _marks(record)
    if record.get("message") is None and "EDITED" in marks:
        key = key_of(record.get("key"), origin)
        return None if key is None else Deletion(key)
    return parse_message(record, origin, marks)


def _marks(record: dict[str, Any]) -> list[str]:
    """The record's own status and those that came later."""
    updates = as_list(record.get("MessageUpdate"))
    return [as_text(as_object(each).get("status")) for each in (record, *updates)]
