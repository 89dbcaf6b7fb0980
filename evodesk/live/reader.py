"""Reads the stored messages of one server for the view: pages, searches, one message."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.errors import EvodeskError
from evodesk.evolution.wire import parse_details

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from evodesk.domain.message import StoredMessage
    from evodesk.store.messages import Messages
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

PAGE = 200
FOUND_AT_MOST = 500


class Reader(QObject):
    latest = Signal(object)
    """tuple[StoredMessage, ...]: the newest page, oldest first."""
    older = Signal(object, bool)
    """The page before, and whether there may be more."""
    found = Signal(str, object)
    """The text that was searched, and what has it."""
    opened = Signal(object)
    """StoredMessage with its reactions."""
    detailed = Signal(int, object)
    """Row and Details of an opened message."""
    counted = Signal(int)
    """Messages kept of this server."""

    def __init__(self, server: str, messages: Messages, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._messages = messages
        self._tasks = tasks
        self._asked = 0

    def read_latest(self) -> None:
        self._start(self._read_latest(), "read latest")

    def read_older(self, first: StoredMessage) -> None:
        """The page before `first`, the oldest row that is shown."""
        self._start(self._read_older(first), "read older")

    def search(self, text: str, instance: str | None) -> None:
        """A newer search makes the one before silent."""
        self._asked += 1
        self._start(self._search(text, instance, self._asked), "search")

    def open(self, row: int) -> None:
        self._start(self._open(row), "open message")

    def count(self) -> None:
        self._start(self._count(), "count")

    async def _read_latest(self) -> None:
        self.latest.emit(await self._messages.latest(self._server, PAGE))

    async def _read_older(self, first: StoredMessage) -> None:
        rows = await self._messages.before(self._server, first.message.timestamp, first.row, PAGE)
        self.older.emit(rows, len(rows) == PAGE)

    async def _search(self, text: str, instance: str | None, asked: int) -> None:
        rows = await self._messages.search(self._server, text, FOUND_AT_MOST, instance=instance)
        if asked == self._asked:
            self.found.emit(text, rows)

    async def _open(self, row: int) -> None:
        if (stored := await self._messages.one(row)) is not None:
            self.opened.emit(stored)
            self.detailed.emit(stored.row, parse_details(stored.message.raw))

    async def _count(self) -> None:
        self.counted.emit((await self._messages.counts(self._server)).stored)

    def _start(self, work: Coroutine[None, None, None], name: str) -> None:
        self._tasks.start(_logged(work, name), name=name)


async def _logged(work: Coroutine[None, None, None], name: str) -> None:
    try:
        await work
    except EvodeskError as error:
        log.error("%s failed: %s", name, error)
