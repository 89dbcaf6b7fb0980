from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from evodesk.simulator.people import BUSINESSES
from evodesk.simulator.script import Script, Step

if TYPE_CHECKING:
    from evodesk.simulator.people import Business

NOW = 1795440000
DECK = 38
"""Messages until each kind was dealt as often as its weight says."""


def scripted(business: Business, seed: int, count: int) -> list[Step]:
    script = Script(business, random.Random(seed))
    return [step for number in range(count) for step in script.next(NOW + number)]


@pytest.mark.parametrize("business", BUSINESSES, ids=lambda each: each.number)
def test_one_deck_shows_every_kind(business: Business) -> None:
    steps = scripted(business, 1, DECK)
    events = {step.event for step in steps}
    types = {step.data["messageType"] for step in steps if "messageType" in step.data}
    assert events == {"messages.upsert", "send.message", "messages.update", "messages.edited"}
    assert types == {
        "conversation",
        "imageMessage",
        "audioMessage",
        "documentMessage",
        "locationMessage",
        "contactMessage",
        "pollCreationMessageV3",
        "reactionMessage",
        "viewOnceMessageV2",
        "eventMessage",
    }
    statuses = [step.data["status"] for step in steps if step.event == "messages.update"]
    assert statuses[:3] == ["SERVER_ACK", "DELIVERY_ACK", "READ"]
    kinds = {step.data.get("type") for step in steps if step.event == "messages.edited"}
    assert kinds == {"MESSAGE_EDIT", "REVOKE"}
    received = [step.data for step in steps if step.event == "messages.upsert"]
    lids = [data["key"] for data in received if data["key"]["remoteJid"].endswith("@lid")]
    assert {"remoteJidAlt" in key for key in lids} == {True, False}
    assert any(data["key"]["remoteJid"].endswith("@g.us") for data in received)
    assert any("contextInfo" in step.data and step.data["contextInfo"] for step in steps)
    photos = [data["message"] for data in received if data["messageType"] == "imageMessage"]
    assert all(isinstance(each["imageMessage"]["jpegThumbnail"], bytes) for each in photos)
    assert all(each["base64"] for each in photos)


def test_one_seed_tells_one_story() -> None:
    assert scripted(BUSINESSES[0], 5, 40) == scripted(BUSINESSES[0], 5, 40)
    assert scripted(BUSINESSES[0], 5, 40) != scripted(BUSINESSES[0], 6, 40)


def test_message_ids_never_repeat() -> None:
    steps = scripted(BUSINESSES[0], 1, 400)
    sent = [step.data["key"]["id"] for step in steps if "messageType" in step.data]
    assert len(sent) == len(set(sent)) == 400
