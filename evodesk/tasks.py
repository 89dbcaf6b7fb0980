"""Every task has an owner, which logs what it raised and cancels it at the end; or it belongs to a
block, which ends it.

asyncio.create_task is used here and nowhere else (a lint rule keeps it): a bare task can be
collected by the garbage collector, and its exception vanishes.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds between two cancellations of the same task."""


T = TypeVar("T")


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, T]) -> AsyncIterator[asyncio.Task[T]]:
    """It goes on beside the block and not beyond it; whoever awaits it gets what it raised."""
    task = asyncio.create_task(work)  # noqa: TID251
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Tasks:
    """The tasks of one owner. Not for use from another thread."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        task = asyncio.create_task(work, name=name)  # noqa: TID251
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    async def close(self) -> None:
        """Cancel all of them and wait until each has ended. One that swallows its cancellation
        (Python 3.11's wait_for can) is cancelled again."""
        while self._running:
            for task in tuple(self._running):
                task.cancel()
            await asyncio.wait(tuple(self._running), timeout=PATIENCE)

    async def settle(self) -> None:
        """Wait until each has ended by itself."""
        while self._running:
            # gather returns at once for tasks that have just ended (from Python 3.12 on), before
            # they are let go; wait gives the loop its turn.
            await asyncio.wait(tuple(self._running))

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("task %s failed", task.get_name(), exc_info=error)
