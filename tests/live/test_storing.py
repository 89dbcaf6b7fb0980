from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Event
from evodesk.domain.message import Kind, Message, MessageKey, Source
from evodesk.errors import Unreachable
from evodesk.evolution.wire import History
from evodesk.live import storing
from evodesk.live.storing import Storing
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOW = 1_795_440_000.0


def message(id: str) -> Message:
    key = MessageKey("srv", "a", id, False)
    return Message(key, "x", "x", "X", "55", Kind.TEXT, "oi", int(NOW), Source.WEBSOCKET, NOW)


def pushed(*facts: Message, source: Source = Source.WEBSOCKET) -> list[Event]:
    return [Event("srv", "a", "messages.upsert", source, NOW, facts)]


class FakeServer:
    def __init__(self) -> None:
        self.rows: tuple[Message, ...] = ()
        self.asked = 0
        self.is_away = False

    async def history(self, name: str, since: int, until: int, *, size: int) -> History:
        self.asked += 1
        if self.is_away:
            raise Unreachable(host="h")
        return History(self.rows, len(self.rows))

    async def count(self, name: str, since: int, until: int) -> int:
        return len(self.rows)

    def server_now(self) -> float:
        return NOW


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "STORED_WITHIN", 0.0)
    monkeypatch.setattr(storing, "AGAIN", 0.0)


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    owner = Tasks()
    yield owner
    await owner.close()


async def test_one_message_that_is_there_proves_it(tasks: Tasks) -> None:
    server = FakeServer()
    server.rows = (message("A"),)
    probe = Storing(server, tasks)
    for _ in range(3):
        probe.hear(pushed(message("A")))
        await tasks.settle()
    assert (probe.value, server.asked) == (True, 1)


async def test_one_message_that_is_not_there_proves_nothing(tasks: Tasks) -> None:
    server, told = FakeServer(), list[bool]()
    probe = Storing(server, tasks)
    probe.found_out.connect(told.append)
    probe.hear(pushed(message("A")))
    await tasks.settle()
    assert (probe.value, told) == (None, [])
    probe.hear(pushed(message("B")))
    await tasks.settle()
    assert (probe.value, told) == (False, [False])


async def test_old_rows_do_not_hide_that_nothing_is_kept_any_more(tasks: Tasks) -> None:
    server = FakeServer()
    probe = Storing(server, tasks)
    probe.see()
    assert probe.value is True
    for id_ in "AB":
        probe.hear(pushed(message(id_)))
        await tasks.settle()
    probe.see()
    assert probe.value is False


async def test_a_server_that_begins_to_keep_them_is_believed(tasks: Tasks) -> None:
    server = FakeServer()
    probe = Storing(server, tasks)
    for id_ in "AB":
        probe.hear(pushed(message(id_)))
        await tasks.settle()
    server.rows = (message("C"),)
    probe.hear(pushed(message("C")))
    await tasks.settle()
    assert probe.value is True


async def test_a_server_that_is_away_proves_nothing(tasks: Tasks) -> None:
    server = FakeServer()
    server.is_away = True
    probe = Storing(server, tasks)
    for id_ in "ABC":
        probe.hear(pushed(message(id_)))
        await tasks.settle()
    assert (probe.value, server.asked) == (None, 3)


@pytest.mark.parametrize(
    "events",
    [
        pushed(message("A")._replace(kind=Kind.PHOTO)),
        pushed(message("A")._replace(timestamp=int(NOW) - 3600)),
        pushed(message("A"), source=Source.BACKFILL),
        pushed(),
    ],
)
async def test_what_is_no_proof_is_not_looked_for(tasks: Tasks, events: list[Event]) -> None:
    server = FakeServer()
    probe = Storing(server, tasks)
    probe.hear(events)
    await tasks.settle()
    assert server.asked == 0
