"""Limits are kept in the background; wishes are answered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from evodesk.live import housekeeping as module
from evodesk.live.housekeeping import Housekeeping
from evodesk.live.unread import Unread
from evodesk.store.attention import Attention, Heed
from evodesk.store.database import Database
from evodesk.store.media import MediaFiles
from evodesk.store.messages import Messages
from evodesk.store.retention import Limits, Retention
from evodesk.tasks import Tasks
from tests.store.making import SERVER, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class House:
    def __init__(self, folder: Path) -> None:
        self.database, self.tasks = Database.open(folder / "evodesk.db"), Tasks()
        self.messages = Messages(self.database)
        self.limits = Limits()
        retention = Retention(self.database, MediaFiles(folder / "media"))
        self.keeping = Housekeeping(retention, lambda: self.limits, self.tasks)
        self.unread = Unread(SERVER, Attention(self.database), self.tasks)

    async def stored(self) -> int:
        return (await self.messages.counts(SERVER)).stored


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(module, "PAUSE", 0)
    made = House(tmp_path)
    await made.messages.add([message(str(n), at=1_700_000_000 + n) for n in range(10)])
    yield made
    await made.tasks.close()
    made.database.close()


async def test_a_new_limit_is_kept_soon(house: House) -> None:
    pruned = asyncio.Event()
    house.keeping.pruned.connect(pruned.set)
    house.tasks.start(house.keeping.run(), name="housekeeping")
    house.limits = Limits(messages=4)
    house.keeping.look()
    async with asyncio.timeout(5):
        await pruned.wait()
    assert await house.stored() == 4


async def test_a_wipe_is_counted_first_and_told_at_its_end(house: House) -> None:
    told: list[tuple[object, ...]] = []
    house.keeping.counted.connect(lambda *all_: told.append(all_))
    house.keeping.wiped.connect(lambda *all_: told.append(all_))
    house.keeping.count(SERVER, "loja")
    await house.tasks.settle()
    house.keeping.wipe(SERVER, "loja")
    await house.tasks.settle()
    assert told == [(SERVER, "loja", 10), (SERVER, "loja")]
    assert await house.stored() == 0


async def test_compacting_tells_its_beginning_and_its_end(house: House) -> None:
    told: list[bool] = []
    house.keeping.sized.connect(lambda size, busy: told.append(busy))
    house.keeping.compact()
    await house.tasks.settle()
    house.keeping.measure()
    await house.tasks.settle()
    assert told == [True, False, False]


async def test_unread_follows_each_change(house: House) -> None:
    told: list[dict[str, Heed]] = []
    house.unread.changed.connect(told.append)
    house.unread.read()
    house.unread.mark_read("loja")
    house.unread.mute("loja", True)
    await house.tasks.settle()
    assert told == [{"loja": Heed(10, False)}, {"loja": Heed(0, False)}, {"loja": Heed(0, True)}]
