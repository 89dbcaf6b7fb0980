"""Writes stored messages into a file that a person chose, beside everything else that goes on.

The file appears whole or not at all: what is unfinished lies beside it under another name.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, Signal

from evodesk.errors import EvodeskError, NotWritable
from evodesk.store.export import found_rows, masked, to_csv, to_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from evodesk.domain.filter import MessageFilter
    from evodesk.domain.message import StoredMessage
    from evodesk.store.messages import Messages
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

TELL_SECONDS = 0.1
LINE_WRITERS = {"csv": to_csv, "jsonl": to_jsonl}
"""For ExportWish.write, one message a line."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    wanted: MessageFilter
    """Blank: all messages of the server."""
    write: Callable[[Iterable[StoredMessage], TextIO], None]
    """Runs in a thread."""
    target: Path
    masks_phones: bool = False


class _Stopped(Exception):
    """Nobody wants the rest."""


class _Count:
    """How many rows went through, and whether there shall be more. One thread counts, the other
    one looks."""

    def __init__(self) -> None:
        self.rows = 0
        self.stopped = False

    def over(self, rows: Iterable[StoredMessage]) -> Iterator[StoredMessage]:
        for row in rows:
            if self.stopped:
                raise _Stopped
            self.rows += 1
            yield row


class Exporter(QObject):
    counted = Signal(int)
    """How many messages there are to write."""
    progressed = Signal(int)
    """How many are written."""
    ended = Signal(object)
    """The Path of the file."""
    cancelled = Signal()
    failed = Signal(object)
    """EvodeskError."""

    def __init__(self, server: str, messages: Messages, database: Path, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._messages = messages
        self._database = database
        self._tasks = tasks
        self._count: _Count | None = None

    def count(self, wanted: MessageFilter) -> None:
        """Answered by `counted`."""
        self._tasks.start(self._tell_count(wanted), name="count for export")

    def start(self, wish: ExportWish) -> None:
        """One at a time: nothing while one runs."""
        if self._count is None:
            self._count = _Count()
            self._tasks.start(self._run(wish, self._count), name="export")

    def cancel(self) -> None:
        if self._count is not None:
            self._count.stopped = True

    async def _tell_count(self, wanted: MessageFilter) -> None:
        try:
            self.counted.emit(await self._size(wanted))
        except EvodeskError as error:
            self.failed.emit(error)

    async def _size(self, wanted: MessageFilter) -> int:
        if wanted.is_blank:
            return (await self._messages.counts(self._server)).stored
        await self._messages.index.finish()
        return (await self._messages.extent(self._server, wanted)).count

    async def _run(self, wish: ExportWish, count: _Count) -> None:
        try:
            await self._messages.index.finish()
            await self._watched(wish, count)
        except _Stopped:
            self.cancelled.emit()
        except EvodeskError as error:
            log.warning("the export failed: %s", error)
            self.failed.emit(error)
        else:
            self.ended.emit(wish.target)
        finally:
            self._count = None

    async def _watched(self, wish: ExportWish, count: _Count) -> None:
        """Left behind by whoever cancels us, the thread ends at its next row."""
        work = asyncio.get_running_loop().run_in_executor(None, self._write, wish, count)
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=TELL_SECONDS)
                self.progressed.emit(count.rows)
            work.result()
        except asyncio.CancelledError:
            count.stopped = True
            await asyncio.wait({work})
            work.exception()
            raise

    def _write(self, wish: ExportWish, count: _Count) -> None:
        unfinished = wish.target.with_name(f"{wish.target.name}.part")
        try:
            with (
                unfinished.open("w", encoding="utf-8", newline="") as out,
                closing(found_rows(self._database, self._server, wish.wanted)) as rows,
            ):
                found = count.over(rows)
                wish.write(map(masked, found) if wish.masks_phones else found, out)
            unfinished.replace(wish.target)
        except OSError as error:
            raise NotWritable(path=str(wish.target)) from error
        finally:
            unfinished.unlink(missing_ok=True)
