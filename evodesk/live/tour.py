"""The unattended demonstration asks for one switch in each direction, the way a click does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from evodesk.domain.instance import LinkState
from evodesk.domain.reception import Mode, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.status import InstanceStatus
    from evodesk.live.directory import Directory

POLL = 0.1
"""Seconds between two looks at the directory."""


class Tour:
    def __init__(self, directory: Directory, request: Callable[[str, Side], None]) -> None:
        """`request`: what the window's mode radios are connected to."""
        self._directory = directory
        self._request = request

    async def run(self) -> None:
        """WebSocket to Webhook on two instances, then one of them back."""
        names = await self._on_websocket(2)
        for name in names:
            await self._switch(name, Side.WEBHOOK, Mode.WEBHOOK)
        await asyncio.sleep(3)
        await self._switch(names[0], Side.WEBSOCKET, Mode.WEBSOCKET)

    async def _switch(self, name: str, side: Side, mode: Mode) -> None:
        self._request(name, side)
        while self._directory[name].mode is not mode or self._directory[name].progress:
            await asyncio.sleep(POLL)

    async def _on_websocket(self, count: int) -> list[str]:
        while len(found := [s.name for s in self._directory.all if _ready(s)]) < count:
            await asyncio.sleep(POLL)
        return found[:count]


def _ready(status: InstanceStatus) -> bool:
    return status.instance.link is LinkState.OPEN and status.mode is Mode.WEBSOCKET
