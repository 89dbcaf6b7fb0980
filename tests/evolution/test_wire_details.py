from __future__ import annotations

import orjson
import pytest
from hypothesis import given

from evodesk.domain.details import Card, Details, Place
from evodesk.domain.message import Message, Source
from evodesk.evolution.wire import parse_details, parse_event
from tests.evolution import recorded
from tests.strategies import json_values


def details_of(name: str) -> Details:
    """Of the original that is kept of a recorded message."""
    body = recorded.webhooks(f"05_events_baileys_fake_socket/{name}")[0]
    (fact, *_) = parse_event("s1", body, Source.WEBHOOK, 0.0).facts
    assert isinstance(fact, Message)
    return parse_details(fact.raw)


def test_a_recorded_place() -> None:
    for name in ("location", "live_location"):
        place = details_of(name).place
        assert place is not None
        assert -24 < place.latitude < -23
        assert -47 < place.longitude < -46


def test_recorded_cards() -> None:
    assert details_of("contacts_array").cards == (Card("A"), Card("B"))


def test_a_text_has_none() -> None:
    assert details_of("lid_addressed_text") == Details()


def test_phones_of_a_card() -> None:
    vcard = (
        "BEGIN:VCARD\nFN:Ana\nTEL;type=CELL;waid=5511955500002:+55 11 95550-0002\r\n"
        "item1.TEL:011 3333-2222\ntel:011 3333-2222\nEMAIL:TEL@x\nEND:VCARD"
    )
    contact = {"displayName": "Ana", "vcard": vcard}
    raw = orjson.dumps({"message": {"contactMessage": contact}}).decode()
    assert parse_details(raw).cards == (Card("Ana", ("+55 11 95550-0002", "011 3333-2222")),)


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    [
        (-23.5, -46, Place(-23.5, -46.0)),
        (91, 0, None),
        (0, -181, None),
        ("1", 1, None),
        (True, 1, None),
        (None, 1, None),
    ],
)
def test_only_degrees_are_a_place(latitude: object, longitude: object, place: Place | None) -> None:
    part = {"degreesLatitude": latitude, "degreesLongitude": longitude}
    raw = orjson.dumps({"message": {"locationMessage": part}}).decode()
    assert parse_details(raw).place == place


@pytest.mark.parametrize("raw", ["", "no JSON", "[]", '{"shortened": true}'])
def test_what_cannot_be_read_has_none(raw: str) -> None:
    assert parse_details(raw) == Details()


@given(json_values)
def test_nothing_raises(value: object) -> None:
    parse_details(orjson.dumps({"message": value}).decode())
    parse_details(orjson.dumps({"message": {"contactsArrayMessage": {"contacts": value}}}).decode())
