"""How much of one server nobody has read yet, and of which instances nobody wants to hear."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.errors import EvodeskError
from evodesk.store.attention import Heed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from evodesk.store.attention import Attention
    from evodesk.tasks import Tasks

__all__ = ["Heed", "Unread"]

log = logging.getLogger(__name__)


class Unread(QObject):
    changed = Signal(object)
    """dict[str, Heed]: unread messages and muting, by instance."""

    def __init__(self, server: str, attention: Attention, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._attention = attention
        self._tasks = tasks
        self._turn = asyncio.Lock()

    def read(self) -> None:
        """Tell how it stands."""
        self._start(None)

    def mark_read(self, instance: str | None = None) -> None:
        """Everything of one instance, or of all."""
        self._start(lambda: self._attention.mark_read(self._server, time.time(), instance=instance))

    def mute(self, instance: str, muted: bool) -> None:
        self._start(lambda: self._attention.mute(self._server, instance, muted))

    def _start(self, change: Callable[[], Awaitable[None]] | None) -> None:
        async def work() -> None:
            async with self._turn:
                try:
                    if change is not None:
                        await change()
                    self.changed.emit(await self._attention.of(self._server))
                except EvodeskError as error:
                    log.error("what is unread could not be told: %s", error)

        self._tasks.start(work(), name="unread")
