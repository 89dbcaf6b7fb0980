"""Everything that lives as long as one server is the chosen one, built and closed in order.

What one part learns reaches the others here, by signals; the parts do not know each other.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.status import StreamState
from evodesk.domain.switch import Failure
from evodesk.errors import EvodeskError
from evodesk.evolution.api import Api
from evodesk.live.backfill import Backfill
from evodesk.live.directory import Directory
from evodesk.live.streams import Streams
from evodesk.live.switchboard import Switchboard
from evodesk.live.watch import Watch
from evodesk.switching.switcher import Hooks, Switcher
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.domain.event import Event
    from evodesk.domain.instance import Instance, Server
    from evodesk.domain.reception import Reception, Side
    from evodesk.live.address import OwnAddress
    from evodesk.live.feed import Feed
    from evodesk.store.store import Store

log = logging.getLogger(__name__)

ARMED_PERIOD = 10.0
"""Seconds between two looks into the history of an instance whose namespace is not there yet."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session needs and does not own."""

    store: Store
    feed: Feed
    address: OwnAddress
    is_demo: bool = False


class Session(QObject):
    restarted = Signal(str)
    """Instance: the server accepted a restart."""
    resumed = Signal(str, object)
    """Instance, and the Mode it is in: a switch that a crash had left halfway came to its end."""
    refused = Signal(str, object)
    """Instance, EvodeskError: something asked for outside a switch could not be done."""

    def __init__(self, server: Server, key: str, parts: Parts) -> None:
        super().__init__()
        self.server = server
        self._parts = parts
        self._tasks = Tasks()
        self._left_over = True
        """Whether the journal may hold switches that a crash left halfway."""
        self.api = Api(server, key)
        self.directory = Directory(parts.address.is_ours)
        self.watch = Watch(server, self.api, is_demo=parts.is_demo)
        self.switchboard = Switchboard(self.directory, self._tasks)
        self.streams = Streams(server, key, parts.feed, self._tasks)
        self.backfill: Backfill
        self.switcher: Switcher

    async def open(self) -> None:
        """Raises StoreError. From here on everything runs until `close`."""
        store, server = self._parts.store, self.server.id
        known = await store.certain.times(server)
        self.backfill = Backfill(
            server, self.api, self._parts.feed, store.certain, self._tasks, known
        )
        self.switcher = Switcher(
            self.api,
            store.switches,
            server=server,
            clock=time.time,
            is_ours=self._parts.address.is_ours,
            own_url=lambda: self._parts.address.url_for(self.server),
            hooks=Hooks(
                on_progress=self.switchboard.on_progress,
                before_write=self._before_write,
                recover=self.backfill.recover,
            ),
        )
        self.switchboard.use(self.switcher)
        self._connect()
        self._tasks.start(self._run(), name="session")

    async def close(self) -> None:
        """Store what came, note what is certain, end every task."""
        self._parts.feed.heard.disconnect(self._on_heard)
        await self._tasks.close()
        await self._parts.feed.drain()
        await self._save_certainty()
        await self.api.aclose()

    def restart(self, instance: str) -> None:
        self._tasks.start(self._restart(instance), name=f"restart {instance}")

    def _connect(self) -> None:
        self.watch.listed.connect(self._on_listed)
        self.watch.read.connect(self._on_read)
        self._parts.feed.heard.connect(self._on_heard)
        self.streams.state_changed.connect(self.directory.show_stream)
        self.streams.joined.connect(self.backfill.start)
        self.streams.lost.connect(self.backfill.lose_certainty)
        self.switchboard.read.connect(self._on_switched)
        self.switchboard.failed.connect(self._on_switch_failed)

    async def _run(self) -> None:
        self._tasks.start(self._look_while_armed(), name="armed")
        self._tasks.start(self._keep_certainty(), name="certainty")
        await self.watch.run()

    async def _resume(self) -> None:
        """Finish what a crash left halfway; what the server does not answer for stays."""
        for end in await self.switcher.resume():
            log.info("resumed after a crash: %s", end)
            mode = end.mode if isinstance(end, Failure) else end.reception.mode
            if mode is not None:
                self.resumed.emit(end.instance, mode)
            self.watch.refresh()
        self._left_over = bool(await self._parts.store.switches.unfinished(self.server.id))

    def _on_listed(self, instances: tuple[Instance, ...]) -> None:
        fresh = [each.name for each in instances if each.name not in self.directory]
        self.directory.show_instances(instances)
        if self._left_over:
            self._left_over = False
            self._tasks.start(self._resume(), name="resume")
        if fresh:
            self._tasks.start(self._welcome(fresh), name="welcome")

    async def _welcome(self, names: list[str]) -> None:
        """What the store knows of instances that were just listed, and what they sent meanwhile."""
        store, server = self._parts.store, self.server.id
        self.directory.show_last_switches(await store.switches.last(server))
        self.directory.show_last_times(await store.messages.last_times(server))
        for name in names:
            self.backfill.start(name)

    def _on_read(self, receptions: Mapping[str, Reception], asked_at: float) -> None:
        """Whatever a switch touched since it was read is left to the switch."""
        current = {
            name: reception
            for name, reception in receptions.items()
            if not self.switchboard.touched_since(name, asked_at)
        }
        self._show(current)

    def _on_switched(self, instance: str, reception: Reception) -> None:
        self._show({instance: reception})
        self.streams.settle(instance)

    async def _before_write(self, instance: str, side: Side) -> None:
        """From the first write on events may fall between the two sides."""
        self.backfill.lose_certainty(instance)
        await self.streams.prepare(instance, side)

    def _on_switch_failed(self, failure: Failure) -> None:
        """The end of a failed switch is read anew: the screen shows the server's truth."""
        self.streams.settle(failure.instance)
        self.backfill.start(failure.instance)
        self.watch.refresh()

    def _show(self, receptions: Mapping[str, Reception]) -> None:
        for reception in receptions.values():
            self._parts.address.prove(self.server.id, reception)
        self.directory.show_receptions(receptions)
        self.streams.follow(self.directory.all)

    def _on_heard(self, events: tuple[Event, ...]) -> None:
        own = [event for event in events if event.server == self.server.id]
        self.directory.hear(own)
        self.backfill.hear(own)

    async def _look_while_armed(self) -> None:
        while True:
            await asyncio.sleep(ARMED_PERIOD)
            for each in self.directory.all:
                if each.stream is StreamState.ARMED:
                    self.backfill.start(each.name)

    async def _keep_certainty(self) -> None:
        while True:
            await asyncio.sleep(5)
            await self._save_certainty()

    async def _save_certainty(self) -> None:
        try:
            await self.backfill.save()
        except EvodeskError as error:
            log.error("the certain moments could not be stored: %s", error)

    async def _restart(self, instance: str) -> None:
        try:
            await self.api.restart(instance)
        except EvodeskError as error:
            self.refused.emit(instance, error)
            return
        self.restarted.emit(instance)
        self.watch.refresh()
