"""Reads stored messages by pages in order of time: those of one server, or of one conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec

from PySide6.QtCore import QObject, Signal

from evodesk.live.lookups import Lookups

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from evodesk.domain.message import Conversation, StoredMessage
    from evodesk.store.messages import Messages
    from evodesk.tasks import Tasks

P = ParamSpec("P")

PAGE = 200


class Pages(QObject):
    latest = Signal(object)
    """tuple[StoredMessage, ...]: the newest page, oldest first."""
    older = Signal(object, object, bool)
    """The message that the page ends before, the page, and whether there may be more above it."""
    newer = Signal(object, object, bool)
    """The message that the page follows, the page, and whether there may be more below it."""
    around = Signal(int, object, bool, bool)
    """A moment in unix seconds, the rows around it, whether there may be more above and below."""
    beside = Signal(object, object, bool, bool)
    """A message, the rows around it and itself, whether there may be more above and below."""
    failed = Signal()
    """What was asked for cannot be had now."""

    def __init__(self, server: str, messages: Messages, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._messages = messages
        self._lookups = Lookups(tasks, self.failed.emit)
        self._of: Conversation | None = None
        self._jump: asyncio.Task[None] | None = None

    def read_latest(self) -> None:
        self._jump_to("read latest", self._read_latest)

    def read_around(self, at: int) -> None:
        """The rows around a moment in unix seconds. A newer jump breaks off the one before."""
        self._jump_to("read around", self._read_around, at)

    def read_conversation(self, stored: StoredMessage) -> None:
        """From here on only the conversation that `stored` is of; `beside` tells what stands
        around it."""
        self._of = stored.message.conversation
        self._jump_to("read conversation", self._read_beside, stored)

    def read_older(self, first: StoredMessage) -> None:
        """The page before `first`, the oldest row that is shown."""
        self._lookups.start("read older", self._read_older, first)

    def read_newer(self, last: StoredMessage) -> None:
        """The page after `last`, the newest row that is shown."""
        self._lookups.start("read newer", self._read_newer, last)

    async def _read_latest(self) -> None:
        self.latest.emit(await self._messages.latest(self._server, PAGE, of=self._of))

    async def _read_older(self, first: StoredMessage) -> None:
        rows = await self._above(first.message.timestamp, first.row, PAGE)
        self.older.emit(first, rows, len(rows) == PAGE)

    async def _read_newer(self, last: StoredMessage) -> None:
        rows = await self._below(last.message.timestamp, last.row, PAGE)
        self.newer.emit(last, rows, len(rows) == PAGE)

    async def _read_around(self, at: int) -> None:
        self.around.emit(at, *await self._both_sides(at, 0))

    async def _read_beside(self, stored: StoredMessage) -> None:
        place = stored.message.timestamp, stored.row
        self.beside.emit(stored, *await self._both_sides(*place))

    async def _both_sides(self, at: int, row: int) -> tuple[tuple[StoredMessage, ...], bool, bool]:
        """What stands before and from the place (timestamp, row) on."""
        above = await self._above(at, row, PAGE // 2)
        below = await self._below(at, row - 1, PAGE // 2)
        full = PAGE // 2
        return above + below, len(above) == full, len(below) == full

    async def _above(self, at: int, row: int, limit: int) -> tuple[StoredMessage, ...]:
        return await self._messages.before(self._server, at, row, limit, of=self._of)

    async def _below(self, at: int, row: int, limit: int) -> tuple[StoredMessage, ...]:
        return await self._messages.after(self._server, at, row, limit, of=self._of)

    def _jump_to(
        self, name: str, work: Callable[P, Awaitable[None]], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        if self._jump is not None:
            self._jump.cancel()
        self._jump = self._lookups.start(name, work, *args, **kwargs)
