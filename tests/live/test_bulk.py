"""Many instances switched together, on a whole session against the simulated server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.live.bulk import BulkLine, Fate
from evodesk.switching.switcher import AT_ONCE
from tests.live.living import World, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread

MANY = [f"loja_{number:02}" for number in range(12)]


class Told:
    """What a bulk said, in order."""

    def __init__(self, world: World) -> None:
        self.lines: list[BulkLine] = []
        self.has_ended = False
        self.most_at_once = 0
        world.session.bulk.changed.connect(self._take)
        world.session.bulk.ended.connect(self._end)

    @property
    def fates(self) -> dict[str, Fate]:
        return {line.wish.instance: line.fate for line in self.lines}

    def _take(self, line: BulkLine) -> None:
        self.lines.append(line)
        running = sum(fate is Fate.RUNNING for fate in self.fates.values())
        self.most_at_once = max(self.most_at_once, running)

    def _end(self) -> None:
        self.has_ended = True


@pytest.fixture
def shops(simulator: SimulatorThread) -> SimulatorThread:
    simulator.add(*({"name": name, "websocket": {"enabled": True, "events": []}} for name in MANY))
    return simulator


def wishes(side: Side = Side.WEBHOOK) -> list[Wish]:
    return [Wish(name, side) for name in MANY]


async def test_all_are_switched_a_few_at_a_time(shops: SimulatorThread, tmp_path: Path) -> None:
    async with living(shops, tmp_path) as world:
        told = Told(world)
        world.session.bulk.start(wishes())
        await until(lambda: told.has_ended, 20)
        assert told.fates == dict.fromkeys(MANY, Fate.DONE)
        assert told.most_at_once == AT_ONCE
        assert {world.server_mode(name) for name in MANY} == {(True, False)}
        assert MANY[0] not in world.session.bulk


async def test_one_that_fails_does_not_keep_the_others(
    shops: SimulatorThread, tmp_path: Path
) -> None:
    async with living(shops, tmp_path) as world:
        shops.faults([{"match": f"POST /webhook/set/{MANY[3]}", "kind": "status", "status": 500}])
        told = Told(world)
        world.session.bulk.start(wishes())
        await until(lambda: told.has_ended, 20)
        failed = [line for line in told.lines if line.fate is Fate.FAILED]
        assert [(line.wish.instance, line.code) for line in failed] == [(MANY[3], "server_failed")]
        assert world.server_mode(MANY[3]) == (False, True)
        assert sum(fate is Fate.DONE for fate in told.fates.values()) == len(MANY) - 1


async def test_a_refused_key_calls_off_those_that_wait(
    shops: SimulatorThread, tmp_path: Path
) -> None:
    async with living(shops, tmp_path) as world:
        shops.faults([{"match": "/find/", "kind": "status", "status": 401}])
        told = Told(world)
        world.session.bulk.start(wishes())
        await until(lambda: told.has_ended)
        shops.faults([])
        assert set(told.fates.values()) == {Fate.FAILED, Fate.CALLED_OFF}
        assert sum(fate is Fate.FAILED for fate in told.fates.values()) <= AT_ONCE
        assert {world.server_mode(name) for name in MANY} == {(False, True)}


async def test_to_stop_it_leaves_each_whole(shops: SimulatorThread, tmp_path: Path) -> None:
    async with living(shops, tmp_path) as world:
        shops.faults([{"match": "POST /websocket/set", "kind": "delay", "seconds": 0.2}])
        told = Told(world)
        world.session.bulk.start(wishes())
        await until(lambda: Fate.DONE in told.fates.values())
        world.session.bulk.cancel()
        await until(lambda: told.has_ended)
        assert set(told.fates.values()) == {Fate.DONE, Fate.CALLED_OFF}
        for name, fate in told.fates.items():
            assert world.server_mode(name) == (
                (True, False) if fate is Fate.DONE else (False, True)
            )
        assert await world.store.switches.unfinished("srv") == ()


async def test_a_second_one_waits_for_its_own_turn(shops: SimulatorThread, tmp_path: Path) -> None:
    async with living(shops, tmp_path) as world:
        told = Told(world)
        world.session.bulk.start(wishes())
        await until(lambda: bool(told.lines))
        world.session.bulk.start(wishes(Side.WEBSOCKET))
        await until(lambda: told.has_ended, 20)
        assert {world.server_mode(name) for name in MANY} == {(True, False)}
