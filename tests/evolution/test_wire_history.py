"""findMessages, from the recordings, and what later events leave in it."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.event import Deletion
from evodesk.domain.message import Kind, Message, Source, Status
from evodesk.errors import NotEvolution
from evodesk.evolution.wire import History, HistoryFact, parse_history
from tests.evolution import recorded
from tests.evolution.expected import RECEIVED_AT, SERVER, key

READABLE = [
    name
    for name in recorded.names("07_history/*")
    if "findMessages" in str(recorded.load(name).get("request", {}).get("path"))
    and recorded.load(name)["response"]["status"] == 200
]


def history(body: Any) -> History:
    text = body if isinstance(body, bytes) else orjson.dumps(body)
    return parse_history(SERVER, "hist", text, RECEIVED_AT)


def facts(body: Any) -> tuple[HistoryFact, ...]:
    return tuple(history(body).facts)


def page(*records: dict[str, Any]) -> dict[str, Any]:
    return {"messages": {"total": len(records), "pages": 1, "records": records}}


def record(**more: Any) -> dict[str, Any]:
    return {
        "id": "db",
        "key": {"id": "A", "fromMe": True, "remoteJid": "5511888880001@s.whatsapp.net"},
        "message": {"conversation": "oi"},
        "messageType": "conversation",
        "messageTimestamp": 1795440000,
        "MessageUpdate": [],
        **more,
    }


@pytest.mark.parametrize("name", READABLE)
def test_every_recorded_row_is_a_message(name: str) -> None:
    recorded_page = recorded.load(name)["response"]["body"]["messages"]
    found = history(recorded.answer(name)[1])
    rows = recorded_page["records"][::-1]
    assert found.total == recorded_page["total"]
    assert found.is_whole is (found.total <= len(rows))
    assert found.stamps == tuple(row["messageTimestamp"] for row in rows)
    for fact, row in zip(found.facts, rows, strict=True):
        assert isinstance(fact, Message)
        assert (fact.key.id, fact.timestamp) == (row["key"]["id"], row["messageTimestamp"])
        assert (fact.text, fact.kind) == (row["message"]["conversation"], Kind.TEXT)
        assert (fact.source, fact.received_at) == (Source.BACKFILL, RECEIVED_AT)


@given(rows=st.permutations(range(6)))
def test_messages_of_one_second_come_as_the_server_stored_them(rows: list[int]) -> None:
    """Pages hold them in any order; row ids are cuids, as recorded."""
    ids = ("89zz00z", "8a0000", "8a00zz", "8a0100", "8b0000", "9a0000")
    stamps = (10, 20, 20, 20, 20, 30)
    found = history(
        page(
            *(
                record(
                    id=f"cmwtb{ids[n]}ft7d",
                    messageTimestamp=stamps[n],
                    key={**record()["key"], "id": str(n)},
                )
                for n in rows
            )
        )
    )
    assert [fact.key.id for fact in found.facts if isinstance(fact, Message)] == list("012345")
    assert found.stamps == stamps


def test_the_readable_ones_were_found() -> None:
    assert len(READABLE) > 15


@pytest.mark.parametrize(
    ("more", "status", "edited", "deleted"),
    [
        ({}, Status.NONE, False, False),
        ({"status": "SERVER_ACK"}, Status.SENT, False, False),
        ({"MessageUpdate": [{"status": "READ"}, {"status": "DELIVERY_ACK"}]}, Status.READ, False,
         False),
        ({"MessageUpdate": [{"status": "EDITED"}]}, Status.NONE, True, False),
        ({"status": "EDITED"}, Status.NONE, True, False),
        ({"MessageUpdate": [{"status": "DELETED"}]}, Status.NONE, False, True),
        ({"MessageUpdate": {"status": "READ"}}, Status.NONE, False, False),
        ({"MessageUpdate": [None, {"status": 7}]}, Status.NONE, False, False),
    ],
)  # fmt: skip
def test_what_became_of_it(
    more: dict[str, Any], status: Status, edited: bool, deleted: bool
) -> None:
    (fact,) = facts(page(record(**more)))
    assert isinstance(fact, Message)
    assert (fact.status, fact.edited, fact.deleted) == (status, edited, deleted)


def test_a_message_that_was_deleted_for_everyone() -> None:
    row = record(message=None, MessageUpdate=[{"status": "EDITED"}])
    assert facts(page(row)) == (Deletion(key("hist", "A", True)),)


@pytest.mark.parametrize("row", [record(message=None), record(key=None), record(key={}), {}])
def test_rows_that_say_nothing(row: dict[str, Any]) -> None:
    assert facts(page(row)) == ()


def test_version_1_answers_a_list() -> None:
    found = history([record(), 7])
    assert (len(tuple(found.facts)), found.total, len(found.stamps)) == (1, 2, 1)
    assert found.is_whole


@pytest.mark.parametrize(
    "body", [b"", b"<html>", {}, {"messages": []}, {"messages": {"records": 7}}, 7]
)
def test_garbage(body: Any) -> None:
    with pytest.raises(NotEvolution):
        history(body)


def test_half_an_emoji_costs_no_page() -> None:
    body = orjson.dumps(page(record(message={"conversation": "oi HALF"}), record()))
    found = facts(body.replace(b"HALF", rb"\ud83d"))
    assert [fact.text for fact in found if isinstance(fact, Message)] == ["oi ?", "oi"]


@pytest.mark.parametrize(
    ("stamp", "stamps"),
    [(None, 0), ("x", 0), ([], 0), (-1, 0), ({"low": 5, "high": 0, "unsigned": False}, 1)],
)
def test_odd_stamps(stamp: Any, stamps: int) -> None:
    assert len(history(page(record(messageTimestamp=stamp))).stamps) == stamps


@pytest.mark.parametrize("odd", [b"\xff", b'"\xff"', b"[" * 100_000, b"9" * 5_000, b"NaN", b""])
@pytest.mark.parametrize("place", [b'{"messages":{"total":%b,"records":[]}}', b'[{"a":%b}]'])
def test_nothing_but_the_typed_error_comes_out(odd: bytes, place: bytes) -> None:
    with suppress(NotEvolution):
        assert facts(place % odd) == ()


def test_a_page_takes_little_more_room_than_its_bytes() -> None:
    body = orjson.dumps(page(*(record(messageTimestamp=1795440000 - n) for n in range(1000))))
    tracemalloc.start()
    try:
        read = sum(isinstance(fact, Message) for fact in history(body).facts)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read == 1000
    assert most < 2 * len(body)
