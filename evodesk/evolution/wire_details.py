"""The kept original of a message -> place and contact cards. No I/O, and nothing here raises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from evodesk.domain.details import Card, Details, Place
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import parse_json
from evodesk.evolution.wire_content import unwrap
from evodesk.evolution.wire_values import as_list, as_object, as_text

if TYPE_CHECKING:
    from evodesk.evolution.cut import Json

_CARDS, _PHONES = 50, 10
"""More of them are no use to anybody."""
_TEL = re.compile(r"^(?:item\d+\.)?TEL[^:\r\n]*:([^\r\n]{1,64})", re.MULTILINE | re.IGNORECASE)


def parse_details(raw: str) -> Details:
    """`raw`: a Message's original as it is stored; what was shortened there is left out here."""
    try:
        message = unwrap(as_object(parse_json(raw)).get("message")).message
    except NotEvolution:
        return Details()
    return Details(_place_of(message), tuple(_cards_of(message)))


def _place_of(message: dict[str, Any]) -> Place | None:
    """contract: 05_events_baileys_fake_socket/location, live_location"""
    part = as_object(message.get("locationMessage") or message.get("liveLocationMessage"))
    latitude = _degrees(part.get("degreesLatitude"), 90)
    longitude = _degrees(part.get("degreesLongitude"), 180)
    if latitude is None or longitude is None:
        return None
    return Place(latitude, longitude)


def _degrees(value: Json, most: int) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and -most <= value <= most else None


def _cards_of(message: dict[str, Any]) -> list[Card]:
    """contract: 05_events_baileys_fake_socket/contacts_array"""
    several = as_list(as_object(message.get("contactsArrayMessage")).get("contacts"))
    found = [as_object(each) for each in (message.get("contactMessage"), *several)[:_CARDS]]
    return [_card(each) for each in found if each]


def _card(part: dict[str, Any]) -> Card:
    phones = _TEL.findall(as_text(part.get("vcard")))
    return Card(as_text(part.get("displayName"))[:255], tuple(dict.fromkeys(phones))[:_PHONES])
