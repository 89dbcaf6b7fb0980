from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Event
from evodesk.domain.message import Kind, Message, MessageKey, Source
from evodesk.errors import StoreError, Unreachable
from evodesk.evolution.wire import History
from evodesk.live import backfill
from evodesk.live.backfill import AHEAD, FIRST_SPAN, OVERLAP, Backfill
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOW = 1_795_440_000.0


def message(number: int) -> Message:
    key = MessageKey("srv", "a", f"ID{number}", False)
    return Message(
        key, "x@s.whatsapp.net", "x@s.whatsapp.net", "X", "55", Kind.TEXT, "oi",
        int(NOW), Source.BACKFILL, NOW,
    )  # fmt: skip


@dataclass
class FakeServer:
    """Answers with one message a page."""

    pages: int = 1
    asked: list[tuple[int, int, int]] = field(default_factory=list)
    fails: bool = False
    clock: float = NOW

    async def history(
        self, name: str, since: int, until: int, *, page: int = 1, size: int = 0
    ) -> History:
        self.asked.append((since, until, page))
        if self.fails:
            raise Unreachable(host="h")
        return History((message(page),), total=self.pages, pages=self.pages)

    def server_now(self) -> float:
        return self.clock


class FakeFeed:
    """Stores each id once."""

    def __init__(self) -> None:
        self.ids: set[str] = set()

    async def store(self, event: Event) -> int:
        fresh = {f.key.id for f in event.facts if isinstance(f, Message)} - self.ids
        self.ids |= fresh
        return len(fresh)


class FakeTimes:
    def __init__(self) -> None:
        self.noted: dict[str, float] = {}

    async def note(self, server: str, instance: str, at: float) -> None:
        self.noted[instance] = at


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    owner = Tasks()
    yield owner
    await owner.close()


def live_event(at: float = NOW) -> Event:
    return Event("srv", "a", "messages.upsert", Source.WEBSOCKET, at)


async def test_the_span_reaches_back_over_the_gap_and_past_now(tasks: Tasks) -> None:
    server, known = FakeServer(), {"a": NOW - 300}
    found = await Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, known).recover("a")
    assert found == 1
    assert server.asked == [(int(NOW) - 300 - OVERLAP, int(NOW) + AHEAD, 1)]


async def test_a_new_instance_gets_its_last_day(tasks: Tasks) -> None:
    server = FakeServer()
    await Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {}).recover("a")
    assert server.asked[0][0] == int(NOW) - FIRST_SPAN - OVERLAP


async def test_every_page_is_read(tasks: Tasks) -> None:
    server = FakeServer(pages=3)
    assert await Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {}).recover("a") == 3
    assert [page for _, _, page in server.asked] == [1, 2, 3]


async def test_an_event_in_an_open_gap_does_not_hide_the_gap(tasks: Tasks) -> None:
    server = FakeServer(fails=True)
    fill = Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {"a": NOW - 300})
    with pytest.raises(Unreachable):
        await fill.recover("a")
    fill.hear([live_event()])
    server.fails = False
    await fill.recover("a")
    assert server.asked[-1][0] == int(NOW) - 300 - OVERLAP


async def test_events_move_the_certain_moment_while_reception_is_sound(tasks: Tasks) -> None:
    server, times = FakeServer(), FakeTimes()
    fill = Backfill("srv", server, FakeFeed(), times, tasks, {})
    await fill.recover("a")
    server.clock = NOW + 50
    fill.hear([live_event()])
    await fill.save()
    assert times.noted == {"a": NOW + 50}
    fill.lose_certainty("a")
    server.clock = NOW + 90
    fill.hear([live_event()])
    await fill.save()
    assert times.noted == {"a": NOW + 50}


async def test_later_passes_find_what_the_server_stored_late(
    tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.0, 0.0))
    server, feed = FakeServer(), FakeFeed()
    assert await Backfill("srv", server, feed, FakeTimes(), tasks, {}).recover("a") == 1
    server.pages = 2
    await tasks.settle()
    assert feed.ids == {"ID1", "ID2"}


async def test_only_a_few_instances_are_asked_at_once(tasks: Tasks) -> None:
    running, most = 0, 0

    class Slow(FakeServer):
        async def history(
            self, name: str, since: int, until: int, *, page: int = 1, size: int = 0
        ) -> History:
            nonlocal running, most
            running, most = running + 1, max(most, running + 1)
            await asyncio.sleep(0.01)
            running -= 1
            return History((), total=0, pages=0)

    fill = Backfill("srv", Slow(), FakeFeed(), FakeTimes(), tasks, {})
    await asyncio.gather(*(fill.recover(f"i{n}") for n in range(12)))
    assert most == backfill.AT_ONCE


