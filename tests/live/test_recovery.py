"""Gaps of a whole session against the simulated server: lost, late, edited, revoked; a crash and
a quit in the midst of reading back; a server that keeps nothing."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Source
from evodesk.domain.reception import Side
from evodesk.domain.status import StreamState
from evodesk.domain.switch import Wish
from evodesk.live import backfill, fetching, storing
from evodesk.secrets import Vault
from evodesk.simulator.thread import SimulatorThread
from tests.live.living import World, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.domain.message import StoredMessage


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.2, 0.2))


def gaps(world: World, name: str = "balcao") -> list[Gap]:
    return [gap for gap in world.session.recovery.gaps.all if gap.instance == name]


async def live(world: World, id: str) -> None:
    world.simulator.message("balcao", "cria o canal", id=id)
    await until(lambda: world.status("balcao").stream is StreamState.LIVE)
    await settled(world)


async def settled(world: World) -> None:
    await until(lambda: all(gap.state is not GapState.OPEN for gap in gaps(world)))


async def stored(world: World) -> dict[str, StoredMessage]:
    rows = await world.store.messages.latest("srv", 1000)
    found = {row.message.key.id: row for row in rows}
    assert len(found) == len(rows), "nothing is doubled"
    return found


async def has(world: World, *ids: str) -> dict[str, StoredMessage]:
    async with asyncio.timeout(10):
        while not set(ids) <= (found := await stored(world)).keys():
            await asyncio.sleep(0.02)
    return found


async def test_lost_events_are_recovered_once_and_told(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await live(world, "M0")
        simulator.events(drop=1.0, seed=1)
        lost = [f"L{number}" for number in range(17)]
        for id_ in lost:
            simulator.message("balcao", "perdida", id=id_)
        simulator.events()
        simulator.restart()
        found = await has(world, *lost)
        assert all(found[id_].message.source is Source.BACKFILL for id_ in lost)
        await settled(world)
        gap = gaps(world)[-1]
        assert gap.cause in (Cause.DISCONNECTION, Cause.SERVER_RESTART)
        assert (gap.state, gap.recovered) == (GapState.FILLED, 17)
        assert gap.first_row == min(found[id_].row for id_ in lost)


async def test_messages_of_one_second_are_read_back_in_their_order(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    second = int(time.time()) - 900
    ids = [f"M{number:02}" for number in range(30)]
    for id_ in ids:
        simulator.message("balcao", "no mesmo segundo", id=id_, timestamp=second)
    async with living(simulator, tmp_path) as world:
        assert list(await has(world, *ids)) == ids


async def test_an_old_stamp_is_found_by_the_counts(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    """The phone was away for three hours, and delivers while nobody listens."""
    async with living(simulator, tmp_path) as world:
        await live(world, "M0")
        simulator.events(drop=1.0, seed=1)
        stamp = int(time.time()) - 3 * 3600
        simulator.message("balcao", "de antes", id="OLD", timestamp=stamp)
        simulator.events()
        simulator.restart()
        found = await has(world, "OLD")
        assert found["OLD"].message.timestamp == stamp


async def test_edits_and_deletions_are_recovered_and_no_stamp_moves(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await live(world, "M0")
        for id_ in ("E1", "D1"):
            simulator.message("balcao", "como era", id=id_)
        before = await has(world, "E1", "D1")
        simulator.events(drop=1.0, seed=1)
        edit = {
            "key": {"id": "E1", "fromMe": False},
            "type": "MESSAGE_EDIT",
            "editedMessage": {"conversation": "como ficou"},
            "timestampMs": str(int(time.time() * 1000)),
        }
        simulator.emit("balcao", "messages.edited", edit)
        revoke = {"key": {"id": "D1", "fromMe": False}, "type": "REVOKE"}
        simulator.emit("balcao", "messages.edited", revoke)
        simulator.events()
        simulator.restart()
        async with asyncio.timeout(10):
            while not (found := await stored(world))["D1"].message.deleted:
                await asyncio.sleep(0.02)
        assert (found["E1"].message.text, found["E1"].message.edited) == ("como ficou", True)
        for id_ in ("E1", "D1"):
            assert found[id_].message.timestamp == before[id_].message.timestamp


async def test_what_became_of_messages_from_before_a_gap_is_found(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    """A deletion leaves the stamp where it was, before all that the gap reaches back to."""
    async with living(simulator, tmp_path) as world:
        await live(world, "M0")
        stamp = int(time.time()) - 2400
        simulator.message("balcao", "apagada depois", id="D1", timestamp=stamp)
        await has(world, "D1")
        await settled(world)
        simulator.events(drop=1.0, seed=1)
        revoke = {"key": {"id": "D1", "fromMe": False}, "type": "REVOKE"}
        simulator.emit("balcao", "messages.edited", revoke)
        simulator.events()
        simulator.restart()
        async with asyncio.timeout(10):
            while not (await stored(world))["D1"].message.deleted:
                await asyncio.sleep(0.02)


async def test_what_came_while_closed_is_a_gap(simulator: SimulatorThread, tmp_path: Path) -> None:
    vault = Vault.in_memory()
    async with living(simulator, tmp_path, vault) as world:
        await live(world, "M0")
    simulator.message("balcao", "ninguém", id="M1")
    async with living(simulator, tmp_path, vault) as world:
        await has(world, "M0", "M1")
        await settled(world)
        causes = [gap.cause for gap in gaps(world)]
        assert causes[0] is Cause.FIRST_SIGHT
        closed = next(gap for gap in gaps(world) if gap.cause is Cause.APP_CLOSED)
        assert (closed.state, closed.recovered) == (GapState.FILLED, 1)


async def test_left_in_the_midst_of_reading_back_it_goes_on(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of a session cancels the reading where it is, as a crash does."""
    monkeypatch.setattr(fetching, "PAGE", 5)
    monkeypatch.setattr(fetching, "SLICE", 2)
    ids = [f"M{number}" for number in range(40)]
    for number, id_ in enumerate(ids):
        simulator.message("balcao", "antes", id=id_, timestamp=int(time.time()) - 900 + number)
    vault = Vault.in_memory()
    simulator.faults([{"match": "findMessages", "kind": "delay", "seconds": 0.15}])
    async with living(simulator, tmp_path, vault) as world:
        async with asyncio.timeout(10):
            while not await stored(world):
                await asyncio.sleep(0.01)
    simulator.faults([])
    async with living(simulator, tmp_path, vault) as world:
        left = [gap for gap in gaps(world) if gap.cause is Cause.FIRST_SIGHT]
        assert len(left) == 1
        await has(world, *ids)
        await until(lambda: gaps(world)[0].state is GapState.FILLED)
        assert gaps(world)[0].recovered == len(ids)


