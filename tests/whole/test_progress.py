"""How far a long reading of the server's history is, told on the instance's page."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from evodesk.live import fetching
from tests.waiting import until
from tests.whole.test_window import World, simulator, window

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from evodesk.simulator.thread import SimulatorThread

__all__ = ["simulator"]

MESSAGES, PAGE = 60, 20


def told(world: World) -> int:
    """How many messages are told as read back; 0: nothing is told of it."""
    pattern = re.compile(rf"recovering, (\d+) of {MESSAGES}")
    found = (pattern.search(text) for text in world.said())
    return next((int(each[1]) for each in found if each), 0)


async def test_a_long_reading_tells_how_far_it_is(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PAGE", PAGE)
    monkeypatch.setattr(fetching, "SHOWN_AFTER", 0.2)
    for number in range(MESSAGES):
        at = int(time.time()) - 900 + number
        simulator.message("balcao", "de antes", timestamp=at)
    delay = {"match": "findMessages/balcao", "kind": "delay", "seconds": 0.8}
    simulator.faults([delay])
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("balcao")
        await until(lambda: "recovering…" in " ".join(world.said()))
        await until(lambda: told(world) >= PAGE)
        await until(lambda: told(world) >= 2 * PAGE)
        await until(lambda: any(f"{MESSAGES} recovered" in text for text in world.said()))
        assert told(world) == 0
