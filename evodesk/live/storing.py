"""Whether the server keeps messages at all (DATABASE_SAVE_DATA_NEW_MESSAGE).

No route tells. So a message that arrived is looked for in the server's history some seconds
later: one that is there proves it, and a few that are not prove the opposite.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.message import Kind, Message, Source
from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.event import Event
    from evodesk.domain.message import MessageKey
    from evodesk.evolution.wire import History
    from evodesk.live.fetching import HistoryApi
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

STORED_WITHIN = 8.0
"""Seconds until a message that arrived is looked for."""
PROOFS = 2
"""Messages that must be missing."""
RECENT = 60.0
"""Seconds; older messages prove nothing: an edit moves them, a late webhook brings them."""
AGAIN = 60.0
"""Seconds between two tries with a server that keeps nothing."""
_EVENTS = ("messages.upsert", "send.message")


class Storing(QObject):
    found_out = Signal(bool)
    """It is known now, or it is the opposite of what was known."""

    def __init__(self, api: HistoryApi, tasks: Tasks) -> None:
        super().__init__()
        self._api = api
        self._tasks = tasks
        self._missing = 0
        self._proven = False
        self._busy = False
        self.value: bool | None = None
        """None: not known yet."""

    def may_keep(self) -> bool:
        """Unless it is known that it keeps none."""
        return self.value is not False

    def see(self) -> None:
        """A history has rows: what is not proven otherwise may be hoped for."""
        if self.value is None:
            self._conclude(True)

    def hear(self, events: Iterable[Event]) -> None:
        """Looks for one message at a time, until one was found."""
        if self._proven or self._busy:
            return
        now = self._api.server_now()
        for event in events:
            for fact in event.facts if _pushes(event) else ():
                if isinstance(fact, Message) and _is_proof(fact, now):
                    self._busy = True
                    self._tasks.start(self._look(fact), name="storing")
                    return

    async def _look(self, message: Message) -> None:
        await asyncio.sleep(STORED_WITHIN)
        try:
            self._judge(await self._is_there(message))
        except EvodeskError as error:
            log.info("whether the server keeps messages is not known yet: %s", error)
        if self.value is False:
            await asyncio.sleep(AGAIN)
        self._busy = False

    async def _is_there(self, message: Message) -> bool:
        """The server rounds stamps."""
        at, name = message.timestamp, message.key.instance
        page = await self._api.history(name, at - 1, at + 1, size=1000)
        return await asyncio.to_thread(_holds, page, message.key)

    def _judge(self, found: bool) -> None:
        if found:
            self._proven, self._missing = True, 0
            self._conclude(True)
            return
        self._missing += 1
        if self._missing >= PROOFS:
            self._conclude(False)

    def _conclude(self, value: bool) -> None:
        if value is not self.value:
            self.value = value
            self.found_out.emit(value)


def _holds(page: History, key: MessageKey) -> bool:
    return any(isinstance(fact, Message) and fact.key == key for fact in page.facts)


def _pushes(event: Event) -> bool:
    return event.source is not Source.BACKFILL and event.name in _EVENTS


def _is_proof(message: Message, now: float) -> bool:
    """Media of WhatsApp Business is not stored even by a server that keeps messages."""
    return message.kind is Kind.TEXT and abs(now - message.timestamp) <= RECENT
