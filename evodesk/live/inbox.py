"""What the receiver hands in goes the same way as what the socket brings: parse, store."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from evodesk.domain.message import Source
from evodesk.evolution.wire import parse_event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.live.address import OwnAddress
    from evodesk.live.feed import Feed

log = logging.getLogger(__name__)


class Inbox:
    """Implements receiving.receiver.Inbox. Lives as long as the program, so that webhooks of a
    server that is not the chosen one are kept too."""

    def __init__(self, feed: Feed, address: OwnAddress) -> None:
        self._feed = feed
        self._address = address

    def secrets(self) -> Mapping[str, str]:
        return self._address.secrets

    def proven(self, server: str) -> bool:
        return self._address.proven(server)

    async def accept(self, server: str, body: bytes) -> None:
        """Return when the event is committed. Raises StoreError, and ServerError for a body
        that is no event."""
        await self._feed.store(parse_event(server, body, Source.WEBHOOK, time.time()))

    async def note_too_big(self, server: str, size: int) -> None:
        log.error("a webhook of %d bytes was too big to keep (server %s)", size, server)
