"""What may be missing of one server's instances, from the first doubt until it was read back.

Puts the parts together: whoever learns that messages may be missed, or arrive again, tells it here.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from evodesk.domain.gap import Cause
from evodesk.domain.status import ServerState, StreamState
from evodesk.errors import EvodeskError, Unreachable
from evodesk.live.armed import ArmedLooks
from evodesk.live.backfill import Backfill
from evodesk.live.certainty import Certainty
from evodesk.live.comparing import Comparing
from evodesk.live.doubt import arrives, doubt
from evodesk.live.fetching import Fetcher, HistoryApi
from evodesk.live.gaps import Gaps
from evodesk.live.storing import Storing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evodesk.domain.event import Event
    from evodesk.domain.status import InstanceStatus, ServerStatus
    from evodesk.live.directory import Directory
    from evodesk.live.feed import Feed
    from evodesk.store.store import Store
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

SAVE_SECONDS = 5.0
"""Between two savings of the certain moments."""


class Telling(Protocol):
    @property
    def status(self) -> ServerStatus: ...


class Recovery(QObject):
    def __init__(
        self,
        server: str,
        api: HistoryApi,
        store: Store,
        feed: Feed,
        directory: Directory,
        watch: Telling,
        tasks: Tasks,
        certain: Mapping[str, float],
    ) -> None:
        """`certain`: per instance, up to when nothing was missing at the end of the last run."""
        super().__init__()
        self._api = api
        self._directory = directory
        self._watch = watch
        self._tasks = tasks
        self._began = api.server_now()
        self._was_live: set[str] = set()
        """Instances that lost the socket and have not joined since."""
        self._was_down = self._refused = False
        self.certainty = Certainty(server, store.certain, api.server_now, certain)
        self.gaps = Gaps(server, store.gaps, tasks)
        self.fetcher = Fetcher(server, api, feed)
        self.storing = Storing(api, tasks)
        self.comparing = Comparing(server, api, self.fetcher, store.gaps)
        self.backfill = Backfill(
            self.certainty,
            self.gaps,
            self.comparing,
            tasks,
            clock=api.server_now,
            doubt=self._doubt,
            recoverable=self.storing.may_keep,
        )
        self.fetcher.rows_seen.connect(self.storing.see)
        self.storing.found_out.connect(self._on_storing)

    async def begin(self) -> None:
        """Before anything is heard. Without the gaps of the last run it works too."""
        try:
            await self.gaps.load()
        except EvodeskError as error:
            log.error("the gaps of the last run could not be read: %s", error)
        looks = ArmedLooks(self._armed, self.backfill.look)
        self._tasks.start(looks.run(), name="armed")
        self._tasks.start(self._keep(), name="certainty")

    async def end(self) -> None:
        """After the last event was stored. What arrives until now is certain until now."""
        for each in self._directory.all:
            if self.certainty.is_sure(each.name) and self._arrives(each):
                self.certainty.note(each.name, self._api.server_now())
        await self._save()

    def welcome(self, name: str) -> None:
        """It was just listed."""
        known = self.certainty.knows(name)
        self.backfill.start(name, Cause.APP_CLOSED if known else Cause.FIRST_SIGHT)

    def on_stream(self, name: str, state: StreamState) -> None:
        """A namespace that existed and does not any more: the server has forgotten it."""
        if state is not StreamState.ARMED:
            return
        if name in self._was_live:
            self._explain(name)
        self.backfill.start(name, Cause.ARMED)

    def on_joined(self, name: str) -> None:
        self._was_live.discard(name)
        self.backfill.start(name, Cause.DISCONNECTION)

    def on_lost(self, name: str) -> None:
        self._was_live.add(name)
        self.backfill.lose(name, Cause.DISCONNECTION)

    def on_interrupted(self) -> None:
        """The socket broke, or stands again after that: if the server ended in between, the
        webhooks that it meant to send again ended with it."""
        self._owe_webhooks(Cause.DISCONNECTION)

    def on_changed_elsewhere(self, name: str) -> None:
        """By somebody else, at an unknown moment since the last reading."""
        self.backfill.owe(name, Cause.SWITCH)

    def on_read(self) -> None:
        """The server answers."""
        self.backfill.retry([each.name for each in self._directory.all])

    def on_server(self, status: ServerStatus) -> None:
        """While we cannot reach the server it may not reach us: what it sends again later comes
        after newer events, or never. What was read meanwhile is read anew when it answers."""
        if status.state is ServerState.DOWN:
            self._was_down, self._refused = True, status.error == Unreachable.code
            self._owe_webhooks(Cause.DISCONNECTION)
        elif status.state is ServerState.OK and self._was_down:
            self._was_down = False
            self._owe_webhooks(Cause.DISCONNECTION)
            if self._refused:
                for each in self._directory.all:
                    self._explain(each.name)

    def on_receiver_moved(self) -> None:
        """The server still delivers to where the receiver was."""
        self._owe_webhooks(Cause.RECEIVER_DOWN)

    def on_slept(self, since: float, _until: float) -> None:
        """Unix seconds by this computer's clock."""
        ahead = self._api.server_now() - time.time()
        for each in self._directory.all:
            if self._arrives(each):
                self.backfill.owe(each.name, Cause.SLEEP, since + ahead)

    def on_jumped(self, _seconds: float) -> None:
        for each in self._directory.all:
            if self._arrives(each):
                self.backfill.owe(each.name, Cause.CLOCK_JUMP)

    def hear(self, events: Iterable[Event]) -> None:
        heard = tuple(events)
        self.certainty.hear(heard)
        self.storing.hear(heard)

    def on_not_stored(self, events: Iterable[Event]) -> None:
        for event in events:
            self.backfill.owe(event.instance, Cause.NOT_STORED)

    def on_too_big(self) -> None:
        """An event came by webhook and was not kept; nobody read of which instance."""
        self._owe_webhooks(Cause.NOT_STORED)

    def _owe_webhooks(self, cause: Cause) -> None:
        for each in self._directory.all:
            if each.delivers_here:
                self.backfill.owe(each.name, cause)

    def _explain(self, name: str) -> None:
        gap = self.gaps.current(name)
        if gap is not None and gap.cause is Cause.DISCONNECTION:
            self.gaps.explain(name, Cause.SERVER_RESTART)

    def _on_storing(self, keeps: bool) -> None:
        if not keeps:
            self.gaps.give_up_empty(self._began)

    def _armed(self) -> list[str]:
        return [each.name for each in self._directory.all if each.stream is StreamState.ARMED]

    def _arrives(self, status: InstanceStatus) -> bool:
        return arrives(status, self._watch.status.state)

    def _doubt(self, name: str) -> Cause | None:
        known = self._directory.get(name)
        return doubt(known, self._watch.status.state) if known else None

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(SAVE_SECONDS)
            await self._save()

    async def _save(self) -> None:
        try:
            await self.certainty.save()
            await self.gaps.save()
        except EvodeskError as error:
            log.error("the certain moments could not be stored: %s", error)
