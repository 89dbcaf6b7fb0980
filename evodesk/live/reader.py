"""Reads the stored messages of one server for the view: pages, searches, one message."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, ParamSpec

from PySide6.QtCore import QObject, Signal

from evodesk.errors import EvodeskError
from evodesk.evolution.wire import parse_details

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from evodesk.domain.filter import MessageFilter
    from evodesk.domain.message import StoredMessage
    from evodesk.store.messages import Messages
    from evodesk.tasks import Tasks

P = ParamSpec("P")

log = logging.getLogger(__name__)

PAGE = 200
INDEX_SECONDS = 0.3
"""Until a search is repeated that went over an index with its end missing."""


class Reader(QObject):
    latest = Signal(object)
    """tuple[StoredMessage, ...]: the newest page, oldest first."""
    older = Signal(object, object, bool)
    """The message that the page ends before, the page, and whether there may be more above it."""
    newer = Signal(object, object, bool)
    """The message that the page follows, the page, and whether there may be more below it."""
    around = Signal(int, object, bool, bool)
    """A moment in unix seconds, the rows around it, whether there may be more above and below."""
    found = Signal(object, object, bool)
    """The MessageFilter, the newest that it finds, and whether there may be more above."""
    found_more = Signal(object, object, bool)
    """The message that the page ends before, the page, and whether there may be more above."""
    found_in_all = Signal(object, int, int, int)
    """The MessageFilter, how many it finds, and the unix seconds of the first and the last."""
    opened = Signal(object)
    """StoredMessage with its reactions."""
    detailed = Signal(int, object)
    """Row and Details of an opened message."""
    failed = Signal()
    """What was asked for cannot be had now."""
    counted = Signal(int)
    """Messages kept of this server."""

    def __init__(self, server: str, messages: Messages, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._messages = messages
        self._tasks = tasks
        self._search: asyncio.Task[None] | None = None
        self._jump: asyncio.Task[None] | None = None

    def read_latest(self) -> None:
        self._leave_jump()
        self._jump = self._start("read latest", self._read_latest)

    def read_around(self, at: int) -> None:
        """The rows around a moment in unix seconds. A newer jump breaks off the one before."""
        self._leave_jump()
        self._jump = self._start("read around", self._read_around, at)

    def read_older(self, first: StoredMessage) -> None:
        """The page before `first`, the oldest row that is shown."""
        self._start("read older", self._read_older, first)

    def read_newer(self, last: StoredMessage) -> None:
        """The page after `last`, the newest row that is shown."""
        self._start("read newer", self._read_newer, last)

    def search(self, wanted: MessageFilter) -> None:
        """A newer search breaks off the one before."""
        if self._search is not None:
            self._search.cancel()
        if not wanted.is_blank:
            self._search = self._start("search", self._find, wanted)

    def search_more(self, wanted: MessageFilter, first: StoredMessage) -> None:
        """What was found before `first`."""
        self._start("search more", self._find_more, wanted, first)

    def open(self, row: int) -> None:
        self._start("open message", self._open, row)

    def count(self) -> None:
        self._start("count", self._count)

    async def _read_latest(self) -> None:
        self.latest.emit(await self._messages.latest(self._server, PAGE))

    async def _read_older(self, first: StoredMessage) -> None:
        rows = await self._messages.before(self._server, first.message.timestamp, first.row, PAGE)
        self.older.emit(first, rows, len(rows) == PAGE)

    async def _read_newer(self, last: StoredMessage) -> None:
        rows = await self._messages.after(self._server, last.message.timestamp, last.row, PAGE)
        self.newer.emit(last, rows, len(rows) == PAGE)

    async def _read_around(self, at: int) -> None:
        above = await self._messages.before(self._server, at, 0, PAGE // 2)
        below = await self._messages.after(self._server, at, 0, PAGE // 2)
        full = PAGE // 2
        self.around.emit(at, above + below, len(above) == full, len(below) == full)

    async def _find(self, wanted: MessageFilter) -> None:
        """Again and again while the newest messages wait for the index."""
        shown: tuple[StoredMessage, ...] | None = None
        while True:
            found = await self._messages.search(self._server, wanted, PAGE)
            if found.rows != shown:
                self.found.emit(wanted, found.rows, found.more)
                shown = found.rows
            if found.is_complete:
                break
            await asyncio.sleep(INDEX_SECONDS)
        extent = await self._messages.extent(self._server, wanted)
        self.found_in_all.emit(wanted, extent.count, extent.oldest, extent.newest)

    async def _find_more(self, wanted: MessageFilter, first: StoredMessage) -> None:
        found = await self._messages.search(self._server, wanted, PAGE, below=first.row)
        self.found_more.emit(first, found.rows, found.more)

    async def _open(self, row: int) -> None:
        if (stored := await self._messages.one(row)) is not None:
            self.opened.emit(stored)
            self.detailed.emit(stored.row, parse_details(stored.message.raw))

    async def _count(self) -> None:
        self.counted.emit((await self._messages.counts(self._server)).stored)

    def _leave_jump(self) -> None:
        if self._jump is not None:
            self._jump.cancel()

    def _start(
        self, name: str, work: Callable[P, Awaitable[None]], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Task[None]:
        async def logged() -> None:
            try:
                await work(*args, **kwargs)
            except EvodeskError as error:
                log.error("%s failed: %s", name, error)
                self.failed.emit()

        return self._tasks.start(logged(), name=name)
