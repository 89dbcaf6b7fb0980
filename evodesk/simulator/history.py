"""The stored messages of one instance and `chat/findMessages` over them.

Rows are kept sorted and already encoded, so that an answer of 2,000 rows costs milliseconds.
"""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from evodesk.simulator.answers import Refusal, failed, invalid


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What queries look at, and the rest only as JSON: a long run keeps many of these."""

    timestamp: int
    id: str
    key: dict[str, Any]
    source: str
    kind: str
    encoded: bytes


def _row(record: dict[str, Any]) -> Row:
    return Row(
        int(record["messageTimestamp"]),
        record["id"],
        record["key"],
        record["source"],
        record["messageType"],
        bytes(memoryview(orjson.dumps(record))),  # a copy: orjson keeps its whole buffer
    )


class History:
    """Rows in order of `messageTimestamp`, oldest first; equal seconds in order of arrival."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._by_id: dict[str, Row] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, message_id: str) -> dict[str, Any] | None:
        row = self._by_id.get(message_id)
        return orjson.loads(row.encoded) if row else None

    def ids(self) -> list[str]:
        return list(self._by_id)

    def put(self, record: dict[str, Any]) -> None:
        """Insert, or replace the row of the same database id."""
        row = _row(record)
        old = self._by_id.get(row.key["id"])
        if old is not None and old.id == row.id:
            self._rows.remove(old)
        bisect.insort_right(self._rows, row, key=lambda other: other.timestamp)
        self._by_id[row.key["id"]] = row

    def find(self, query: dict[str, Any]) -> dict[str, Any]:
        """The answer of findMessages: newest first, `page` and `offset` (rows a page).

        `limit` and `sort` are ignored (contract: 07_history/limit_is_ignored), unknown conditions
        too. Raises Refusal with the server's own texts.
        """
        where = _object(query.get("where"))
        found = self._matching(where)
        take = query.get("offset") or 50
        page = query.get("page") or 1
        if not isinstance(take, int):
            raise failed(_PRISMA_TAKE.format(take))
        take = abs(take)
        skip = take * (_number(page) - 1)
        if skip < 0:
            raise failed(_PRISMA_SKIP.format(skip))
        return {
            "messages": {
                "total": len(found),
                "pages": math.ceil(len(found) / take),
                "currentPage": page,
                "records": [orjson.Fragment(row.encoded) for row in _page(found, skip, take)],
            }
        }

    def _matching(self, where: dict[str, Any]) -> list[Row]:
        key = _object(where.get("key"))
        if key.get("remoteJid") == "":
            raise invalid(["The property cannot be empty"])
        rows = self._within(where.get("messageTimestamp"))
        wanted = {name: key[name] for name in ("id", "remoteJid") if key.get(name)}
        if key.get("fromMe"):  # false is ignored (contract: where_fromMe_false_is_ignored)
            wanted["fromMe"] = True
        return [
            row
            for row in rows
            if all(row.key.get(name) == value for name, value in wanted.items())
            and where.get("id") in (None, "", row.id)
            and where.get("source") in (None, "", row.source)
            and where.get("messageType") in (None, "", row.kind)
        ]

    def _within(self, span: object) -> list[Row]:
        """Both bounds or none. contract: range_gte_only_is_ignored, range_plain_number"""
        if not (isinstance(span, dict) and span.get("gte") and span.get("lte")):
            return self._rows[::-1]
        low, high = js_seconds(span["gte"]), js_seconds(span["lte"])
        if low is None or high is None:
            raise failed(_PRISMA_RANGE)
        first = bisect.bisect_left(self._rows, low, key=lambda row: row.timestamp)
        last = bisect.bisect_right(self._rows, high, key=lambda row: row.timestamp)
        return self._rows[first:last][::-1]


def _page(found: list[Row], skip: int, take: int) -> list[Row]:
    """A page that begins inside one second repeats a row and loses another, as PostgreSQL does.

    contract: 07_history/same_second_ties_paging (150 returned, 148 distinct, three pages)
    """
    rows = found[skip : skip + take]
    if skip and rows and found[skip - 1].timestamp == rows[0].timestamp:
        rows[0] = found[skip - 1]
    return rows


def js_seconds(value: object) -> int | None:
    """`Math.floor(new Date(value) / 1000)`: numbers are milliseconds, None stands for NaN.

    contract: 07_history/range_unix_seconds_numbers, range_unix_seconds_strings
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if not isinstance(value, str):
        return math.floor(value / 1000)
    try:
        moment = datetime.fromisoformat(value) if "-" in value else None
    except ValueError:
        return None
    if moment is None:
        return None
    if moment.tzinfo is None and "T" not in value:
        moment = moment.replace(tzinfo=UTC)  # a bare date is UTC, a bare date and time is local
    return math.floor(moment.timestamp())


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(page: object) -> int:
    try:
        return int(page)  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError):
        raise Refusal(500, _PRISMA_SKIP.format("NaN")) from None


_PRISMA_TAKE = (
    '\nInvalid `prisma.message.findMany()` invocation:\n\n{{\n  take: "{0}",\n}}\n\n'
    "Argument `take`: Invalid value provided. Expected Int, provided String."
)
_PRISMA_SKIP = (
    "\nInvalid `prisma.message.findMany()` invocation:\n\n\n"
    'AssertionError("Invalid value for skip argument: Value can only be positive, found: {0}")'
)
_PRISMA_RANGE = (
    "\nInvalid `prisma.message.count()` invocation:\n\n{\n  where: {\n"
    "    messageTimestamp: {\n      lte: NaN,\n+     gte: Int\n    }\n  }\n}\n\n"
    "Argument `gte` is missing."
)
