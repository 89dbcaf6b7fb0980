"""A hundred instances after the server was away: back soon, and not all in the same moment."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.error import URLError

from evodesk.domain.status import ServerState, StreamState
from tests.live.living import World, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread

COUNT = 100
ON = {"enabled": True, "events": []}


async def busiest_second(world: World, seconds: float) -> tuple[int, float]:
    """The most readings of instances in a second, and when all were in order."""
    began, back, counts = time.monotonic(), 0.0, list[int]()
    while time.monotonic() - began < seconds:
        with suppress(URLError):
            requests = world.simulator.state()["requests"]
            counts.append(sum("/find/" in path for _, path, _ in requests))
        streams = {each.stream for each in world.session.directory.all if each.name.startswith("i")}
        answers = world.session.watch.status.state is ServerState.OK
        if not back and answers and streams <= {StreamState.ARMED, StreamState.LIVE}:
            back = time.monotonic() - began
        await asyncio.sleep(0.25)
    peak = max(later - earlier for earlier, later in zip(counts, counts[4:], strict=False))
    return peak, back


async def test_a_hundred_instances_come_back_and_do_not_crowd(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    simulator.add(*({"name": f"i{n}", "websocket": ON} for n in range(COUNT)))
    async with living(simulator, tmp_path) as world:
        await until(lambda: world.status("i99").stream is StreamState.ARMED, 20)
        simulator.mark()
        simulator.restart(down=1.0)
        await until(lambda: world.status("i99").stream is StreamState.CONNECTING)
        peak, back = await busiest_second(world, 8.0)
        assert 0 < back < 1.0 + 2.0 + 2.0, "the pauses grow to two seconds in that time"
        assert peak <= 3 * 20 * 1.5, "20 instances a second, two requests for each"
