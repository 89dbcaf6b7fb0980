from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import orjson

from evodesk.simulator import demo
from evodesk.simulator.settings import Settings
from evodesk.simulator.thread import SimulatorThread
from evodesk.simulator.world import World
from tests.simulator.waiting import until


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