async def test_a_switch_is_a_gap(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with living(simulator, tmp_path) as world:
        await live(world, "M0")
        await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        await settled(world)
        assert gaps(world)[-1].cause is Cause.SWITCH


async def test_a_quiet_armed_instance_is_told_as_armed(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await until(lambda: any(gap.cause is Cause.ARMED for gap in gaps(world)))
        armed = gaps(world)[-1]
        assert (armed.cause, armed.state, armed.until) == (Cause.ARMED, GapState.OPEN, None)


async def test_a_server_that_keeps_nothing_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "STORED_WITHIN", 0.1)
    with SimulatorThread(stores_messages=False) as simulator:
        simulator.add({"name": "balcao", "websocket": {"enabled": True, "events": []}})
        async with living(simulator, tmp_path) as world:
            told: list[bool] = []
            world.session.recovery.storing.found_out.connect(told.append)
            await live(world, "M0")
            for number in range(20):
                simulator.message("balcao", "não fica", id=f"N{number}")
                await asyncio.sleep(0.1)
            assert told == [False]
            assert world.session.recovery.storing.value is False
            simulator.restart()
            await until(lambda: gaps(world)[-1].cause is not Cause.ARMED)
            await until(lambda: gaps(world)[-1].state is GapState.UNRECOVERABLE, 15)


async def test_a_server_that_keeps_messages_is_found_out(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "STORED_WITHIN", 0.1)
    async with living(simulator, tmp_path) as world:
        assert world.session.recovery.storing.value is None
        await live(world, "M0")
        simulator.message("balcao", "fica", id="M1")
        await until(lambda: world.session.recovery.storing.value is True)
