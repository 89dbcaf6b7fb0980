"""When is read what, and what becomes of the gap: against a history in memory."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Event
from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Kind, Message, MessageKey, Source
from evodesk.errors import UnknownInstance, Unreachable
from evodesk.evolution.wire import History
from evodesk.live import backfill
from evodesk.live.backfill import Backfill
from evodesk.live.certainty import Certainty
from evodesk.live.comparing import Comparing
from evodesk.live.fetching import Fetcher
from evodesk.live.gaps import Gaps
from evodesk.live.spans import AHEAD, BEFORE, FIRST_SPAN, OVERLAP
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from evodesk.errors import ServerError

NOW = 1_795_440_000.0
AGAIN = (int(NOW) - 300 - BEFORE, int(NOW) + AHEAD)


def message(id: str, at: float) -> Message:
    key = MessageKey("srv", "a", id, False)
    return Message(
        key, "x@s.whatsapp.net", "x@s.whatsapp.net", "X", "55", Kind.TEXT, "oi",
        int(at), Source.BACKFILL, NOW,
    )  # fmt: skip


@dataclass
class FakeServer:
    rows: list[Message] = field(default_factory=list)
    read: list[tuple[int, int]] = field(default_factory=list)
    """Spans that were read, not only counted."""
    trouble: ServerError | None = None
    clock: float = NOW

    async def history(self, name: str, since: int, until: int, *, size: int) -> History:
        self.read.append((since, until))
        await asyncio.sleep(0)
        if self.trouble is not None:
            raise self.trouble
        found = tuple(each for each in self.rows if since <= each.timestamp <= until)
        return History(found, len(found), tuple(each.timestamp for each in found))

    async def count(self, name: str, since: int, until: int) -> int:
        await asyncio.sleep(0)
        return sum(since <= each.timestamp <= until for each in self.rows)

    def server_now(self) -> float:
        return self.clock


class FakeStore:
    """Messages, gaps and certain moments; stores each id once."""

    def __init__(self) -> None:
        self.kept: dict[str, Message] = {}
        self.noted: dict[str, float] = {}
        self.gaps: dict[str, Gap] = {}

    async def store(self, event: Event) -> int:
        found = {each.key.id: each for each in event.facts if isinstance(each, Message)}
        fresh = found.keys() - self.kept.keys()
        self.kept |= found
        return len(fresh)

    async def note(self, server: str, instance: str, at: float) -> None:
        self.noted[instance] = at

    async def put(self, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
        self.gaps |= {each.id: each for each in gaps}
        return tuple(gaps)

    async def latest(self, server: str, limit: int) -> tuple[Gap, ...]:
        return tuple(self.gaps.values())

    async def first_sight(self, server: str, instance: str) -> float | None:
        return None

    async def expected(self, server: str, instance: str, since: int, until: int) -> int:
        return sum(since <= each.timestamp <= until for each in self.kept.values())

    async def note_read(
        self, server: str, instance: str, since: int, until: int, stamps: Sequence[int]
    ) -> None: ...


class World:
    """A backfill and all around it, of an instance that is certain up to five minutes ago."""

    def __init__(self, tasks: Tasks, known: dict[str, float] | None = None) -> None:
        self.server, self.store = FakeServer(), FakeStore()
        self.doubt: Cause | None = None
        self.recoverable = True
        fetcher = Fetcher("srv", self.server, self.store)
        known = {"a": NOW - 300} if known is None else known
        self.certainty = Certainty("srv", self.store, self.server.server_now, known)
        self.gaps = Gaps("srv", self.store, tasks)
        self.fill = Backfill(
            self.certainty,
            self.gaps,
            Comparing("srv", self.server, fetcher, self.store),
            tasks,
            clock=self.server.server_now,
            doubt=lambda name: self.doubt,
            recoverable=lambda: self.recoverable,
        )

    def hear(self) -> None:
        self.certainty.hear([Event("srv", "a", "messages.upsert", Source.WEBSOCKET, NOW)])

    @property
    def only(self) -> Gap:
        (gap,) = self.gaps.all
        return gap


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.0, 0.0))


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    owner = Tasks()
    yield owner
    await owner.close()


@pytest.fixture
def world(tasks: Tasks) -> World:
    return World(tasks)


async def test_the_span_reaches_back_over_the_gap_and_past_now(world: World) -> None:
    world.server.rows = [message("A", NOW - 100)]
    assert await world.fill.recover("a") == 1
    assert world.server.read == [(int(NOW) - 300 - OVERLAP, int(NOW) + AHEAD)]


async def test_a_new_instance_gets_its_last_day(tasks: Tasks) -> None:
    world = World(tasks, {})
    await world.fill.recover("a")
    assert world.server.read[0][0] == int(NOW) - FIRST_SPAN - OVERLAP


async def test_a_gap_is_open_until_the_last_pass(world: World, tasks: Tasks) -> None:
    world.fill.lose("a", Cause.DISCONNECTION)
    assert (world.only.cause, world.only.since) == (Cause.DISCONNECTION, NOW - 300)
    await world.fill.recover("a")
    assert (world.only.state, world.only.until) == (GapState.OPEN, NOW)
    await tasks.settle()
    assert world.only.state is GapState.FILLED
    assert world.store.gaps == {world.only.id: world.only}


async def test_rows_that_are_stored_late_are_found(world: World, tasks: Tasks) -> None:
    await world.fill.recover("a")
    world.server.rows = [message("late", NOW - 1)]
    await tasks.settle()
    assert set(world.store.kept) == {"late"}


@pytest.mark.parametrize("age", [1000, 3 * 3600, 3 * 24 * 3600])
async def test_old_stamps_are_found_by_the_counts(world: World, tasks: Tasks, age: int) -> None:
    world.server.rows = [message("old", NOW - age)]
    await world.fill.recover("a")
    assert "old" not in world.store.kept
    await tasks.settle()
    assert "old" in world.store.kept


async def test_equal_counts_read_nothing_more(world: World, tasks: Tasks) -> None:
    world.server.rows = [message("A", NOW - 50)]
    await world.fill.recover("a")
    world.server.read.clear()
    await tasks.settle()
    assert world.server.read == [AGAIN]


async def test_a_change_that_is_stored_late_is_found(world: World, tasks: Tasks) -> None:
    """It changes no count."""
    world.server.rows = [message("A", NOW - 50)]
    await world.fill.recover("a")
    world.server.rows = [message("A", NOW - 50)._replace(text="edited")]
    await tasks.settle()
    assert world.store.kept["A"].text == "edited"


async def test_a_loss_in_the_later_passes_prolongs_the_gap(world: World, tasks: Tasks) -> None:
    world.fill.lose("a", Cause.DISCONNECTION)
    await world.fill.recover("a")
    world.fill.lose("a", Cause.SLEEP)
    await tasks.settle()
    assert (world.only.state, world.only.until) == (GapState.OPEN, None)
    world.fill.start("a", Cause.DISCONNECTION)
    await tasks.settle()
    assert (world.only.state, world.only.cause) == (GapState.FILLED, Cause.DISCONNECTION)


async def test_where_messages_do_not_arrive_yet_the_next_gap_begins(
    world: World, tasks: Tasks
) -> None:
    world.doubt = Cause.ARMED
    world.fill.start("a", Cause.APP_CLOSED)
    await tasks.settle()
    closed, armed = world.gaps.all
    assert (closed.cause, closed.state, closed.until) == (Cause.APP_CLOSED, GapState.FILLED, NOW)
    assert (armed.cause, armed.state, armed.since) == (Cause.ARMED, GapState.OPEN, NOW)
    world.server.clock = NOW + 50
    world.hear()
    await world.certainty.save()
    assert world.store.noted == {"a": NOW}


async def test_a_gap_of_the_present_doubt_stays_one(world: World, tasks: Tasks) -> None:
    world.doubt = Cause.ARMED
    world.fill.start("a", Cause.ARMED)
    await tasks.settle()
    assert (world.only.state, world.only.until) == (GapState.OPEN, None)


async def test_a_server_that_keeps_nothing_fills_no_gap(world: World, tasks: Tasks) -> None:
    world.recoverable = False
    world.fill.start("a", Cause.SLEEP)
    await tasks.settle()
    assert world.only.state is GapState.UNRECOVERABLE


async def test_of_an_instance_that_is_gone_nothing_can_be_recovered(
    world: World, tasks: Tasks
) -> None:
    world.server.trouble = UnknownInstance(instance="a")
    world.fill.start("a", Cause.SLEEP)
    await tasks.settle()
    assert world.only.state is GapState.UNRECOVERABLE
    assert world.fill.owed == set()


async def test_an_event_in_an_open_gap_does_not_hide_the_gap(world: World) -> None:
    world.server.trouble = Unreachable(host="h")
    with pytest.raises(Unreachable):
        await world.fill.recover("a")
    world.hear()
    world.server.trouble = None
    await world.fill.recover("a")
    assert world.server.read[-1][0] == int(NOW) - 300 - OVERLAP


async def test_events_move_the_certain_moment_while_reception_is_sound(world: World) -> None:
    await world.fill.recover("a")
    world.server.clock = NOW + 50
    world.hear()
    await world.certainty.save()
    assert world.store.noted == {"a": NOW + 50}
    world.fill.lose("a", Cause.DISCONNECTION)
    world.server.clock = NOW + 90
    world.hear()
    await world.certainty.save()
    assert world.store.noted == {"a": NOW + 50}


async def test_only_a_few_instances_are_asked_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", (60.0,))  # these have places of their own
    running, most = 0, 0

    async def slow(*_: object, size: int) -> History:
        nonlocal running, most
        running, most = running + 1, max(most, running + 1)
        await asyncio.sleep(0.01)
        running -= 1
        return History((), total=0)

    monkeypatch.setattr(world.server, "history", slow)
    await asyncio.gather(*(world.fill.recover(f"i{n}") for n in range(12)))
    assert most == backfill.AT_ONCE


async def test_a_span_that_could_not_be_read_is_read_again(world: World, tasks: Tasks) -> None:
    world.server.trouble = Unreachable(host="h")
    world.fill.start("a", Cause.SLEEP)
    await tasks.settle()
    world.server.trouble = None
    world.fill.retry({"a"})
    await tasks.settle()
    assert world.server.read[:2] == [world.server.read[0]] * 2
    assert (world.only.cause, world.only.state) == (Cause.SLEEP, GapState.FILLED)


async def test_a_later_pass_that_fails_is_made_up_for(world: World, tasks: Tasks) -> None:
    await world.fill.recover("a")
    world.server.rows = [message("late", NOW - 1)]
    world.server.trouble = Unreachable(host="h")
    await tasks.settle()
    world.server.trouble = None
    world.fill.retry({"a"})
    await tasks.settle()
    assert "late" in world.store.kept


async def test_nothing_is_read_of_an_instance_that_is_gone(world: World, tasks: Tasks) -> None:
    world.fill.owe("gone", Cause.SLEEP)
    world.fill.retry({"a"})
    await tasks.settle()
    assert world.server.read == []


async def test_a_loss_while_reading_back_leaves_the_gap_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = world.server.history

    async def loses_meanwhile(name: str, since: int, until: int, *, size: int) -> History:
        world.fill.lose("a", Cause.DISCONNECTION)
        return await read(name, since, until, size=size)

    monkeypatch.setattr(world.server, "history", loses_meanwhile)
    await world.fill.recover("a")
    world.server.clock = NOW + 900
    world.hear()
    await world.certainty.save()
    assert world.store.noted == {"a": NOW}
    assert world.only.until is None


async def test_while_a_switch_writes_no_event_closes_the_gap(world: World, tasks: Tasks) -> None:
    """The namespace may be joined and read back before the first write, too."""
    world.fill.hold("a")
    world.fill.start("a", Cause.DISCONNECTION)
    await tasks.settle()
    world.server.clock = NOW + 900
    world.hear()
    await world.certainty.save()
    assert world.store.noted == {"a": NOW}
    assert (world.only.cause, world.only.until) == (Cause.SWITCH, None)
    world.fill.release("a")
    await tasks.settle()
    assert int(NOW) - OVERLAP in [since for since, _ in world.server.read]
    assert world.only.state is GapState.FILLED


async def test_a_recovered_switch_needs_no_reading_more(world: World, tasks: Tasks) -> None:
    world.fill.hold("a")
    await world.fill.recover("a")
    world.fill.release("a")
    await tasks.settle()
    _, last = world.server.read
    assert last == AGAIN


async def test_many_starts_are_few_readings(
    world: World, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow server must not be buried under readings of the same span."""
    read, gate = world.server.history, asyncio.Event()

    async def slow(name: str, since: int, until: int, *, size: int) -> History:
        await gate.wait()
        return await read(name, since, until, size=size)

    monkeypatch.setattr(world.server, "history", slow)
    for _ in range(20):
        world.fill.start("a", Cause.DISCONNECTION)
        world.fill.look("a")
        await asyncio.sleep(0)
    gate.set()
    await tasks.settle()
    assert 1 <= len(world.server.read) <= 4