async def test_a_span_that_could_not_be_read_is_read_again(tasks: Tasks) -> None:
    server = FakeServer(fails=True)
    fill = Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {"a": NOW - 300})
    fill.start("a")
    await tasks.settle()
    server.fails = False
    fill.retry({"a"})
    await _asked(server, 2)
    assert server.asked[-1][0] == int(NOW) - 300 - OVERLAP


async def test_what_the_store_lost_is_read_back(tasks: Tasks) -> None:
    server = FakeServer()
    fill = Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {})
    await fill.recover("a")
    server.clock = NOW + 50
    fill.miss("a")
    fill.hear([live_event()])
    server.clock = NOW + 90
    fill.retry({"a"})
    await _asked(server, 2)
    assert server.asked[-1][0] == int(NOW) - OVERLAP


async def test_nothing_is_read_of_an_instance_that_is_gone(tasks: Tasks) -> None:
    server = FakeServer()
    fill = Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {})
    fill.miss("gone")
    fill.retry({"a"})
    await tasks.settle()
    assert server.asked == []


async def test_a_loss_while_reading_back_leaves_the_gap_open(tasks: Tasks) -> None:
    times = FakeTimes()

    class LosesMeanwhile(FakeServer):
        async def history(
            self, name: str, since: int, until: int, *, page: int = 1, size: int = 0
        ) -> History:
            fill.lose_certainty("a")
            return await super().history(name, since, until, page=page, size=size)

    server = LosesMeanwhile()
    fill = Backfill("srv", server, FakeFeed(), times, tasks, {})
    await fill.recover("a")
    server.clock = NOW + 900
    fill.hear([live_event()])
    await fill.save()
    assert times.noted == {"a": NOW}


async def test_while_a_switch_writes_no_event_closes_the_gap(tasks: Tasks) -> None:
    """The namespace may be joined and read back before the first write, too."""
    server, times = FakeServer(), FakeTimes()
    fill = Backfill("srv", server, FakeFeed(), times, tasks, {"a": NOW - 300})
    fill.hold("a")
    fill.start("a")
    await _asked(server, 1)
    await asyncio.sleep(0)
    server.clock = NOW + 900
    fill.hear([live_event()])
    await fill.save()
    assert times.noted == {"a": NOW}
    fill.release("a")
    await _asked(server, 2)
    assert server.asked[-1][0] == int(NOW) - OVERLAP


async def test_a_recovered_switch_needs_no_reading_more(tasks: Tasks) -> None:
    server = FakeServer()
    fill = Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {})
    fill.hold("a")
    await fill.recover("a")
    fill.release("a")
    await asyncio.sleep(0)
    assert len(server.asked) == 1


async def test_many_starts_are_few_readings(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow server must not be buried under readings of the same span."""
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.01,))
    server, gate = FakeServer(), asyncio.Event()

    class Slow(FakeServer):
        async def history(
            self, name: str, since: int, until: int, *, page: int = 1, size: int = 0
        ) -> History:
            await gate.wait()
            return await super().history(name, since, until, page=page, size=size)

    server = Slow()
    fill = Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {})
    for _ in range(20):
        fill.start("a")
        fill.look("a")
        await asyncio.sleep(0)
    gate.set()
    await tasks.settle()
    assert 2 <= len(server.asked) <= 4


async def test_a_look_reads_once(tasks: Tasks) -> None:
    server = FakeServer()
    Backfill("srv", server, FakeFeed(), FakeTimes(), tasks, {}).look("a")
    await tasks.settle()
    assert len(server.asked) == 1


async def test_moments_that_could_not_be_saved_are_saved_later(tasks: Tasks) -> None:
    class Full(FakeTimes):
        full = True

        async def note(self, server: str, instance: str, at: float) -> None:
            if self.full:
                raise StoreError()
            await super().note(server, instance, at)

    times = Full()
    fill = Backfill("srv", FakeServer(), FakeFeed(), times, tasks, {})
    await fill.recover("a")
    with pytest.raises(StoreError):
        await fill.save()
    times.full = False
    await fill.save()
    assert times.noted == {"a": NOW}


async def _asked(server: FakeServer, times: int) -> None:
    async with asyncio.timeout(5):
        while len(server.asked) < times:
            await asyncio.sleep(0)
