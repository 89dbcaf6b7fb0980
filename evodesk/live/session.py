"""Everything that lives as long as one server is the chosen one, built and closed in order.

What one part learns reaches the others here, by signals; the parts do not know each other.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.domain.status import ServerState
from evodesk.evolution.api import Api
from evodesk.live.bulk import Bulk
from evodesk.live.contacts import Contacts
from evodesk.live.directory import Directory
from evodesk.live.drifts import Drifts
from evodesk.live.exporter import Exporter
from evodesk.live.hearing import Hearing
from evodesk.live.kept import Kept
from evodesk.live.media import MediaReader
from evodesk.live.moving import Moving
from evodesk.live.observing import Observing
from evodesk.live.outages import Outages
from evodesk.live.recovery import Recovery
from evodesk.live.requests import Requests
from evodesk.live.resuming import Resuming
from evodesk.live.streams import Streams
from evodesk.live.suspicions import Suspicions
from evodesk.live.switchboard import Switchboard
from evodesk.live.watch import Watch
from evodesk.switching.switcher import Hooks, Switcher
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.domain.instance import Instance, Server
    from evodesk.domain.reception import Reception, Side, WebhookConfig
    from evodesk.domain.switch import Failure
    from evodesk.live.address import OwnAddress
    from evodesk.live.arrivals import Arrivals
    from evodesk.live.feed import Feed
    from evodesk.store.media_cache import MediaCache
    from evodesk.store.store import Store

SWITCH_PATIENCE = 5.0
"""Seconds that running switches get to end before the session does; then the journal has them."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session needs and does not own."""

    store: Store
    feed: Feed
    address: OwnAddress
    arrivals: Arrivals
    cache: MediaCache
    is_demo: bool = False


