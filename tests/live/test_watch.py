from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from evodesk.domain.instance import Instance, Server
from evodesk.live.watch import Watch
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from evodesk.domain.reception import Reception


class Empty:
    """A server without instances."""

    latency_ms = 1

    def __init__(self) -> None:
        self.read = asyncio.Event()

    async def version(self) -> str:
        return "2.3.6"

    async def instances(self) -> tuple[Instance, ...]:
        return ()

    async def receptions(self, names: object) -> dict[str, Reception]:
        self.read.set()
        return {}


async def test_a_wish_to_read_again_does_not_keep_it_from_ending() -> None:
    """Both come in the same moment, as when a failed switch is followed by the end."""
    api, tasks = Empty(), Tasks()
    watch = Watch(Server("srv", "http://127.0.0.1:1", "s"), api)  # type: ignore[arg-type]
    tasks.start(watch.run(), name="watch")
    await api.read.wait()
    await asyncio.sleep(0)
    watch.refresh()
    async with asyncio.timeout(5):
        await tasks.close()
