"""Instances that deliver here are switched away, on the simulated server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.live.handing_back import hand_back
from tests.live.living import World, living, until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.domain.status import InstanceStatus
    from evodesk.simulator.thread import SimulatorThread


def delivering(world: World) -> list[InstanceStatus]:
    return [each for each in world.session.directory.all if each.delivers_here]


async def test_all_that_lead_here_go_back_to_websocket(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        for name in ("balcao", "sem_modo"):
            await world.session.switchboard.switch(Wish(name, Side.WEBHOOK))
        assert {each.name for each in delivering(world)} == {"balcao", "sem_modo"}
        told: list[int] = []
        left = await hand_back(world.session.switchboard, delivering(world), told.append, 10)
        assert left == ()
        assert told == [1, 2]
        assert world.server_mode("balcao") == (False, True)
        assert world.server_mode("sem_modo") == (False, True)
        assert world.server_mode("recepcao") == (True, False), "that webhook is somebody else's"
        journal = await world.store.switches.last(world.session.server.id)
        assert journal["balcao"].after == "websocket"


async def test_what_the_server_refuses_is_left_and_named(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        for name in ("balcao", "sem_modo"):
            await world.session.switchboard.switch(Wish(name, Side.WEBHOOK))
        simulator.faults([{"match": "POST /websocket/set/balcao", "kind": "status", "status": 400}])
        told: list[int] = []
        left = await hand_back(world.session.switchboard, delivering(world), told.append, 20)
        assert [each.name for each in left] == ["balcao"]
        assert told == [1]
        assert world.server_mode("balcao") == (True, False)


async def test_a_silent_server_is_not_waited_for(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        simulator.faults([{"match": "GET /webhook/find/balcao", "kind": "delay", "seconds": 2}])
        left = await hand_back(world.session.switchboard, delivering(world), lambda n: None, 0.2)
        assert [each.name for each in left] == ["balcao"]
        assert world.server_mode("balcao") == (True, False)
        await until(lambda: world.server_mode("balcao") == (False, True))