class Session(QObject):
    def __init__(
        self, server: Server, key: str, parts: Parts, certain: Mapping[str, float]
    ) -> None:
        """`certain`: per instance, what the last run noted (see Recovery). Raises ServerError for
        a key, certificate file or proxy that cannot be used at all. Nothing runs before `open`."""
        super().__init__()
        self.server = server
        self._parts = parts
        self._tasks = Tasks()
        self._switches = Tasks()
        self._is_open = False
        self._reached: set[str] = set()
        """Addresses of ours through which a test came."""
        self.api = Api(server, key)
        self.directory = Directory(self._leads_here)
        self.watch = Watch(server, self.api, is_demo=parts.is_demo)
        self.switchboard = Switchboard(self.directory, self._switches)
        self._moving = Moving(
            lambda url: parts.address.successor(url, server), self.switchboard.request
        )
        store = parts.store
        self.media = MediaReader(self.api, store.media, parts.cache, self._tasks)
        self.contacts = Contacts(server.id, store.contacts, self._tasks)
        self.exporter = Exporter(server.id, store.messages, store.database.path, self._tasks)
        self.bulk = Bulk(self.switchboard, self._switches)
        self.drifts = Drifts(
            server.id, store.baselines, self.directory, self.switchboard.touched_since
        )
        self.suspicions = Suspicions(parts.arrivals, self.directory)
        self.streams = Streams(server, key, parts.feed)
        self.recovery = Recovery(
            server.id, self.api, store, parts.feed, self.directory, self.watch, self._tasks, certain
        )
        self.outages = Outages(self.watch, self.streams, self.recovery)
        self.resuming = Resuming(
            server.id, self.switchboard, store.switches, self._tasks, self.watch.refresh
        )
        self._kept = Kept(server.id, store, self.directory, lambda: not parts.address.has_moved)
        self.observing = Observing(self.directory, self._look, self.recovery.storing.may_keep)
        self._hearing = Hearing(
            server.id,
            parts.feed,
            self.directory,
            self.watch,
            self.recovery,
            self.suspicions,
            self.observing,
            self.contacts,
        )
        self.switcher = self._new_switcher()
        self.switchboard.use(self.switcher)
        self.requests = Requests(
            self.api,
            self.directory,
            self.drifts,
            self._kept,
            self.recovery.storing,
            self.switchboard,
            self.switcher,
            self._tasks,
        )

    @property
    def own_base(self) -> str:
        """The address of this computer that the server can reach, without any secret; empty: none
        is known."""
        return self._parts.address.base_for(self.server) or ""

    def open(self) -> None:
        """From here on everything runs until `close`."""
        self._is_open = True
        self._connect()
        self._hearing.start()
        self.outages.start()
        self._tasks.start(self.streams.run(), name="stream")
        self._tasks.start(self.streams.watch_way(), name="way")
        self._tasks.start(self.contacts.load(), name="contacts")
        self._tasks.start(self._run(), name="session")

    async def close(self) -> None:
        """Let running switches end, store what came, note what is certain, end every task. To
        close once more changes nothing."""
        if not self._is_open:
            return
        self._is_open = False
        with suppress(TimeoutError):
            async with asyncio.timeout(SWITCH_PATIENCE):
                await self._switches.settle()
        await self._switches.close()
        self._hearing.stop()
        self.outages.stop()
        await self._tasks.close()
        await self._parts.feed.drain()
        await self.recovery.end()
        await self.api.aclose()

    def note_reached(self, base: str) -> None:
        """A test came through this address of ours."""
        self._reached.add(base)
        self._show_came_through()

    def on_receiver_moved(self) -> None:
        """What came through before says nothing of the new place."""
        self._reached.clear()
        self.directory.forget_came_through()
        self.recovery.on_receiver_moved()

    def _leads_here(self, webhook: WebhookConfig) -> bool:
        """One of ours that is off will lead to where we are then."""
        address = self._parts.address
        if webhook.enabled:
            return address.leads_here(webhook.url, self.server)
        return address.is_ours(webhook.url)

    def _new_switcher(self) -> Switcher:
        address = self._parts.address
        return Switcher(
            self.api,
            self._parts.store.switches,
            server=self.server.id,
            clock=time.time,
            is_ours=address.is_ours,
            own_url=lambda: address.url_for(self.server),
            hooks=Hooks(
                on_progress=self.switchboard.on_progress,
                before_write=self._before_write,
                recover=self.recovery.backfill.recover,
                on_end=self.switchboard.on_end,
            ),
        )

    def _connect(self) -> None:
        self.watch.listed.connect(self._on_listed)
        self.watch.linked.connect(self.directory.show_link)
        self.watch.read.connect(self._on_read)
        self.streams.state_changed.connect(self.directory.show_stream)
        self.switchboard.read.connect(self._on_switched)
        self.switchboard.failed.connect(self._on_switch_failed)
        self.switchboard.ended.connect(self._on_switch_ended)
        self.requests.restarted.connect(self.watch.refresh)

    async def _run(self) -> None:
        await self.recovery.begin()
        self._tasks.start(self.observing.run(), name="observing")
        await self.watch.run()

    def _on_listed(self, instances: tuple[Instance, ...], asked_at: float) -> None:
        fresh = [each.name for each in instances if each.name not in self.directory]
        for each in instances:
            if self._link_moved(each):
                self.watch.ask(each.name)
        self.directory.show_instances(instances, asked_at)
        self.recovery.on_read()
        self.resuming.look()
        if fresh:
            for name in fresh:
                self.recovery.welcome(name)
            self._tasks.start(self._kept.show(fresh), name="what is kept")

    def _link_moved(self, listed: Instance) -> bool:
        """By what the database says; what the memory says is then read at once."""
        known = self.directory.get(listed.name)
        return known is not None and known.instance.stored_link is not listed.stored_link

    def _on_read(self, name: str, reception: Reception, asked_at: float) -> None:
        """Whatever a switch touched since it was read is left to the switch."""
        if self.switchboard.touched_since(name, asked_at):
            return
        was_changed = self._was_changed(name, reception)
        self._show(name, reception)
        self.suspicions.judge(name, asked_at)
        self._tasks.start(self._compare(name, reception, asked_at), name=f"drift {name}")
        if was_changed:
            self.recovery.on_changed_elsewhere(name)
            self.recovery.on_read()

    async def _compare(self, name: str, reception: Reception, asked_at: float) -> None:
        """Where somebody else changed something, it is theirs to say what shall be."""
        await self.drifts.compare(name, reception, asked_at)
        if self.drifts.of(name) is None:
            self._moving.look(name, reception)

    def _was_changed(self, name: str, reception: Reception) -> bool:
        """By somebody else, at an unknown moment since the last reading."""
        known = self.directory.get(name)
        before = known.reception if known else None
        return before is not None and not before.same_as(reception)

    def _on_switched(self, instance: str, reception: Reception) -> None:
        self._show(instance, reception)
        self.directory.show_drift(instance, None)

    def _on_switch_ended(self, instance: str) -> None:
        self.streams.settle(instance)
        self.recovery.backfill.release(instance)
        self._tasks.start(self._kept.show_original(instance), name="original")

    async def _before_write(self, instance: str, side: Side) -> None:
        """From the first write on events may fall between the two sides."""
        self.recovery.backfill.hold(instance)
        await self.streams.prepare(instance, side)

    def _on_switch_failed(self, _failure: Failure) -> None:
        """The end of a failed switch is read anew: the screen shows the server's truth."""
        self.resuming.expect()
        self.watch.refresh()

    def _show(self, instance: str, reception: Reception) -> None:
        self._parts.address.prove(self.server.id, instance, reception)
        self._parts.arrivals.note(self.server.id, instance, reception, time.time())
        self.directory.show_reception(instance, reception)
        self._show_came_through()
        self.streams.follow(self.directory.all)

    def _look(self, instance: str) -> None:
        if self.watch.status.state is ServerState.OK:
            self.recovery.backfill.look(instance)

    def _show_came_through(self) -> None:
        if self.own_base in self._reached:
            delivering = (each.name for each in self.directory.all if each.delivers_here)
            self.directory.show_came_through(delivering)
