"""The one path of every message, whichever way it came: Event -> store -> `added` -> view.

Store first, announce after, announce only what is new.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from evodesk.domain.event import LinkChange
from evodesk.domain.message import Message
from evodesk.errors import StoreError
from evodesk.live.soon import Soon
from evodesk.store.messages import Added

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.event import Event
    from evodesk.domain.message import StoredMessage
    from evodesk.store.media import MediaFiles
    from evodesk.store.messages import Messages
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

MOST_AT_ONCE = 1000
"""Events in one transaction, so that a burst neither waits long for its first acknowledgement nor
reaches the view in one piece."""
ANNOUNCE_MS = 100
"""The view is told of what is new at most this often."""
BURST_MS = 300
"""The same while events come faster than they are stored: nobody can read them then, and painting
them takes the time of storing them."""
TURNS_OF_THE_LOOP = 2
"""In one qasync learns which sockets have something, in the next it reads them."""
TURNS_OF_A_SENDER = 20
"""Some 0.3 ms: longer than a sender takes that has just been answered."""


Told = Callable[[Added | StoreError], None]
"""Takes what the event's batch changed, or why the event was not stored."""


class _Pending(NamedTuple):
    event: Event
    told: Told | None


class Feed(QObject):
    """Stores events in batches: whatever came while the last batch was written is the next one,
    with what follows at once.

    Whoever must know that an event is safe hands `told` in with it, or awaits `store`.
    """

    added = Signal(object)
    """tuple[StoredMessage, ...]: new rows."""
    changed = Signal(object)
    """tuple[StoredMessage, ...]: rows whose text, status or flags changed."""
    heard = Signal(object)
    """tuple[Event, ...]: stored events, also those without messages."""
    lost = Signal(object)
    """tuple[Event, ...]: events that could not be stored."""
    too_big = Signal(str)
    """Server: an event of one of its instances came by webhook and was too big to keep."""
    failing = Signal(object)
    """StoreError: from now on nothing can be stored; told once, until `mended`."""
    mended = Signal()
    """Storing works again."""

    def __init__(self, messages: Messages, media: MediaFiles, tasks: Tasks) -> None:
        super().__init__()
        self._messages = messages
        self._media = media
        self._waiting: list[_Pending] = []
        self._came = asyncio.Event()
        self._idle = asyncio.Event()
        """Everything put so far is stored, or its failure was logged."""
        self._idle.set()
        self._expected = 0
        """Events that wait once all who were just answered have sent the next."""
        self._new: list[StoredMessage] = []
        self._touched: dict[int, StoredMessage] = {}
        self.trouble: StoreError | None = None
        """Why nothing can be stored at the moment."""
        self._soon = Soon(self, self._announce)
        tasks.start(self._write(), name="feed writer")

    def put(self, event: Event, told: Told | None = None) -> None:
        """`told` is called once the event is committed, or cannot be."""
        self._waiting.append(_Pending(event, told))
        if len(self._waiting) == 1:
            self._came.set()
            self._idle.clear()

    async def store(self, event: Event) -> int:
        """Return when the event is committed: the number of new messages. Raises StoreError."""
        stored: asyncio.Future[Added] = asyncio.get_running_loop().create_future()
        self.put(event, partial(_settle, stored))
        return _count_new(event, await stored)

    async def drain(self) -> None:
        """Return when everything put so far is stored (or its failure was logged)."""
        await self._idle.wait()
        self._announce()

    async def _write(self) -> None:
        while await self._came.wait():
            await self._gather()
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            await self._write_batch(batch)
            if not self._waiting:
                self._came.clear()
                self._idle.set()

    async def _gather(self) -> None:
        """Return when nothing more follows. Busy with what comes, this thread and the one that
        writes would take the interpreter from each other at every statement, which costs both more
        than the writing; and many events in one transaction cost less than in many."""
        seen, idle = len(self._waiting), 0
        while seen < MOST_AT_ONCE and idle < self._patience():
            await asyncio.sleep(0)
            idle = idle + 1 if len(self._waiting) == seen else 0
            seen = len(self._waiting)

    def _patience(self) -> int:
        """Turns of the loop that may bring nothing before the batch is written."""
        is_all = len(self._waiting) >= self._expected
        return TURNS_OF_THE_LOOP if is_all else TURNS_OF_A_SENDER

    def _expect(self, batch: list[_Pending]) -> None:
        """Whoever is answered now mostly comes again at once. Written without them, what waits
        already would be one half and they the other, each held up by the writing of the other."""
        answered = sum(pending.told is not None for pending in batch)
        self._expected = answered + len(self._waiting) if answered else 0

    async def _write_batch(self, batch: list[_Pending]) -> None:
        facts = [
            fact
            for pending in batch
            for fact in pending.event.facts
            if not isinstance(fact, LinkChange)
        ]
        try:
            added = await self._messages.add(facts) if facts else Added()
        except Exception as error:
            await self._write_apart(batch, _typed(error))
            return
        self._new.extend(added.new)
        self._touch(added.changed)
        if facts:  # without any nothing was written, which proves nothing
            self._note_success()
        self.heard.emit(tuple(pending.event for pending in batch))
        self._expect(batch)
        for event, told in batch:
            trouble = await self._keep_attachments(event) if event.attachments else None
            if told is not None:
                told(trouble or added)

    async def _write_apart(self, batch: list[_Pending], error: StoreError) -> None:
        """One event that the store cannot take must not cost the others of its batch. What is
        wrong with the file itself is wrong for each of them."""
        if len(batch) > 1 and type(error) is StoreError:
            for pending in batch:
                await self._write_batch([pending])
            return
        log.error("%d events could not be stored: %s", len(batch), error)
        self._note_trouble(error)
        self.lost.emit(tuple(pending.event for pending in batch))
        for _, told in batch:
            if told is not None:
                told(error)

    def _note_trouble(self, error: StoreError) -> None:
        """A plain StoreError concerns one event, not the file."""
        if type(error) is StoreError or (self.trouble and self.trouble.code == error.code):
            return
        self.trouble = error
        self.failing.emit(error)

    def _note_success(self) -> None:
        if self.trouble is not None:
            self.trouble = None
            self.mended.emit()

    async def _keep_attachments(self, event: Event) -> StoreError | None:
        """The error, so that a webhook is sent again: nowhere else is its content to be had."""
        try:
            for attachment in event.attachments:
                path = await asyncio.to_thread(self._media.write, attachment)
                if path and (stored := await self._messages.attach(attachment.key, path)):
                    self._touch((stored,))
        except Exception as error:
            trouble = _typed(error)
            log.error("media of %s could not be kept: %s", event.instance, trouble)
            return trouble
        return None

    def _touch(self, changed: Iterable[StoredMessage]) -> None:
        self._touched.update((stored.row, stored) for stored in changed)
        if self._new or self._touched:
            self._soon.within(BURST_MS if self._waiting else ANNOUNCE_MS)

    def _announce(self) -> None:
        new, self._new = self._new, []
        touched, self._touched = self._touched, {}
        if new:
            self.added.emit(tuple(new))
        if touched:
            self.changed.emit(tuple(touched.values()))


def _typed(error: Exception) -> StoreError:
    """What is no StoreError is a mistake of ours; the writer goes on all the same."""
    if isinstance(error, StoreError):
        return error
    log.error("a mistake in the store", exc_info=error)
    return StoreError(reason=type(error).__name__)


def _settle(stored: asyncio.Future[Added], outcome: Added | StoreError) -> None:
    if stored.done():
        return
    if isinstance(outcome, StoreError):
        stored.set_exception(outcome)
    else:
        stored.set_result(outcome)


def _count_new(event: Event, added: Added) -> int:
    new = {stored.message.key for stored in added.new}
    return len({fact.key for fact in event.facts if isinstance(fact, Message)} & new)
