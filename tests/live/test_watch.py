"""The reading of a server, against a small one that counts what it is asked."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from evodesk.domain.instance import Instance, LinkState, Server
from evodesk.domain.reception import Reception
from evodesk.domain.status import ServerState
from evodesk.errors import RequestRefused, ServerError, Unreachable
from evodesk.live import watch as watching
from evodesk.live.watch import Watch
from evodesk.tasks import Tasks
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest


class SmallServer:
    latency_ms = 1

    def __init__(self, *names: str) -> None:
        self.names = names
        self.down = False
        self.failing: dict[str, ServerError] = {}
        self.lists = 0
        self.asked: list[str] = []
        self.at_once = self.most = 0
        self.gate = asyncio.Event()
        """Readings end while it is set."""
        self.gate.set()

    async def version(self) -> str:
        self._answer()
        return "2.3.6"

    async def instances(self) -> tuple[Instance, ...]:
        self._answer()
        self.lists += 1
        return tuple(Instance(name, LinkState.UNKNOWN, LinkState.OPEN) for name in self.names)

    async def link(self, name: str) -> LinkState:
        self._answer()
        return LinkState.OPEN

    async def reception(self, name: str) -> Reception:
        self.asked.append(name)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0.001)
        await self.gate.wait()
        self.at_once -= 1
        self._answer()
        if name in self.failing:
            raise self.failing[name]
        return Reception(None, None)

    def _answer(self) -> None:
        if self.down:
            raise Unreachable(host="s")


@asynccontextmanager
async def watched(server: SmallServer) -> AsyncIterator[Watch]:
    tasks = Tasks()
    watch = Watch(Server("srv", "http://127.0.0.1:1", "s"), server)
    tasks.start(watch.run(), name="watch")
    try:
        yield watch
    finally:
        await tasks.close()


def names(count: int) -> tuple[str, ...]:
    return tuple(f"i{number:03}" for number in range(count))


async def test_a_wish_to_read_again_does_not_keep_it_from_ending() -> None:
    """Both come in the same moment, as when a failed switch is followed by the end."""
    server = SmallServer("a")
    async with asyncio.timeout(5), watched(server) as watch:
        await until(lambda: server.asked == ["a"])
        watch.refresh()


async def test_at_the_start_each_instance_is_read_once_and_few_at_a_time() -> None:
    server = SmallServer(*names(50))
    async with watched(server):
        await until(lambda: len(server.asked) >= 50)
        await asyncio.sleep(0.1)
        assert sorted(server.asked) == list(server.names)
        assert server.lists == 1
        assert 1 < server.most <= watching.AT_ONCE


async def test_turns_go_on_by_themselves_and_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "INTERVAL", 1.0)
    server = SmallServer(*names(10))
    async with watched(server):
        await until(lambda: len(server.asked) >= 10)
        began, most = asyncio.get_running_loop().time(), 0
        while asyncio.get_running_loop().time() - began < 1.5:
            before = len(server.asked)
            await asyncio.sleep(0.1)
            most = max(most, len(server.asked) - before)
        assert set(Counter(server.asked).values()) <= {2, 3}
        assert most <= 3, "they came in a burst"


async def test_whoever_is_asked_for_does_not_wait_for_500_others() -> None:
    server = SmallServer(*names(500))
    async with watched(server) as watch:
        await until(lambda: len(server.asked) >= 500)
        watch.refresh()
        await until(lambda: len(server.asked) >= 505)
        watch.ask("i499")
        asked = len(server.asked)
        await until(lambda: "i499" in server.asked[asked:])
        assert server.asked[asked:].index("i499") <= watching.AT_ONCE


async def test_coming_back_to_the_window_reads_the_shown_one_and_not_all_each_time() -> None:
    server = SmallServer(*names(20))
    async with watched(server) as watch:
        await until(lambda: len(server.asked) >= 20)
        watch.look_again("i007")
        await until(lambda: len(server.asked) >= 40)
        assert server.asked[20] == "i007"
        watch.look_again("i007")
        await asyncio.sleep(0.2)
        assert server.asked[40:] == ["i007"]


async def test_while_the_server_is_away_no_instance_is_asked_for() -> None:
    server = SmallServer(*names(5))
    async with watched(server) as watch:
        await until(lambda: len(server.asked) >= 5)
        server.down = True
        watch.refresh()
        await until(lambda: watch.status.state is ServerState.DOWN)
        await asyncio.sleep(0.2)
        asked = len(server.asked)
        watch.ask("i001")
        await asyncio.sleep(0.2)
        assert len(server.asked) == asked
        server.down = False
        await until(lambda: set(server.asked[asked:]) == set(server.names))
        assert watch.status.down_since is None


async def test_a_reading_that_fails_asks_whether_the_server_is_there_and_is_repeated() -> None:
    server = SmallServer(*names(3))
    server.failing["i001"] = Unreachable(host="s")
    async with watched(server) as watch:
        await until(lambda: server.asked.count("i001") >= 2)
        assert server.lists >= 2
        assert watch.status.state is ServerState.OK
        lists = server.lists
        await asyncio.sleep(0.3)
        assert server.lists <= lists + 1, "it is asked for without a pause"
        server.failing.clear()
        await until(lambda: server.lists > lists + 1 or server.asked.count("i001") >= 3)


async def test_a_reading_that_is_refused_is_left_for_its_next_turn() -> None:
    server = SmallServer(*names(3))
    server.failing["i001"] = RequestRefused(status="400", text="no")
    async with watched(server):
        await until(lambda: len(server.asked) >= 3)
        await asyncio.sleep(0.3)
        assert (server.lists, len(server.asked)) == (1, 3)


async def test_what_hangs_keeps_only_its_own_place() -> None:
    server = SmallServer(*names(30))
    async with watched(server) as watch:
        await until(lambda: len(server.asked) >= 30 and server.at_once == 0)
        server.gate.clear()
        for name in names(12):
            watch.ask(name)
        await until(lambda: len(server.asked) == 30 + watching.AT_ONCE)
        server.gate.set()
        await until(lambda: len(server.asked) == 42)
