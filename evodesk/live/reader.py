"""Reads the stored messages of one server for the view: pages, searches, one message."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.evolution.wire import parse_details
from evodesk.live.lookups import Lookups
from evodesk.live.pages import PAGE, Pages

if TYPE_CHECKING:
    from evodesk.domain.filter import MessageFilter
    from evodesk.domain.message import StoredMessage
    from evodesk.store.messages import Messages
    from evodesk.tasks import Tasks

FIRST_PAGE = 40
"""Of a search: what a high screen shows, and no more to wait for."""
INDEX_SECONDS = 0.3
"""Until a search is repeated that went over an index with its end missing."""


class Reader(QObject):
    found = Signal(object, object, bool)
    """The MessageFilter, the newest that it finds, and whether there may be more above."""
    found_more = Signal(object, object, bool)
    """The message that the page ends before, the page, and whether there may be more above."""
    found_later = Signal(object, object, bool)
    """The message that the page follows, the page, and whether there may be more below."""
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
        self.pages = Pages(server, messages, tasks)
        self.conversation = Pages(server, messages, tasks)
        self._lookups = Lookups(tasks, self.failed.emit)
        self._search: asyncio.Task[None] | None = None

    def search(self, wanted: MessageFilter) -> None:
        """A newer search breaks off the one before."""
        if self._search is not None:
            self._search.cancel()
        if not wanted.is_blank:
            self._search = self._lookups.start("search", self._find, wanted)

    def search_more(self, wanted: MessageFilter, first: StoredMessage) -> None:
        """What was found before `first`."""
        self._lookups.start("search more", self._find_more, wanted, first)

    def search_later(self, wanted: MessageFilter, last: StoredMessage) -> None:
        """What was found after `last`."""
        self._lookups.start("search later", self._find_later, wanted, last)

    def open(self, row: int) -> None:
        self._lookups.start("open message", self._open, row)

    def count(self) -> None:
        self._lookups.start("count", self._count)

    async def _find(self, wanted: MessageFilter) -> None:
        """Again and again while the newest messages wait for the index."""
        shown: tuple[StoredMessage, ...] | None = None
        while True:
            found = await self._messages.search(self._server, wanted, FIRST_PAGE)
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

    async def _find_later(self, wanted: MessageFilter, last: StoredMessage) -> None:
        found = await self._messages.search(self._server, wanted, PAGE, above=last.row)
        self.found_later.emit(last, found.rows, found.more)

    async def _open(self, row: int) -> None:
        if (stored := await self._messages.one(row)) is not None:
            self.opened.emit(stored)
            self.detailed.emit(stored.row, parse_details(stored.message.raw))

    async def _count(self) -> None:
        self.counted.emit((await self._messages.counts(self._server)).stored)
