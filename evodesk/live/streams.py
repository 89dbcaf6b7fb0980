"""The server's Socket.IO connection: which namespaces it is in, and what comes out of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.reception import Side
from evodesk.domain.status import StreamState
from evodesk.evolution.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.instance import Server
    from evodesk.domain.status import InstanceStatus
    from evodesk.live.feed import Feed

WAY_SECONDS = 2.0
"""Between two looks whether the network has changed."""
CONNECT_PATIENCE = 3.0
"""Seconds that a switch to WebSocket waits for the connection before its first write."""


class Streams(QObject):
    state_changed = Signal(str, object, str)
    """Instance, StreamState, error code of a refusal or empty."""
    joined = Signal(str)
    """Instance: from now on its events arrive; what came before may be missing."""
    lost = Signal(str)
    """Instance: it was live and is not any more, although it is wanted."""
    broken = Signal()
    """The connection that stood has ended."""
    mended = Signal()
    """Another one stands after that."""

    def __init__(self, server: Server, key: str, feed: Feed) -> None:
        """Nothing runs before `run`."""
        super().__init__()
        self._live: set[str] = set()
        self._wanted: frozenset[str] = frozenset()
        self._coming: set[str] = set()
        self._is_broken = False
        self._stream = Stream(
            server,
            key,
            on_event=feed.put,
            on_state=self._on_state,
            on_joined=self.joined.emit,
            on_connection=self._on_connection,
        )

    async def run(self) -> None:
        """Until cancelled."""
        await self._stream.run()

    def follow(self, instances: Iterable[InstanceStatus]) -> None:
        """Be in the namespace of every instance whose WebSocket is on."""
        self._wanted = frozenset(
            each.name
            for each in instances
            if each.reception and each.reception.is_on(Side.WEBSOCKET)
        )
        self._want()

    def reconnect(self) -> None:
        """Connect anew at once: what is there may be dead without knowing it."""
        self._stream.reconnect()

    def hurry(self) -> None:
        """The server is known to answer: wait no longer, if we wait."""
        self._stream.hurry()

    async def watch_way(self) -> None:
        """Until cancelled: connects anew when the network changes."""
        while True:
            await asyncio.sleep(WAY_SECONDS)
            self._stream.check_way()

    async def prepare(self, instance: str, side: Side) -> None:
        """Before the first write of a switch: be connected, and in the namespace if it exists."""
        if side is Side.WEBSOCKET:
            self._coming.add(instance)
            self._want()
            await self._stream.wait_connected(CONNECT_PATIENCE)

    def settle(self, instance: str) -> None:
        """The switch ended; from here on only `follow` counts."""
        self._coming.discard(instance)
        self._want()

    def _want(self) -> None:
        self._stream.want(self._wanted | self._coming)

    def _on_connection(self, stands: bool) -> None:
        if not stands:
            self._is_broken = True
            self.broken.emit()
        elif self._is_broken:
            self._is_broken = False
            self.mended.emit()

    def _on_state(self, instance: str, state: StreamState, refusal: str) -> None:
        if state is StreamState.LIVE:
            self._live.add(instance)
        elif instance in self._live:
            self._live.discard(instance)
            if state is not StreamState.OFF:
                self.lost.emit(instance)
        self.state_changed.emit(instance, state, refusal)
