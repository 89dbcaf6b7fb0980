"""The content of one message on demand: what is kept here first, then the server's."""

from __future__ import annotations

import asyncio
import logging
import shutil
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evodesk.errors import EvodeskError, NotEvolution, NotWritable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from evodesk.domain.event import Attachment
    from evodesk.domain.message import Message, MessageKey, StoredMessage
    from evodesk.store.media import MediaFiles
    from evodesk.store.media_cache import MediaCache
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)


class MediaApi(Protocol):
    async def media(self, key: MessageKey, on_bytes: Callable[[int, int], None]) -> Attachment: ...


class MediaReader(QObject):
    progressed = Signal(int, int, int)
    """Row, bytes that came, and of how many; 0: not told."""
    ready = Signal(int, object)
    """Row and the Path of its content; not to be changed there."""
    failed = Signal(int, object)
    """Row, EvodeskError."""
    saved = Signal(object)
    """The Path that a person chose."""
    not_saved = Signal(object)
    """EvodeskError."""

    def __init__(self, api: MediaApi, files: MediaFiles, cache: MediaCache, tasks: Tasks) -> None:
        super().__init__()
        self._api = api
        self._files = files
        self._cache = cache
        self._tasks = tasks
        self._running: set[int] = set()

    def want(self, stored: StoredMessage) -> None:
        """Answered by `ready` or `failed`; asked again meanwhile, it is answered once."""
        if stored.row not in self._running:
            self._running.add(stored.row)
            self._tasks.start(self._read(stored), name=f"media {stored.row}")

    def look(self, stored: StoredMessage) -> None:
        """`ready` when the content is here; the server is not asked, and `failed` is not told."""
        self._tasks.start(self._look(stored), name=f"media look {stored.row}")

    def save(self, source: Path, target: Path) -> None:
        self._tasks.start(self._save(source, target), name="save media")

    async def _look(self, stored: StoredMessage) -> None:
        try:
            if path := await asyncio.to_thread(self._kept, stored.message):
                self.ready.emit(stored.row, path)
        except EvodeskError as error:
            log.warning("kept media could not be looked for: %s", error)

    async def _read(self, stored: StoredMessage) -> None:
        try:
            path = await asyncio.to_thread(self._kept, stored.message) or await self._fetch(stored)
        except EvodeskError as error:
            log.warning("media of %s was not fetched: %s", stored.message.key.instance, error)
            self.failed.emit(stored.row, error)
        else:
            self.ready.emit(stored.row, path)
        finally:
            self._running.discard(stored.row)

    async def _fetch(self, stored: StoredMessage) -> Path:
        def tell(received: int, total: int) -> None:
            self.progressed.emit(stored.row, received, total)

        found = await self._api.media(stored.message.key, tell)
        path = await asyncio.to_thread(self._cache.put, found)
        if path is None:
            raise NotEvolution(host="")
        return path

    def _kept(self, message: Message) -> Path | None:
        """In a thread: it looks at the disk."""
        return self._files.find(message.key) or self._cache.find(message.key)

    async def _save(self, source: Path, target: Path) -> None:
        try:
            await asyncio.to_thread(shutil.copyfile, source, target)
        except OSError as error:
            log.warning("a file could not be saved: %s", type(error).__name__)
            self.not_saved.emit(NotWritable(path=str(target)))
        else:
            self.saved.emit(target)
