"""What people ask of an instance of the simulated server beside a switch; of drift, see
test_drifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from tests.live.conftest import FOREIGN
from tests.live.living import living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread


async def test_a_restart_is_told_and_the_server_read_anew(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        requests, restarted, listed = world.session.requests, list[str](), list[object]()
        requests.restarted.connect(restarted.append)
        world.session.watch.listed.connect(lambda instances, _asked_at: listed.append(instances))
        requests.restart("balcao")
        await until(lambda: restarted == ["balcao"])
        await until(lambda: bool(listed))


async def test_a_restart_that_the_server_refuses_is_told_as_such(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        requests, restarted, refused = world.session.requests, list[str](), list[str]()
        requests.restarted.connect(restarted.append)
        requests.refused.connect(lambda name, _error: refused.append(name))
        simulator.faults([{"match": "/instance/restart", "kind": "status", "status": 400}])
        requests.restart("balcao")
        await until(lambda: refused == ["balcao"])
        assert restarted == []


async def test_what_was_there_before_a_takeover_is_there_again(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("recepcao", Side.WEBSOCKET, confirmed=True))
        assert world.server_mode("recepcao") == (False, True)
        await until(lambda: world.status("recepcao").original is not None)
        world.session.requests.restore("recepcao")
        await until(lambda: world.server_mode("recepcao") == (True, False))
        assert simulator.state()["instances"]["recepcao"]["webhook"]["url"] == FOREIGN


async def test_nothing_is_watched_where_nothing_is_kept(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        session, refused = world.session, list[tuple[str, str]]()
        session.requests.refused.connect(lambda name, error: refused.append((name, error.code)))
        session.recovery.storing.value = False
        session.requests.watch("balcao", True)
        await until(lambda: refused == [("balcao", "nothing_stored")])
        assert await world.store.watched.all(session.server.id) == frozenset()
        session.recovery.storing.value = True
        session.requests.watch("balcao", True)
        await until(lambda: world.status("balcao").is_watched)
        session.requests.watch("balcao", False)
        await until(lambda: not world.status("balcao").is_watched)
