"""What the receiver hands in goes the same way as what the socket brings: parse, store."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from evodesk.domain.message import Source
from evodesk.errors import NotEvolution, StoreError
from evodesk.evolution.wire import odd_body, parse_event
from evodesk.receiving.signature import NotSigned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evodesk.live.address import OwnAddress
    from evodesk.live.arrivals import Arrivals
    from evodesk.live.feed import Feed

log = logging.getLogger(__name__)

ONE_MESSAGE = 1024 * 1024
"""Bytes. What is longer and cannot be read may have been a whole history, and is read back."""


class Inbox:
    """Implements receiving.receiver.Inbox. Lives as long as the program, so that webhooks of a
    server that is not the chosen one are kept too."""

    def __init__(self, feed: Feed, address: OwnAddress, arrivals: Arrivals) -> None:
        self._feed = feed
        self._address = address
        self._arrivals = arrivals

    def secrets(self) -> Iterator[tuple[str, str]]:
        return self._address.accepted(time.time())

    def proven(self, server: str) -> bool:
        return self._address.proven(server)

    def take(
        self,
        server: str,
        body: bytes,
        authorization: str,
        told: Callable[[StoreError | None], None],
    ) -> None:
        """`told` is called when the event is committed, or with why it is not. A body that is no
        event is kept as well: a retry would bring the same again. Raises NotSigned."""
        now = time.time()
        try:
            event = parse_event(server, body, Source.WEBHOOK, now)
        except NotEvolution:
            log.warning("a webhook of server %s is no event that can be read", server)
            event = odd_body(server, body, now)
            if len(body) > ONE_MESSAGE:
                self._feed.too_big.emit(server)
        if not self._address.signing.allows(server, event.instance, authorization, now):
            raise NotSigned
        event = self._arrivals.marked(event)
        self._feed.put(event, lambda found: told(found if isinstance(found, StoreError) else None))

    async def note_too_big(self, server: str, size: int) -> None:
        """The message comes back without its media: as a gap of all from which it may be."""
        log.error("a webhook of %d bytes was too big to keep (server %s)", size, server)
        self._feed.too_big.emit(server)
