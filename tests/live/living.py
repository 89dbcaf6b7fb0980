"""A whole session against the simulated server, with a real store and a real receiver: what the
program builds, without the window."""

from __future__ import annotations

import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evodesk.domain.instance import Server
from evodesk.domain.reception import Mode, Side
from evodesk.doors import ReceiverDoor
from evodesk.live.address import OwnAddress
from evodesk.live.arrivals import Arrivals
from evodesk.live.feed import Feed
from evodesk.live.inbox import Inbox
from evodesk.live.session import Parts, Session
from evodesk.secrets import Seal, Vault
from evodesk.store.media_cache import MediaCache
from evodesk.store.store import Store
from evodesk.tasks import Tasks
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from evodesk.domain.status import InstanceStatus
    from evodesk.simulator.thread import SimulatorThread


@dataclass
class World:
    session: Session
    door: ReceiverDoor
    address: OwnAddress
    feed: Feed
    store: Store
    simulator: SimulatorThread
    resumed: list[tuple[str, Mode]]
    """What was told of switches that were left halfway."""

    def status(self, name: str) -> InstanceStatus:
        return self.session.directory[name]

    def server_mode(self, name: str) -> tuple[bool, bool]:
        found = self.simulator.state()["instances"][name]
        return tuple(bool(found[side] and found[side]["enabled"]) for side in Side)  # type: ignore[return-value]

    async def ids(self) -> list[str]:
        rows = await self.store.messages.latest(self.session.server.id, 1000)
        return [row.message.key.id for row in rows]


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@asynccontextmanager
async def living(
    simulator: SimulatorThread, folder: Path, vault: Vault | None = None, port: int = 0
) -> AsyncIterator[World]:
    """`vault`: the one of the life before, which alone can open what that one sealed. `port`: of
    the receiver; 0: any."""
    seal = Seal(vault or Vault.in_memory())
    store = Store.open(folder / "evodesk.db", folder / "media", seal)
    tasks = Tasks()
    feed = Feed(store.messages, store.media, tasks)
    server = Server("srv", simulator.url, "simulated")
    address = OwnAddress({server.id: await store.certain.secret(server.id)})
    arrivals = Arrivals(address.is_ours)
    door = ReceiverDoor(Inbox(feed, address, arrivals), address)
    await door.open("127.0.0.1", port)
    cache = MediaCache(folder / "cache", 10_000_000)
    certain = await store.certain.times(server.id)
    session = Session(server, simulator.key, Parts(store, feed, address, arrivals, cache), certain)
    resumed: list[tuple[str, Mode]] = []
    session.resuming.resumed.connect(lambda name, mode: resumed.append((name, mode)))
    session.open()
    try:
        await until(
            lambda: (
                all(each.reception for each in session.directory.all)
                and bool(session.directory.all)
            ),
            30,
        )
        yield World(session, door, address, feed, store, simulator, resumed)
    finally:
        await session.close()
        await door.close()
        await tasks.close()
        store.database.close()
