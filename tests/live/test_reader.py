from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.filter import MessageFilter
from evodesk.domain.message import Kind, Message, MessageKey, Source
from evodesk.live import reader
from evodesk.live.reader import Reader
from evodesk.store.database import Database
from evodesk.store.messages import Messages
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from evodesk.domain.message import StoredMessage

SAMPLE = Message(
    MessageKey("srv", "balcao", "M", False), "x@s.whatsapp.net", "x@s.whatsapp.net", "Rogério",
    "5511955501432", Kind.TEXT, "orçamento", 1_795_440_000, Source.WEBSOCKET, 1.0,
)  # fmt: skip


class Desk:
    def __init__(self, messages: Messages, tasks: Tasks) -> None:
        self.messages, self.tasks = messages, tasks
        self.reader = Reader("srv", messages, tasks)

    async def add(self, count: int, server: str = "srv", instance: str = "balcao") -> None:
        await self.messages.add(
            [
                SAMPLE._replace(
                    key=MessageKey(server, instance, f"{instance}{number}", False),
                    timestamp=SAMPLE.timestamp + number,
                )
                for number in range(count)
            ]
        )


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database, tasks = Database.open(tmp_path / "evodesk.db"), Tasks()
    yield Desk(Messages(database), tasks)
    await tasks.close()
    database.close()


async def test_a_newer_search_makes_the_one_before_silent(desk: Desk) -> None:
    await desk.add(2)
    found: list[tuple[str, int]] = []
    desk.reader.found.connect(lambda wanted, rows, _: found.append((wanted.text, len(rows))))
    desk.reader.search(MessageFilter("orc"))
    desk.reader.search(MessageFilter("orcamento"))
    await desk.tasks.settle()
    assert found == [("orcamento", 2)]


async def test_a_search_may_be_of_one_instance(desk: Desk) -> None:
    await desk.add(2)
    await desk.add(3, instance="pecas")
    found: list[int] = []
    desk.reader.found.connect(lambda _, rows, more: found.append(len(rows)))
    desk.reader.search(MessageFilter("Rogério", frozenset({"pecas"})))
    await desk.tasks.settle()
    assert found == [3]


async def test_only_the_messages_of_its_server_are_counted(desk: Desk) -> None:
    await desk.add(2)
    await desk.add(5, server="other")
    counted: list[int] = []
    desk.reader.counted.connect(counted.append)
    desk.reader.count()
    await desk.tasks.settle()
    assert counted == [2]


async def test_results_page_by_page_and_then_how_many(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PAGE", 4)
    monkeypatch.setattr(reader, "FIRST_PAGE", 4)
    await desk.add(6)
    wanted = MessageFilter("orcamento")
    told: list[object] = []
    pages: list[tuple[StoredMessage, ...]] = []
    desk.reader.found.connect(lambda asked, rows, more: told.append((len(rows), more)))
    desk.reader.found.connect(lambda asked, rows, more: pages.append(rows))
    desk.reader.found_in_all.connect(lambda *all_: told.append(all_))
    desk.reader.found_more.connect(lambda _, rows, more: told.append((len(rows), more)))
    desk.reader.search(wanted)
    await desk.tasks.settle()
    desk.reader.search_more(wanted, pages[0][0])
    await desk.tasks.settle()
    first, last = SAMPLE.timestamp, SAMPLE.timestamp + 5
    assert told == [(4, True), (wanted, 6, first, last), (2, False)]


async def test_results_after_the_last_that_is_shown(desk: Desk) -> None:
    await desk.add(6)
    wanted = MessageFilter("orcamento")
    pages: list[tuple[StoredMessage, ...]] = []
    told: list[object] = []
    desk.reader.found.connect(lambda _, rows, more: pages.append(rows))
    desk.reader.found_later.connect(lambda *page: told.append(page))
    desk.reader.search(wanted)
    await desk.tasks.settle()
    desk.reader.search_later(wanted, pages[0][3])
    await desk.tasks.settle()
    assert told == [(pages[0][3], pages[0][4:], False)]


async def test_a_blank_search_asks_nothing(desk: Desk) -> None:
    told: list[object] = []
    desk.reader.found.connect(lambda *all_: told.append(all_))
    desk.reader.search(MessageFilter())
    await desk.tasks.settle()
    assert told == []
