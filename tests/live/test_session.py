"""A whole session against the simulated server, with a real store and a real receiver."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.instance import Server
from evodesk.domain.message import Source
from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import ServerState, StreamState
from evodesk.domain.switch import Wish
from evodesk.errors import TakeoverNeeded
from evodesk.live.address import OwnAddress
from evodesk.live.feed import Feed
from evodesk.live.inbox import Inbox
from evodesk.live.session import Parts, Session
from evodesk.receiving.receiver import receiver
from evodesk.receiving.serving import Listener
from evodesk.secrets import Seal, Vault
from evodesk.simulator.thread import SimulatorThread
from evodesk.store.store import Store
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

FOREIGN = "https://n8n.clinica.example/webhook/a1b2c3d4e5"


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread(retry_factor=0.01) as running:
        running.add(
            {
                "name": "balcao",
                "number": "5511955500110",
                "websocket": {"enabled": True, "events": []},
            },
            {"name": "recepcao", "webhook": {"enabled": True, "url": FOREIGN, "events": []}},
            {"name": "sem_modo"},
        )
        yield running


@dataclass
class World:
    session: Session
    feed: Feed
    store: Store
    simulator: SimulatorThread

    def status(self, name: str) -> object:
        return self.session.directory[name]

    def server_mode(self, name: str) -> tuple[bool, bool]:
        found = self.simulator.state()["instances"][name]
        return tuple(bool(found[side] and found[side]["enabled"]) for side in Side)  # type: ignore[return-value]

    async def ids(self) -> list[str]:
        rows = await self.store.messages.latest(self.session.server.id, 1000)
        return [row.message.key.id for row in rows]


async def until(fine: Callable[[], bool], seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not fine():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def living(simulator: SimulatorThread, folder: Path) -> AsyncIterator[World]:
    """What app.py builds, without the window."""
    store = Store.open(folder / "evodesk.db", folder / "media", Seal(Vault.in_memory()))
    tasks = Tasks()
    feed = Feed(store.messages, store.media, tasks)
    server = Server("srv", simulator.url, "simulated")
    address = OwnAddress({server.id: await store.certain.secret(server.id)})
    listener = Listener(receiver(Inbox(feed, address)))
    address.port = await listener.start()
    session = Session(server, simulator.key, Parts(store, feed, address))
    await session.open()
    try:
        await until(
            lambda: (
                all(each.reception for each in session.directory.all)
                and bool(session.directory.all)
            )
        )
        yield World(session, feed, store, simulator)
    finally:
        await session.close()
        await listener.stop()
        await tasks.close()
        store.database.close()


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
