"""The content of a message: from here if it is here, else from the simulated server."""

from __future__ import annotations

import asyncio
import base64
import time
from typing import TYPE_CHECKING

from evodesk.errors import EvodeskError, NotWritable, RequestRefused
from tests.live.living import World, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.domain.message import StoredMessage
    from evodesk.simulator.thread import SimulatorThread

CONTENT = b"\x89PNG" + bytes(50_000)


class Told:
    def __init__(self, world: World) -> None:
        self.ready: list[Path] = []
        self.failed: list[EvodeskError] = []
        self.progress: list[tuple[int, int]] = []
        self.saved: list[Path] = []
        self.not_saved: list[EvodeskError] = []
        media = world.session.media
        media.ready.connect(lambda _row, path: self.ready.append(path))
        media.failed.connect(lambda _row, error: self.failed.append(error))
        media.progressed.connect(lambda _row, *bytes_: self.progress.append(bytes_))
        media.saved.connect(self.saved.append)
        media.not_saved.connect(self.not_saved.append)


async def picture(world: World, id_: str = "P1", mime: str = "image/png") -> StoredMessage:
    """A stored picture whose content the server has and we have not."""
    data = {
        "key": {"remoteJid": "5511955500001@s.whatsapp.net", "fromMe": False, "id": id_},
        "pushName": "Ana",
        "messageType": "imageMessage",
        "message": {
            "imageMessage": {"mimetype": mime},
            "base64": base64.b64encode(CONTENT).decode(),
        },
        "messageTimestamp": int(time.time()),
    }
    world.simulator.emit("balcao", "messages.upsert", data)
    async with asyncio.timeout(10):
        while id_ not in await world.ids():
            await asyncio.sleep(0.02)
    rows = await world.store.messages.latest("srv", 10)
    return next(row for row in rows if row.message.key.id == id_)


async def test_it_is_fetched_once_and_kept(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with living(simulator, tmp_path) as world:
        stored, told = await picture(world), Told(world)
        world.session.media.look(stored)
        world.session.media.want(stored)
        world.session.media.want(stored)
        await until(lambda: bool(told.ready))
        assert told.ready[0].read_bytes() == CONTENT
        assert told.ready[0].suffix == ".png"
        assert told.progress[-1][0] == told.progress[-1][1] > len(CONTENT)
        simulator.mark()
        world.session.media.look(stored)
        world.session.media.want(stored)
        await until(lambda: len(told.ready) == 3)
        asked = [path for _, path, _ in simulator.state()["requests"] if "getBase64" in path]
        assert (asked, told.failed) == ([], [])


async def test_what_the_server_does_not_have_is_told(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        stored, told = await picture(world), Told(world)
        simulator.faults([{"match": "getBase64", "kind": "status", "status": 400}])
        world.session.media.want(stored)
        await until(lambda: bool(told.failed))
        assert isinstance(told.failed[0], RequestRefused)
        simulator.faults([])
        world.session.media.want(stored)
        await until(lambda: bool(told.ready))


async def test_it_is_saved_where_a_person_wants_it(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        stored, told = await picture(world), Told(world)
        world.session.media.want(stored)
        await until(lambda: bool(told.ready))
        world.session.media.save(told.ready[0], tmp_path / "mine.png")
        await until(lambda: bool(told.saved))
        assert (tmp_path / "mine.png").read_bytes() == CONTENT
        world.session.media.save(told.ready[0], tmp_path / "no such folder" / "mine.png")
        await until(lambda: bool(told.not_saved))
        assert isinstance(told.not_saved[0], NotWritable)


async def test_what_could_be_a_program_is_not_named_like_one(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        stored, told = await picture(world, mime="application/x-msdownload"), Told(world)
        world.session.media.want(stored)
        await until(lambda: bool(told.ready))
        assert told.ready[0].suffix == ".bin"
