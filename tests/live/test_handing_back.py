"""Instances that deliver here are switched away, on the simulated server."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode, Original, Reception, Side, WebhookConfig
from evodesk.domain.switch import Wish
from evodesk.live.handing_back import delivering_here, hand_back, unwatched, way_back
from evodesk.simulator.thread import SimulatorThread
from tests.live.living import living
from tests.ui.samples import status
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path


async def test_all_that_lead_here_go_back_to_websocket(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        for name in ("balcao", "sem_modo"):
            await world.session.switchboard.switch(Wish(name, Side.WEBHOOK))
        assert {each.name for each in delivering_here(world.session)} == {"balcao", "sem_modo"}
        told: list[int] = []
        here, board = delivering_here(world.session), world.session.switchboard
        left = await hand_back(board, here, told.append, 10)
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
        here, board = delivering_here(world.session), world.session.switchboard
        left = await hand_back(board, here, told.append, 20)
        assert [each.name for each in left] == ["balcao"]
        assert told == [1]
        assert world.server_mode("balcao") == (True, False)


async def test_a_silent_server_is_not_waited_for(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        simulator.faults([{"match": "GET /webhook/find/balcao", "kind": "delay", "seconds": 2}])
        here, board = delivering_here(world.session), world.session.switchboard
        left = await hand_back(board, here, unwatched, 0.2)
        assert [each.name for each in left] == ["balcao"]
        assert world.server_mode("balcao") == (True, False)
        await until(lambda: world.server_mode("balcao") == (False, True))


def test_where_an_instance_goes_back_to() -> None:
    webhook = WebhookConfig(True, "http://127.0.0.1:8765/x", events=frozenset({"MESSAGES_UPSERT"}))
    theirs = WebhookConfig(True, "https://n8n.example/hook", events=frozenset({"CALL"}))
    here = status(mode=Mode.WEBHOOK)
    assert way_back(here) == Wish("balcao", Side.WEBSOCKET)
    off = replace(here, reception=Reception(webhook, None, websocket_available=False))
    assert way_back(off) is None
    known = replace(off, original=Original(Reception(theirs, None), 0.0))
    assert way_back(known) == Wish("balcao", Side.WEBHOOK, exactly=theirs)
    comma = replace(known, instance=replace(known.instance, name="a,b"), reception=here.reception)
    assert way_back(comma) == Wish("a,b", Side.WEBHOOK, exactly=theirs)
    assert way_back(replace(here, reception=None)) is None


async def test_without_websocket_the_webhook_of_before_comes_back(tmp_path: Path) -> None:
    with SimulatorThread(websocket_available=False) as simulator:
        theirs = {"enabled": True, "url": "https://n8n.example/hook", "events": ["CALL"]}
        simulator.add({"name": "loja", "webhook": theirs})
        async with living(simulator, tmp_path) as world:
            url = world.address.url_for(world.session.server)
            ours = Wish("loja", Side.WEBHOOK, url=url, confirmed=True)
            await world.session.switchboard.switch(ours)
            assert [each.name for each in delivering_here(world.session)] == ["loja"]
            await until(lambda: world.status("loja").original is not None)
            board = world.session.switchboard
            assert await hand_back(board, delivering_here(world.session), unwatched, 10) == ()
            found = simulator.state()["instances"]["loja"]["webhook"]
            assert found["url"] == theirs["url"]
            assert found["events"] == ["CALL"]
            assert found["enabled"]
