"""Against the simulated server, whose pages repeat and lose rows of equal seconds."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Edit
from evodesk.domain.gap import Reading
from evodesk.domain.instance import Server
from evodesk.domain.message import Message, MessageKey
from evodesk.errors import StoreError, Unreachable
from evodesk.evolution.api import Api
from evodesk.evolution.wire import History
from evodesk.live import fetching
from evodesk.live.fetching import Fetched, Fetcher
from evodesk.live.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evodesk.domain.event import Event
    from evodesk.simulator.thread import SimulatorThread

AT = 1_795_440_000
SPAN = Span(AT - 100, AT + 100)


class Store:
    def __init__(self) -> None:
        self.ids = set[str]()

    async def store(self, event: Event) -> int:
        fresh = {each.key.id for each in event.facts if isinstance(each, Message)} - self.ids
        self.ids |= fresh
        return len(fresh)


@pytest.mark.parametrize("page", [1, 3, 7, 100])
async def test_pages_lose_nothing_of_equal_seconds(
    simulator: SimulatorThread, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    stamps = [AT + second for second in range(4) for _ in range(5)]
    for number, stamp in enumerate(stamps):
        simulator.message("balcao", "oi", id=f"M{number}", timestamp=stamp)
    await asyncio.sleep(0.1)  # rows are stored a little after the event
    monkeypatch.setattr(fetching, "PAGE", page)
    api, store = Api(Server("srv", simulator.url, "s"), simulator.key), Store()
    found = await Fetcher("srv", api, store).fetch("balcao", SPAN)
    await api.aclose()
    assert found.new == len(store.ids) == len(stamps)
    assert Counter(found.stamps) == Counter(stamps)


class Slow:
    """Serves one page whose rows it counts wrongly, after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    async def history(self, name: str, since: int, until: int, *, size: int) -> History:
        await asyncio.sleep(self.seconds)
        return History((), total=7, stamps=(AT,) * 7)

    async def count(self, name: str, since: int, until: int) -> int:
        return 7

    def server_now(self) -> float:
        return float(AT)


@pytest.mark.parametrize(("seconds", "told"), [(0.0, []), (0.1, [Reading(0, 0), None])])
async def test_only_what_takes_long_is_told(
    monkeypatch: pytest.MonkeyPatch, seconds: float, told: list[Reading | None]
) -> None:
    monkeypatch.setattr(fetching, "SHOWN_AFTER", 0.03)
    fetcher, heard = Fetcher("srv", Slow(seconds), Store()), list[Reading | None]()
    fetcher.progressed.connect(lambda _, reading: heard.append(reading))
    await fetcher.fetch("a", SPAN)
    await asyncio.sleep(0.05)
    assert heard == told


async def test_a_server_that_never_comes_to_an_end_is_left() -> None:
    class Endless(Slow):
        async def history(self, name: str, since: int, until: int, *, size: int) -> History:
            return History((), total=9_999_999, stamps=(until,), is_whole=False)

    async with asyncio.timeout(5):
        await Fetcher("srv", Endless(0.0), Store()).fetch("a", SPAN)


class Paged(Slow):
    """Two pages of one row each; with `error` the second one fails."""

    def __init__(self, error: Exception | None = None, seconds: float = 0.0) -> None:
        super().__init__(seconds)
        self.error = error
        self.ended = False
        self.asked = asyncio.Event()

    async def history(self, name: str, since: int, until: int, *, size: int) -> History:
        if until > AT:
            return History((_edit("A"),), 2, (AT,), is_whole=False)
        self.asked.set()
        try:
            await asyncio.sleep(self.seconds)
            if self.error:
                raise self.error
            return History((_edit("B"),), 1, (AT,))
        finally:
            self.ended = True


class Patient(Store):
    """Stores nothing before the next page was asked for."""

    def __init__(self, api: Paged, error: Exception | None = None) -> None:
        super().__init__()
        self.api = api
        self.error = error
        self.facts: list[object] = []

    async def store(self, event: Event) -> int:
        await self.api.asked.wait()
        if self.error:
            raise self.error
        self.facts += event.facts
        return len(event.facts)


def _edit(id_: str) -> Edit:
    return Edit(MessageKey("srv", "a", id_, False), "text", AT)


async def test_the_next_page_is_asked_for_while_one_is_stored() -> None:
    api = Paged()
    store = Patient(api)
    async with asyncio.timeout(5):
        found = await Fetcher("srv", api, store).fetch("a", SPAN)
    assert store.facts == [_edit("A"), _edit("B")]
    assert found == Fetched(2, (AT,))


async def test_what_came_before_a_failure_is_stored() -> None:
    api = Paged(Unreachable())
    store = Patient(api)
    with pytest.raises(Unreachable):
        await Fetcher("srv", api, store).fetch("a", SPAN)
    assert store.facts == [_edit("A")]


async def test_nothing_is_asked_any_more_after_the_store_failed() -> None:
    api = Paged(seconds=60)
    with pytest.raises(StoreError):
        await Fetcher("srv", api, Patient(api, StoreError())).fetch("a", SPAN)
    assert api.ended


class Crowded(Slow):
    """Notes in which threads its rows are read, and how many are read at once."""

    def __init__(self) -> None:
        super().__init__(0.0)
        self.running = self.most = 0
        self.threads = set[threading.Thread]()

    async def history(self, name: str, since: int, until: int, *, size: int) -> History:
        return History(self._rows(name), total=2, stamps=(AT,))

    def _rows(self, name: str) -> Iterator[Edit]:
        for number in range(2):
            self.threads.add(threading.current_thread())
            self.running += 1
            self.most = max(self.most, self.running)
            time.sleep(0.01)
            self.running -= 1
            yield _edit(f"{name}{number}")


class Slices(Store):
    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    async def store(self, event: Event) -> int:
        self.sizes.append(len(event.facts))
        return len(event.facts)


async def test_rows_are_read_beside_the_loop_one_slice_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fetching, "SLICE", 1)
    api, store = Crowded(), Slices()
    fetcher = Fetcher("srv", api, store)
    found = await asyncio.gather(*(fetcher.fetch(name, SPAN) for name in "abc"))
    assert [each.new for each in found] == [2, 2, 2]
    assert store.sizes == [1] * 6
    assert api.most == 1
    assert threading.main_thread() not in api.threads


@pytest.mark.parametrize(("rows", "given_back"), [(500, 0), (501, 1)])
async def test_a_long_reading_gives_back_what_it_took(
    monkeypatch: pytest.MonkeyPatch, rows: int, given_back: int
) -> None:
    class Long(Slow):
        async def history(self, name: str, since: int, until: int, *, size: int) -> History:
            return History((), total=rows, stamps=(AT,) * rows)

    given = list[threading.Thread]()
    monkeypatch.setattr(fetching, "give_back", lambda: given.append(threading.current_thread()))
    await Fetcher("srv", Long(0.0), Store()).fetch("a", SPAN)
    assert len(given) == given_back
    assert threading.main_thread() not in given
