from __future__ import annotations

import random
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from evodesk.simulator import demo
from evodesk.simulator.people import BUSINESSES
from evodesk.simulator.pictures import photo, qr_like
from evodesk.simulator.script import Script, Step
from evodesk.simulator.settings import Settings
from evodesk.simulator.thread import SimulatorThread
from evodesk.simulator.world import World
from tests.simulator.waiting import until

if TYPE_CHECKING:
    from evodesk.simulator.people import Business

NOW = 1795440000


def scripted(business: Business, seed: int, count: int) -> list[Step]:
    script = Script(business, random.Random(seed))
    return [step for number in range(count) for step in script.next(NOW + number)]


@pytest.mark.parametrize("business", BUSINESSES, ids=lambda each: each.number)
def test_one_deck_shows_every_kind(business: Business) -> None:
    script = Script(business, random.Random(1))
    steps = [step for _ in range(script.deck_size) for step in script.next(NOW)]
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


def test_history_covers_yesterday_and_today() -> None:
    world = World()
    demo.furnish(world, Settings(demo=True))
    midnight = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    for instance in world.instances.values():
        found: Any = instance.history.find({"offset": 100})
        stamps = [
            datetime.fromtimestamp(each["messageTimestamp"])
            for each in orjson.loads(orjson.dumps(found))["messages"]["records"]
        ]
        if instance.link != "open":
            assert not stamps
            continue
        assert len(stamps) == demo.YESTERDAY + demo.TODAY
        assert all(midnight - timedelta(days=1) <= each for each in stamps)
        assert max(stamps) <= datetime.now() + timedelta(seconds=5)
        assert sum(each >= midnight for each in stamps) == demo.TODAY


def test_furniture() -> None:
    world = World()
    demo.furnish(world, Settings(demo=True))
    shown = list(world.instances.values())
    assert sorted(each.link for each in shown) == ["close", "connecting", "open", "open", "open"]
    opened = [each for each in shown if each.link == "open"]
    assert sum(each.websocket is not None for each in opened) == 2
    assert [each.reason for each in shown if each.link == "close"] == [401]
    foreign = [each.webhook for each in opened if each.webhook]
    assert [row.url.startswith("https://n8n.clinicasorriso.example/") for row in foreign] == [True]
    assert not any(each.both_on for each in shown)
    again = World()
    demo.furnish(again, Settings(demo=True))
    assert [(each.id, each.token) for each in shown] == [
        (each.id, each.token) for each in again.instances.values()
    ]


def test_people_talk_on_both_ways() -> None:
    with SimulatorThread(demo=True, rate=200.0) as simulator:
        until(
            lambda: (
                {each["event"] for each in simulator.state()["deliveries"]}
                >= {"messages.upsert", "send.message"}
            )
        )
        state = simulator.state()["instances"]
        until(
            lambda: all(
                simulator.state()["instances"][name]["stored"] > 40
                for name, each in state.items()
                if each["link"] == "open"
            )
        )
        closed = [each for each in state.values() if each["link"] == "close"]
        assert [each["emitted"] for each in closed] == [0]


def test_nobody_talks_at_rate_zero() -> None:
    with SimulatorThread(demo=True, rate=0.0) as simulator:
        time.sleep(0.05)
        stored = [each["stored"] for each in simulator.state()["instances"].values()]
        assert sorted(stored) == [0, 0, 40, 40, 40]


def test_pictures_differ_with_their_text() -> None:
    assert qr_like("one").startswith(b"\x89PNG")
    assert qr_like("one") == qr_like("one") != qr_like("two")
    assert photo("one") != photo("two")
