from __future__ import annotations

import contextlib
import time
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.simulator.answers import Refusal
from evodesk.simulator.history import History, js_seconds

numbers = st.integers(-(2**53), 2**53)
JID = "5511955501432@s.whatsapp.net"


def record(number: int, stamp: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"row{number}",
        "key": {"id": f"M{number}", "fromMe": False, "remoteJid": JID},
        "messageType": "conversation",
        "messageTimestamp": stamp,
        "source": "unknown",
        **changes,
    }


def history(*stamps: int) -> History:
    made = History()
    for number, stamp in enumerate(stamps):
        made.put(record(number, stamp))
    return made


def ids(found: dict[str, Any]) -> list[str]:
    decoded = orjson.loads(orjson.dumps(found))
    return [row["key"]["id"] for row in decoded["messages"]["records"]]


@given(st.lists(st.integers(1, 2**31), unique=True), st.integers(1, 20))
def test_pages_hold_everything_once_newest_first(stamps: list[int], offset: int) -> None:
    made = history(*stamps)
    pages = made.find({"offset": offset})["messages"]["pages"]
    got = [
        each
        for page in range(1, pages + 1)
        for each in ids(made.find({"offset": offset, "page": page}))
    ]
    newest_first = sorted(range(len(stamps)), key=lambda number: -stamps[number])
    assert got == [f"M{number}" for number in newest_first]


def test_equal_seconds_break_paging() -> None:
    """As 148 distinct of 150 in contract: 07_history/same_second_ties_paging."""
    made = history(*[1795000000] * 150)
    pages = [ids(made.find({"offset": 50, "page": page})) for page in (1, 2, 3)]
    got = [each for page in pages for each in page]
    assert (len(got), len(set(got))) == (150, 148)
    assert len(set(ids(made.find({"offset": 150})))) == 150


@given(st.lists(st.integers(1000, 1100)), st.integers(990, 1110), st.integers(990, 1110))
def test_both_bounds_are_included(stamps: list[int], low: int, high: int) -> None:
    span = {"gte": low * 1000, "lte": high * 1000}
    answer = history(*stamps).find({"where": {"messageTimestamp": span}, "offset": 1000})
    assert answer["messages"]["total"] == sum(low <= stamp <= high for stamp in stamps)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2026-11-18T11:16:40.000Z", 1795000600),
        ("2026-11-18T08:16:40.000-03:00", 1795000600),
        ("2026-11-18", 1794960000),
        (1795000600999, 1795000600),
        (1795000600, 1795000),
        ("1795000600", None),
        ("yesterday", None),
        ("not-a-date", None),
        (True, None),
        (None, None),
        ([], None),
    ],
)
def test_bounds_as_javascript_reads_them(value: object, seconds: int | None) -> None:
    assert js_seconds(value) == seconds


def test_an_edited_row_moves_and_is_not_doubled() -> None:
    made = history(10, 20, 30)
    made.put(record(0, 40, message={"conversation": "edited"}))
    assert ids(made.find({})) == ["M0", "M2", "M1"]
    assert made.get("M0") == record(0, 40, message={"conversation": "edited"})


def test_one_id_sent_twice_is_two_rows() -> None:
    """contract: 05_events_evolution_channel/same_id_twice_no_dedup"""
    made = history(10)
    made.put({**record(0, 11), "id": "another row"})
    assert len(made) == 2


def test_only_true_filters_on_from_me() -> None:
    made = history(1, 2)
    made.put(record(9, 3, key={"id": "M9", "fromMe": True, "remoteJid": JID}))
    assert ids(made.find({"where": {"key": {"fromMe": True}}})) == ["M9"]
    assert len(ids(made.find({"where": {"key": {"fromMe": False}}}))) == 3


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "page": numbers | st.text() | st.none(),
            "offset": numbers | st.text() | st.none(),
            "where": st.none()
            | st.dictionaries(
                st.sampled_from(["key", "messageTimestamp", "id", "source"]),
                st.integers() | st.dictionaries(st.text(), st.integers()),
            ),
        },
    )
)
def test_no_query_breaks_it(query: dict[str, Any]) -> None:
    with contextlib.suppress(Refusal):
        orjson.dumps(history(1, 2, 3).find(query))


def test_two_thousand_rows_come_fast() -> None:
    made = History()
    for number in range(2000):
        made.put(record(number, 1795000000 + number, message={"conversation": "Bom dia! " * 5}))
    began = time.perf_counter()
    assert len(orjson.dumps(made.find({"offset": 10_000}))) > 300_000
    assert time.perf_counter() - began < 0.15
