"""Switches instances away from this computer before it falls silent.

A webhook that leads to a closed program can hold up the whole instance for 20 minutes (contract:
06_webhook_retry/BAILEYS_edit_with_webhook_down_blocks_all_messages).
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from evodesk.domain.drift import wish_for
from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.errors import EvodeskError
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evodesk.domain.status import InstanceStatus
    from evodesk.live.session import Session
    from evodesk.live.switchboard import Switchboard

log = logging.getLogger(__name__)


def delivering_here(session: Session) -> tuple[InstanceStatus, ...]:
    return tuple(status for status in session.directory.all if status.delivers_here)


def way_back(status: InstanceStatus) -> Wish | None:
    """WebSocket where the server has it, else the webhook that was there before evodesk; None
    where there is neither."""
    if status.reception is None:
        return None
    if status.reception.websocket_available and "," not in status.name:
        return Wish(status.name, Side.WEBSOCKET)
    return wish_for(status.name, status.original.reception) if status.original else None


def unwatched(_done: int) -> None:
    """For `on_progress`, where nobody looks."""


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

    async def one(wish: Wish) -> None:
        try:
            await switchboard.switch(wish)
        except EvodeskError as error:
            log.warning("%s was not handed back: %s", wish.instance, error)
            return
        del left[wish.instance]
        on_progress(count - len(left))

    tasks = Tasks()
    for status in tuple(left.values()):
        if (wish := way_back(status)) is not None:
            tasks.start(one(wish), name=f"hand back {status.name}")
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await tasks.settle()
    await tasks.close()
    return tuple(left.values())
