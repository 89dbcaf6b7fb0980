"""Starts what is read for the view: a reading that fails is logged and told, nothing more."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ParamSpec

from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from evodesk.tasks import Tasks

P = ParamSpec("P")

log = logging.getLogger(__name__)


class Lookups:
    def __init__(self, tasks: Tasks, failed: Callable[[], None]) -> None:
        self._tasks = tasks
        self._failed = failed

    def start(
        self, name: str, work: Callable[P, Awaitable[None]], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Task[None]:
        async def logged() -> None:
            try:
                await work(*args, **kwargs)
            except EvodeskError as error:
                log.error("%s failed: %s", name, error)
                self._failed()

        return self._tasks.start(logged(), name=name)
