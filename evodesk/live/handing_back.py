"""Switches instances away from this computer before it falls silent.

A webhook that leads to a closed program can hold up the whole instance for 20 minutes (contract:
06_webhook_retry/BAILEYS_edit_with_webhook_down_blocks_all_messages).
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.errors import EvodeskError
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evodesk.domain.status import InstanceStatus
    from evodesk.live.switchboard import Switchboard

log = logging.getLogger(__name__)


async def hand_back(
    switchboard: Switchboard,
    delivering: Iterable[InstanceStatus],
    on_progress: Callable[[int], None],
    seconds: float,
) -> tuple[InstanceStatus, ...]:
    """Those that could not be handed back within `seconds`. A switch that takes longer goes on;
    the journal has it. `on_progress` is told how many were proven so far."""
    left = {status.name: status for status in delivering}
    count = len(left)

    async def one(name: str) -> None:
        try:
            await switchboard.switch(Wish(name, Side.WEBSOCKET))
        except EvodeskError as error:
            log.warning("%s was not handed back: %s", name, error)
            return
        del left[name]
        on_progress(count - len(left))

    tasks = Tasks()
    for name in tuple(left):
        tasks.start(one(name), name=f"hand back {name}")
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await tasks.settle()
    await tasks.close()
    return tuple(left.values())
