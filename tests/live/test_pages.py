from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.message import Kind, Message, MessageKey, Source
from evodesk.errors import Damaged
from evodesk.live import pages
from evodesk.live.pages import Pages
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
PAGE = 4


class Desk:
    """What was told, with the last letter of each message's id."""

    def __init__(self, messages: Messages, tasks: Tasks) -> None:
        self.messages, self.tasks = messages, tasks
        self.pages = Pages("srv", messages, tasks)
        self.rows: tuple[StoredMessage, ...] = ()
        self.told: list[tuple[str, str, tuple[bool, ...]]] = []
        self.pages.latest.connect(lambda rows: self._note("latest", rows))
        self.pages.older.connect(lambda _, rows, more: self._note("older", rows, more))
        self.pages.newer.connect(lambda _, rows, more: self._note("newer", rows, more))
        self.pages.around.connect(lambda _, rows, *more: self._note("around", rows, *more))
        self.pages.beside.connect(lambda _, rows, *more: self._note("beside", rows, *more))

    async def add(self, ids: str, chat: str = SAMPLE.chat, instance: str = "balcao") -> None:
        """One a second, in this order."""
        await self.messages.add(
            [
                SAMPLE._replace(
                    key=MessageKey("srv", instance, f"{chat}{letter}", False),
                    chat=chat,
                    timestamp=SAMPLE.timestamp + number,
                )
                for number, letter in enumerate(ids)
            ]
        )

    def _note(self, what: str, rows: tuple[StoredMessage, ...], *more: bool) -> None:
        self.rows = rows
        self.told.append((what, "".join(row.message.key.id[-1] for row in rows), more))


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(pages, "PAGE", PAGE)
    database, tasks = Database.open(tmp_path / "evodesk.db"), Tasks()
    yield Desk(Messages(database), tasks)
    await tasks.close()
    database.close()


async def test_pages_go_back_to_the_first_message(desk: Desk) -> None:
    await desk.add("012345")
    desk.pages.read_latest()
    await desk.tasks.settle()
    desk.pages.read_older(desk.rows[0])
    await desk.tasks.settle()
    assert desk.told == [("latest", "2345", ()), ("older", "01", (False,))]


async def test_pages_go_on_to_the_last_message(desk: Desk) -> None:
    await desk.add("01234567")
    desk.pages.read_around(SAMPLE.timestamp + 3)
    await desk.tasks.settle()
    desk.pages.read_newer(desk.rows[-1])
    await desk.tasks.settle()
    assert desk.told == [("around", "1234", (True, True)), ("newer", "567", (False,))]


async def test_of_two_jumps_the_later_one_counts(desk: Desk) -> None:
    await desk.add("012")
    desk.pages.read_latest()
    desk.pages.read_around(SAMPLE.timestamp)
    await desk.tasks.settle()
    assert [what for what, *_ in desk.told] == ["around"]


async def test_a_conversation_is_read_from_one_of_its_messages_both_ways(desk: Desk) -> None:
    """In order of time, whatever others wrote meanwhile, on this instance or another one."""
    await desk.add("abcdefgh")
    await desk.add("klmnopqr", chat="y@s.whatsapp.net")
    await desk.add("stuvwxyz", instance="pecas")
    middle = (await desk.messages.latest("srv", 100))[9]
    assert middle.message.key.id == f"{SAMPLE.chat}d"
    desk.pages.read_conversation(middle)
    await desk.tasks.settle()
    beside = desk.rows
    desk.pages.read_older(beside[0])
    await desk.tasks.settle()
    desk.pages.read_newer(beside[-1])
    await desk.tasks.settle()
    desk.pages.read_latest()
    await desk.tasks.settle()
    assert desk.told == [
        ("beside", "bcde", (True, True)),
        ("older", "a", (False,)),
        ("newer", "fgh", (False,)),
        ("latest", "efgh", ()),
    ]


async def test_what_cannot_be_read_is_told(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[bool] = []
    desk.pages.failed.connect(lambda: failures.append(True))

    async def broken(*_: object, **__: object) -> None:
        raise Damaged(path="x")

    monkeypatch.setattr(desk.messages, "latest", broken)
    desk.pages.read_latest()
    await desk.tasks.settle()
    assert failures == [True]
    assert "read latest failed" in caplog.text
    caplog.clear()