async def test_what_a_reading_brought_is_not_read_again_by_the_next(
    world: World, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stream is joined while the history of a day is still coming."""
    read, gate = world.server.history, asyncio.Event()

    async def slow(name: str, since: int, until: int, *, size: int) -> History:
        await gate.wait()
        return await read(name, since, until, size=size)

    monkeypatch.setattr(world.server, "history", slow)
    world.fill.start("a", Cause.APP_CLOSED)
    await asyncio.sleep(0)
    world.fill.start("a", Cause.DISCONNECTION)
    gate.set()
    await tasks.settle()
    first, second, *_ = [since for since, _ in world.server.read]
    assert (first, second) == (int(NOW) - 300 - OVERLAP, int(NOW) - OVERLAP)


async def test_what_was_only_counted_meanwhile_is_read(
    world: World, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later pass of the gap before counts in the next gap."""
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.0, 60.0))
    world.server.rows = [message("A", NOW - 10)]
    await world.fill.recover("a")
    world.fill.lose("a", Cause.DISCONNECTION)
    world.server.rows = [message("A", NOW - 10)._replace(text="deleted")]
    world.server.clock = NOW + 500
    await asyncio.sleep(0.01)
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.0, 0.0))
    world.fill.start("a", Cause.DISCONNECTION)
    await tasks.settle()
    assert world.store.kept["A"].text == "deleted"


async def test_what_changed_while_the_reading_before_still_came_is_read(
    world: World, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server had sent its answer; the namespace is joined only afterwards."""
    read, gate = world.server.history, asyncio.Event()

    async def slow(name: str, since: int, until: int, *, size: int) -> History:
        found = await read(name, since, until, size=size)
        await gate.wait()
        return found

    world.server.rows = [message("A", NOW - 200)]
    monkeypatch.setattr(world.server, "history", slow)
    world.fill.start("a", Cause.APP_CLOSED)
    await asyncio.sleep(0.01)
    world.server.rows = [message("A", NOW - 200)._replace(text="deleted")]
    world.fill.start("a", Cause.DISCONNECTION)
    gate.set()
    await tasks.settle()
    assert world.store.kept["A"].text == "deleted"


async def test_a_look_reads_what_the_count_tells(world: World, tasks: Tasks) -> None:
    world.fill.look("a")
    await tasks.settle()
    assert world.server.read == []
    world.server.rows = [message("A", NOW)]
    world.fill.look("a")
    await tasks.settle()
    assert len(world.server.read) == 1
    assert "A" in world.store.kept
