"""The one path of every message, whichever way it came: Event -> store -> `added` -> view.

Store first, announce after, announce only what is new.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from evodesk.domain.event import LinkChange
from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evodesk.domain.event import Event
    from evodesk.domain.message import StoredMessage
    from evodesk.store.media import MediaFiles
    from evodesk.store.messages import Added, Messages
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

ANNOUNCE_MS = 100
"""The view is told of what is new at most this often."""


class _Pending(NamedTuple):
    event: Event
    stored: asyncio.Future[int] | None


class Feed(QObject):
    """Stores events in batches: whatever came while the last batch was written is the next one.

    Socket events go in with `put`; whoever must know that the event is safe awaits `store`.
    """

    added = Signal(object)
    """tuple[StoredMessage, ...]: new rows."""
    changed = Signal(object)
    """tuple[StoredMessage, ...]: rows whose text, status or flags changed."""
    heard = Signal(object)
    """tuple[Event, ...]: stored events, also those without messages."""

    def __init__(self, messages: Messages, media: MediaFiles, tasks: Tasks) -> None:
        super().__init__()
        self._messages = messages
        self._media = media
        self._queue: asyncio.Queue[_Pending] = asyncio.Queue()
        self._new: list[StoredMessage] = []
        self._touched: dict[int, StoredMessage] = {}
        self._timer = QTimer(self, interval=ANNOUNCE_MS, singleShot=True)
        self._timer.timeout.connect(self._announce)
        tasks.start(self._write(), name="feed writer")

    @property
    def waiting(self) -> int:
        """Events that are not stored yet."""
        return self._queue.qsize()

    def put(self, event: Event) -> None:
        self._queue.put_nowait(_Pending(event, None))

    async def store(self, event: Event) -> int:
        """Return when the event is committed: the number of new messages. Raises StoreError."""
        stored: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Pending(event, stored))
        return await stored

    async def drain(self) -> None:
        """Return when everything put so far is stored (or its failure was logged)."""
        await self._queue.join()
        self._announce()

    async def _write(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while not self._queue.empty():
                batch.append(self._queue.get_nowait())
            await self._write_batch(batch)
            for _ in batch:
                self._queue.task_done()

    async def _write_batch(self, batch: list[_Pending]) -> None:
        facts = [
            fact
            for pending in batch
            for fact in pending.event.facts
            if not isinstance(fact, LinkChange)
        ]
        try:
            result = await self._messages.add(facts) if facts else None
            await self._keep_attachments([pending.event for pending in batch])
        except EvodeskError as error:
            log.error("%d events could not be stored: %s", len(batch), error)
            _settle(batch, error)
            return
        self._collect(result)
        self.heard.emit(tuple(pending.event for pending in batch))
        _settle(batch, _new_ids(result))

    async def _keep_attachments(self, events: Sequence[Event]) -> None:
        for event in events:
            for attachment in event.attachments:
                path = await asyncio.to_thread(self._media.write, attachment)
                if path:
                    await self._messages.attach(attachment.key, path)

    def _collect(self, result: Added | None) -> None:
        if result is None or not (result.new or result.changed):
            return
        self._new.extend(result.new)
        self._touched.update((stored.row, stored) for stored in result.changed)
        if not self._timer.isActive():
            self._timer.start()

    def _announce(self) -> None:
        new, self._new = self._new, []
        touched, self._touched = self._touched, {}
        if new:
            self.added.emit(tuple(new))
        if touched:
            self.changed.emit(tuple(touched.values()))


def _new_ids(result: Added | None) -> frozenset[tuple[str, str, bool]]:
    if result is None:
        return frozenset()
    keys = (stored.message.key for stored in result.new)
    return frozenset((key.instance, key.id, key.from_me) for key in keys)


def _settle(
    batch: list[_Pending], outcome: EvodeskError | frozenset[tuple[str, str, bool]]
) -> None:
    for event, stored in batch:
        if stored is None or stored.done():
            continue
        if isinstance(outcome, EvodeskError):
            stored.set_exception(outcome)
        else:
            stored.set_result(_count_new(event, outcome))


def _count_new(event: Event, new: frozenset[tuple[str, str, bool]]) -> int:
    keys = {
        (fact.key.instance, fact.key.id, fact.key.from_me)
        for fact in event.facts
        if hasattr(fact, "key")
    }
    return len(keys & new)
