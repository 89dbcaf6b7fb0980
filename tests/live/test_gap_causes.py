"""Every cause of a gap in a whole session: what came unheard meanwhile is here once, and the gap
names why."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Source
from evodesk.domain.reception import Side
from evodesk.domain.status import ServerState, StreamState
from evodesk.domain.switch import Wish
from evodesk.live import backfill
from tests.live.living import World, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.2, 0.2))


def gaps(world: World, name: str) -> list[Gap]:
    return [gap for gap in world.session.recovery.gaps.all if gap.instance == name]


async def quiet(world: World, name: str) -> None:
    """Nothing of it is read back any more."""
    await until(lambda: all(gap.state is not GapState.OPEN for gap in gaps(world, name)))


async def live(world: World) -> None:
    world.simulator.message("balcao", "cria o canal", id="M0")
    await until(lambda: world.status("balcao").stream is StreamState.LIVE)
    await quiet(world, "balcao")


async def delivering_here(world: World) -> None:
    await world.session.switchboard.switch(Wish("sem_modo", Side.WEBHOOK))
    await quiet(world, "sem_modo")


def unheard(world: World, name: str, id_: str) -> None:
    """The server keeps it; nobody is told of it."""
    world.simulator.events(drop=1.0, seed=1)
    world.simulator.message(name, "ninguém ouviu", id=id_)
    world.simulator.events()


async def recovered(world: World, name: str, id_: str) -> Gap:
    """The gap in which it was found."""
    async with asyncio.timeout(10):
        while id_ not in await world.ids():
            await asyncio.sleep(0.02)
    await quiet(world, name)
    rows = await world.store.messages.latest("srv", 100)
    (row,) = [row for row in rows if row.message.key.id == id_]
    assert row.message.source is Source.BACKFILL
    found = [gap for gap in gaps(world, name) if gap.first_row == row.row]
    assert len(found) == 1
    return found[0]


async def test_sleep(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with living(simulator, tmp_path) as world:
        await delivering_here(world)
        unheard(world, "sem_modo", "S1")
        now = time.time()
        world.session.outages.clock.slept.emit(now - 3600, now)
        gap = await recovered(world, "sem_modo", "S1")
        assert (gap.cause, gap.state, gap.recovered) == (Cause.SLEEP, GapState.FILLED, 1)


async def test_clock_jump(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with living(simulator, tmp_path) as world:
        await live(world)
        unheard(world, "balcao", "C1")
        world.session.outages.clock.jumped.emit(7200.0)
        gap = await recovered(world, "balcao", "C1")
        assert (gap.cause, gap.state) == (Cause.CLOCK_JUMP, GapState.FILLED)


async def test_receiver_down(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with living(simulator, tmp_path) as world:
        await delivering_here(world)
        await world.door.close()
        unheard(world, "sem_modo", "D1")
        await world.door.open("127.0.0.1", 0)
        world.session.recovery.on_receiver_moved()
        world.session.watch.refresh()
        gap = await recovered(world, "sem_modo", "D1")
        assert (gap.cause, gap.state) == (Cause.RECEIVER_DOWN, GapState.FILLED)


async def test_a_server_that_cannot_be_reached_may_not_reach_us(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    """Only its list is away, as behind a broken proxy; the socket stays. What is read meanwhile
    (at the end of a switch, for instance) does not settle it."""
    async with living(simulator, tmp_path) as world:
        await delivering_here(world)
        simulator.faults([{"match": "fetchInstances", "kind": "status", "status": 502}])
        world.session.watch.refresh()
        await until(lambda: world.session.watch.status.state is ServerState.DOWN)
        await world.session.recovery.backfill.recover("sem_modo")
        unheard(world, "sem_modo", "U1")
        simulator.faults([])
        world.session.watch.refresh()
        gap = await recovered(world, "sem_modo", "U1")
        assert (gap.cause, gap.state) == (Cause.DISCONNECTION, GapState.FILLED)


@pytest.mark.parametrize("down", [0.0, 0.2])
async def test_a_short_restart_takes_pending_webhooks_along(
    simulator: SimulatorThread, tmp_path: Path, down: float
) -> None:
    """No instance is live by the socket; the connection itself is what is lost."""
    async with living(simulator, tmp_path) as world:
        await delivering_here(world)
        unheard(world, "sem_modo", "R1")
        simulator.restart(down=down)
        gap = await recovered(world, "sem_modo", "R1")
        assert gap.cause in (Cause.DISCONNECTION, Cause.SERVER_RESTART)
        assert gap.state is GapState.FILLED
