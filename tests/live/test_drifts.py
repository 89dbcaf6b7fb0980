"""Somebody else changes what evodesk left at the simulated server."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from evodesk.domain.drift import Change
from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import Health
from evodesk.domain.switch import Wish
from evodesk.errors import SwitchFailed
from evodesk.secrets import Vault
from tests.live.conftest import FOREIGN
from tests.live.living import World, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.domain.switch import Failure, Takeover
    from evodesk.simulator.thread import SimulatorThread

CRM = "https://crm.clinica.example/in"
SOMEBODY = {
    "enabled": True,
    "url": CRM,
    "headers": {"x-team": "crm"},
    "byEvents": True,
    "base64": True,
    "events": ["MESSAGES_UPSERT"],
}
OFF = {"enabled": False, "events": []}


def writes(simulator: SimulatorThread) -> list[str]:
    return [path for method, path, _ in simulator.state()["requests"] if "/set/" in path]


async def drifted(world: World, name: str) -> tuple[Change, ...]:
    world.session.watch.refresh()
    await until(lambda: world.status(name).drift is not None)
    drift = world.status(name).drift
    assert drift is not None
    return drift.changes


async def settled(world: World, name: str) -> None:
    """A whole further reading, after which nothing is told."""
    read = asyncio.Event()
    world.session.watch.read.connect(read.set)
    world.session.watch.refresh()
    await asyncio.wait_for(read.wait(), 10)
    await asyncio.sleep(0.1)
    assert world.status(name).drift is None


async def test_first_sight_and_our_own_switches_are_no_drift(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        for name in ("balcao", "recepcao", "sem_modo"):
            await settled(world, name)
        for side in (Side.WEBHOOK, Side.WEBSOCKET, Side.WEBHOOK):
            await world.session.switchboard.switch(Wish("balcao", side))
            await settled(world, "balcao")
        world.session.switchboard.request_base64("balcao", False)
        await until(
            lambda: simulator.state()["instances"]["balcao"]["webhook"]["webhookBase64"] is False
        )
        await settled(world, "balcao")


async def test_a_switch_that_was_rolled_back_is_no_drift(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        simulator.faults([{"match": "POST /webhook/set", "kind": "status", "status": 400}])
        with pytest.raises(SwitchFailed):
            await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        assert world.server_mode("balcao") == (False, True)
        await settled(world, "balcao")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"webhook": SOMEBODY, "websocket": OFF}, (Change.MODE,)),
        ({"webhook": SOMEBODY}, (Change.MODE,)),
        ({"websocket": OFF}, (Change.MODE,)),
        ({"websocket": {"enabled": True, "events": ["CALL"]}}, (Change.EVENTS,)),
    ],
    ids=["other mode", "both", "none", "events"],
)
async def test_a_change_by_somebody_else_is_told_and_left_alone(
    simulator: SimulatorThread, tmp_path: Path, change: dict[str, Any], expected: tuple[Change, ...]
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
        simulator.mark()
        simulator.change("balcao", **change)
        assert await drifted(world, "balcao") == expected
        drift = world.status("balcao").drift
        assert drift is not None
        assert drift.baseline.chosen
        assert Health.DRIFT in world.status("balcao").troubles
        world.session.watch.refresh()
        await asyncio.sleep(0.3)
        assert writes(simulator) == []


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("url", f"{FOREIGN}/moved", Change.URL),
        ("headers", {"authorization": "Bearer other"}, Change.HEADERS),
        ("base64", True, Change.BASE64),
        ("byEvents", True, Change.BY_EVENTS),
        ("events", ["CALL"], Change.EVENTS),
    ],
)
async def test_every_part_of_a_webhook_is_watched(
    simulator: SimulatorThread, tmp_path: Path, part: str, value: Any, expected: Change
) -> None:
    async with living(simulator, tmp_path) as world:
        before = {"enabled": True, "url": FOREIGN, "events": []}
        simulator.change("recepcao", webhook=before | {part: value})
        assert await drifted(world, "recepcao") == (expected,)
        drift = world.status("recepcao").drift
        assert drift is not None
        assert not drift.baseline.chosen


async def test_keeping_the_servers_writes_nothing_and_counts_after_a_restart(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    vault = Vault.in_memory()
    async with living(simulator, tmp_path, vault) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
        simulator.mark()
        simulator.change("balcao", webhook=SOMEBODY, websocket=OFF)
        await drifted(world, "balcao")
        world.session.requests.keep("balcao")
        await until(lambda: world.status("balcao").drift is None)
        await settled(world, "balcao")
    async with living(simulator, tmp_path, vault) as world:
        await settled(world, "balcao")
        assert writes(simulator) == []
        record = (await world.store.switches.records("srv"))["balcao"]
        assert (record.webhook_enabled, record.websocket_enabled) == (True, False)
        assert record.webhook_url == CRM


async def test_what_changed_while_evodesk_was_closed_is_found_at_the_next_start(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    vault = Vault.in_memory()
    async with living(simulator, tmp_path, vault) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
    simulator.mark()
    simulator.change("balcao", webhook=SOMEBODY, websocket=OFF)
    async with living(simulator, tmp_path, vault) as world:
        await until(lambda: world.status("balcao").drift is not None)
        drift = world.status("balcao").drift
        assert drift is not None
        assert (drift.baseline.reception.mode, drift.found.mode) == (Mode.WEBSOCKET, Mode.WEBHOOK)
        assert drift.baseline.at < drift.since
        assert writes(simulator) == []
        assert world.status("recepcao").drift is None


async def test_applying_ours_again_asks_about_a_foreign_webhook_and_then_writes_it_whole(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
        ours = simulator.state()["instances"]["balcao"]["websocket"]["events"]
        simulator.mark()
        simulator.change("balcao", webhook=SOMEBODY, websocket=OFF)
        await drifted(world, "balcao")
        asked: list[Takeover] = []
        world.session.switchboard.takeover_asked.connect(asked.append)
        world.session.requests.reapply("balcao")
        await until(lambda: bool(asked))
        assert asked[0].host == "crm.clinica.example"
        assert writes(simulator) == []
        await world.session.switchboard.switch(replace(asked[0].wish, confirmed=True))
        assert world.server_mode("balcao") == (False, True)
        events = simulator.state()["instances"]["balcao"]["websocket"]["events"]
        assert sorted(events) == sorted(ours)
        await settled(world, "balcao")


async def test_a_webhook_is_put_back_with_everything_it_had(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    """And nothing of what the other one had: no header of theirs stays."""
    simulator.change("recepcao", webhook=SOMEBODY)
    theirs = SOMEBODY | {"headers": {"x-other": "1"}, "byEvents": False, "events": ["CALL"]}
    async with living(simulator, tmp_path) as world:
        await settled(world, "recepcao")
        before = simulator.state()["instances"]["recepcao"]["webhook"]
        simulator.change("recepcao", webhook=theirs)
        assert await drifted(world, "recepcao") == (
            Change.EVENTS, Change.HEADERS, Change.BY_EVENTS,
        )  # fmt: skip
        world.session.requests.reapply("recepcao")
        await until(lambda: world.status("recepcao").drift is None)
        after = simulator.state()["instances"]["recepcao"]["webhook"]
        for part in ("url", "headers", "enabled", "webhookByEvents", "webhookBase64"):
            assert after[part] == before[part], part
        assert set(after["events"]) == set(before["events"])


async def test_a_switch_that_was_overtaken_shows_what_the_other_one_made(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        simulator.faults(
            [
                {
                    "match": "POST /webhook/set/balcao",
                    "kind": "hang_after",
                    "seconds": 0.5,
                    "times": 1,
                }
            ]
        )
        failed: list[Failure] = []
        world.session.switchboard.failed.connect(failed.append)
        world.session.switchboard.request(Wish("balcao", Side.WEBHOOK))
        await until(lambda: world.server_mode("balcao") == (True, False))
        simulator.change("balcao", webhook=SOMEBODY)
        await until(lambda: bool(failed))
        assert failed[0].code == "overtaken"
        await drifted(world, "balcao")
        drift = world.status("balcao").drift
        assert drift is not None
        assert drift.baseline.reception.mode is Mode.WEBHOOK
        assert Change.URL in drift.changes


@pytest.mark.parametrize("side", Side)
async def test_one_click_settles_both_and_writes_nothing_else(
    simulator: SimulatorThread, tmp_path: Path, side: Side
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
        simulator.change("balcao", webhook=SOMEBODY)
        await drifted(world, "balcao")
        assert world.status("balcao").mode is Mode.BOTH
        kept = simulator.state()["instances"]["balcao"][side]
        simulator.mark()
        await world.session.switchboard.switch(Wish("balcao", side, confirmed=True))
        assert world.server_mode("balcao") == (side is Side.WEBHOOK, side is Side.WEBSOCKET)
        assert writes(simulator) == [f"/{side.other}/set/balcao"]
        assert simulator.state()["instances"]["balcao"][side] == kept
        await settled(world, "balcao")
