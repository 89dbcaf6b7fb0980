"""Exports into files, over a real store."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, TextIO

import pytest

from evodesk.domain.filter import MessageFilter
from evodesk.errors import EvodeskError, NotWritable
from evodesk.live.exporter import Exporter, ExportWish
from evodesk.store.database import Database
from evodesk.store.export import to_jsonl
from evodesk.store.indexing import BURST
from evodesk.store.messages import Messages
from evodesk.tasks import Tasks
from tests.store.making import SERVER, message
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from evodesk.domain.message import StoredMessage

ALL = MessageFilter()


class Desk:
    def __init__(self, file: Path) -> None:
        self.database = Database.open(file)
        self.messages = Messages(self.database)
        self.tasks = Tasks()
        self.exporter = Exporter(SERVER, self.messages, file, self.tasks)
        self.counted: list[int] = []
        self.written: list[int] = []
        self.ended: list[Path] = []
        self.failed: list[EvodeskError] = []
        self.cancelled = 0
        self.exporter.counted.connect(self.counted.append)
        self.exporter.progressed.connect(self.written.append)
        self.exporter.ended.connect(self.ended.append)
        self.exporter.failed.connect(self.failed.append)
        self.exporter.cancelled.connect(self._count)

    def _count(self) -> None:
        self.cancelled += 1

    async def fill(self, number: int) -> None:
        texts = ("orçamento", "obrigado")
        await self.messages.add(
            [message(f"M{n}", texts[n % 2], at=1_760_000_000 - n) for n in range(number)]
        )


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(tmp_path / "evodesk.db")
    yield made
    await made.tasks.close()
    made.database.close()


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


async def test_everything_by_time(desk: Desk, tmp_path: Path) -> None:
    await desk.fill(5)
    target = tmp_path / "all.jsonl"
    desk.exporter.count(ALL)
    desk.exporter.start(ExportWish(ALL, to_jsonl, target))
    await until(lambda: bool(desk.ended and desk.counted))
    assert ids(target) == ["M4", "M3", "M2", "M1", "M0"]
    assert (desk.counted, desk.written[-1], desk.ended) == ([5], 5, [target])


async def test_what_a_burst_brought_is_in_the_file(desk: Desk, tmp_path: Path) -> None:
    """It is not in the index yet."""
    await desk.fill(BURST)
    wanted, target = MessageFilter("orcamento"), tmp_path / "found.jsonl"
    desk.exporter.count(wanted)
    desk.exporter.start(ExportWish(wanted, to_jsonl, target))
    await until(lambda: bool(desk.ended and desk.counted))
    assert (desk.counted, len(ids(target))) == ([BURST // 2], BURST // 2)


async def test_what_a_filter_finds_and_no_phones(desk: Desk, tmp_path: Path) -> None:
    await desk.fill(6)
    wanted, target = MessageFilter("orcamento"), tmp_path / "found.jsonl"
    desk.exporter.count(wanted)
    desk.exporter.start(ExportWish(wanted, to_jsonl, target, masks_phones=True))
    await until(lambda: bool(desk.ended and desk.counted))
    assert ids(target) == ["M4", "M2", "M0"]
    assert desk.counted == [3]
    assert "5511999990001" not in target.read_text()
    assert json.loads(target.read_text().splitlines()[0])["chat"] == "•••01@s.whatsapp.net"


async def test_to_stop_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    await desk.fill(50)
    kept = tmp_path / "kept.jsonl"
    kept.write_text("from before")

    def write(rows: Iterable[StoredMessage], out: TextIO) -> None:
        for _ in rows:
            desk.exporter.cancel()

    desk.exporter.start(ExportWish(ALL, write, kept))
    await until(lambda: desk.cancelled == 1)
    assert kept.read_text() == "from before"
    assert [path.name for path in tmp_path.glob("*.part")] == []
    assert (desk.ended, desk.failed) == ([], [])


async def test_a_folder_that_takes_nothing_is_told(desk: Desk, tmp_path: Path) -> None:
    await desk.fill(1)
    desk.exporter.start(ExportWish(ALL, to_jsonl, tmp_path / "no such folder" / "x.jsonl"))
    await until(lambda: bool(desk.failed))
    assert isinstance(desk.failed[0], NotWritable)
    target = tmp_path / "x.jsonl"
    desk.exporter.start(ExportWish(ALL, to_jsonl, target))
    await until(lambda: desk.ended == [target])


async def test_the_end_of_the_program_ends_it(desk: Desk, tmp_path: Path) -> None:
    await desk.fill(50)
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def write(rows: Iterable[StoredMessage], out: TextIO) -> None:
        for _ in rows:
            loop.call_soon_threadsafe(begun.set)
            time.sleep(0.02)

    desk.exporter.start(ExportWish(ALL, write, tmp_path / "x.jsonl"))
    await begun.wait()
    async with asyncio.timeout(5):
        await desk.tasks.close()
    assert (list(tmp_path.glob("x*")), desk.ended) == ([], [])
