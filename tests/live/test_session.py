"""A whole session against the simulated server, with a real store and a real receiver."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.instance import LinkState
from evodesk.domain.message import Source
from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import ServerState, StreamState
from evodesk.domain.switch import Wish
from evodesk.errors import TakeoverNeeded
from evodesk.secrets import Vault
from tests.live.living import living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread


async def test_instances_are_listed_with_their_modes(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        modes = {each.name: each.mode for each in world.session.directory.all}
        assert modes == {
            "balcao": Mode.WEBSOCKET, "recepcao": Mode.WEBHOOK, "sem_modo": Mode.NONE,
        }  # fmt: skip
        assert world.session.watch.status.state is ServerState.OK
        assert world.session.watch.status.version == "2.3.6"
        assert not world.session.directory["recepcao"].destination.here  # type: ignore[union-attr]


async def test_messages_arrive_either_way_and_the_switch_is_exclusive(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        directory = world.session.directory
        simulator.message("balcao", "cria o canal", id="M1")
        await until(lambda: directory["balcao"].stream is StreamState.LIVE)
        simulator.message("balcao", "pelo socket", id="M2")
        await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        assert world.server_mode("balcao") == (True, False)
        simulator.message("balcao", "pelo webhook", id="M3")
        await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
        assert world.server_mode("balcao") == (False, True)
        simulator.message("balcao", "de novo pelo socket", id="M4")
        async with asyncio.timeout(10):
            while set(await world.ids()) < {"M1", "M2", "M3", "M4"}:
                await asyncio.sleep(0.02)
        rows = await world.store.messages.latest("srv", 10)
        sources = {row.message.key.id: row.message.source for row in rows}
        assert sources["M2"] is Source.WEBSOCKET
        assert sources["M3"] is Source.WEBHOOK
        assert sources["M4"] is Source.WEBSOCKET
        assert not simulator.state()["instances"]["balcao"]["both_on_ever"]


async def test_a_foreign_webhook_is_not_silenced_unasked(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        with pytest.raises(TakeoverNeeded):
            await world.session.switchboard.switch(Wish("recepcao", Side.WEBSOCKET))
        assert world.server_mode("recepcao") == (True, False)
        await world.session.switchboard.switch(Wish("recepcao", Side.WEBSOCKET, confirmed=True))
        assert world.server_mode("recepcao") == (False, True)


async def test_what_came_while_we_were_away_is_read_back(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    simulator.message("balcao", "ninguém ouviu", id="A1")
    async with living(simulator, tmp_path) as world:
        async with asyncio.timeout(10):
            while await world.ids() != ["A1"]:
                await asyncio.sleep(0.02)
    simulator.message("balcao", "fechado", id="A2")
    async with living(simulator, tmp_path) as world:
        async with asyncio.timeout(10):
            while set(await world.ids()) != {"A1", "A2"}:
                await asyncio.sleep(0.02)


async def test_a_server_that_goes_away_and_comes_back(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        simulator.message("balcao", "um", id="R1")
        await until(lambda: world.session.directory["balcao"].stream is StreamState.LIVE)
        lost: list[str] = []
        world.session.streams.lost.connect(lost.append)
        simulator.restart(down=0.5)
        await until(lambda: lost == ["balcao"])
        world.session.watch.refresh()
        await until(lambda: world.session.watch.status.state is ServerState.DOWN)
        world.session.watch.refresh()
        await until(lambda: world.session.watch.status.state is ServerState.OK)
        simulator.message("balcao", "dois", id="R2")
        await until(lambda: world.session.directory["balcao"].stream is StreamState.LIVE, 15)
        async with asyncio.timeout(10):
            while set(await world.ids()) != {"R1", "R2"}:
                await asyncio.sleep(0.02)


async def test_after_a_sleep_the_socket_is_another_one_at_once(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        simulator.message("balcao", "um", id="S1")
        await until(lambda: world.status("balcao").stream is StreamState.LIVE)
        states: list[StreamState] = []
        world.session.streams.state_changed.connect(
            lambda _name, state, _code: states.append(state)
        )
        now = time.time()
        world.session.outages.clock.slept.emit(now - 3600, now)
        await until(lambda: states[-1:] == [StreamState.LIVE], 3)
        assert StreamState.CONNECTING in states


async def test_a_link_that_changes_is_read_at_once(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        simulator.message("balcao", "um", id="L1")
        await until(lambda: world.status("balcao").stream is StreamState.LIVE)
        simulator.change("balcao", websocket={"enabled": True, "events": []})
        simulator.mark()
        simulator.link("balcao", "close")
        await until(
            lambda: (
                "/webhook/find/balcao" in [path for _, path, _ in simulator.state()["requests"]]
            ),
            5,
        )
        assert world.status("balcao").instance.link is LinkState.CLOSED


async def test_a_webhook_of_ours_that_leads_elsewhere_is_led_here(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    """Another port than last time: the server still delivers to the one of before, and nothing
    is called here until it is."""
    vault = Vault.in_memory()
    async with living(simulator, tmp_path, vault) as world:
        await world.session.switchboard.switch(Wish("sem_modo", Side.WEBHOOK))
        destination = world.status("sem_modo").destination
        assert destination is not None
        assert destination.here
    async with living(simulator, tmp_path, vault) as world:
        directory, place = world.session.directory, world.address.url_for(world.session.server)

        def at_server() -> object:
            return simulator.state()["instances"]["sem_modo"]["webhook"]["url"]

        if at_server() != place:
            assert not directory["sem_modo"].delivers_here
        await until(lambda: directory["sem_modo"].delivers_here)
        assert at_server() == place
        simulator.message("sem_modo", "chega aqui", id="W1")
        async with asyncio.timeout(10):
            while await world.ids() != ["W1"]:
                await asyncio.sleep(0.02)


async def test_a_webhook_that_only_moved_is_told_as_no_switch_by_the_next_run(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    vault, moved = Vault.in_memory(), "https://other.example/hook"
    async with living(simulator, tmp_path, vault) as world:
        wish = Wish("recepcao", Side.WEBHOOK, url=moved, confirmed=True)
        await world.session.switchboard.switch(wish)
        assert world.status("recepcao").last_switch is None
    async with living(simulator, tmp_path, vault) as world:
        await until(lambda: world.status("recepcao").original is not None)
        assert world.status("recepcao").last_switch is None
