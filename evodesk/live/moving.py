"""Webhooks that lead where we listened before, or hold a secret that was replaced, are led to where
we listen now, by a switch like any other.

Only what we wrote ourselves is moved: not what somebody else has changed since.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode, Side
from evodesk.domain.switch import Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.reception import Reception

PAUSE = 30.0
"""Seconds before the next try on an instance."""


class Moving:
    """Of one server."""

    def __init__(
        self, successor: Callable[[str], str | None], request: Callable[[Wish], None]
    ) -> None:
        """`successor`: what should stand instead of a webhook's URL, or None."""
        self._successor = successor
        self._request = request
        self._not_before: dict[str, float] = {}

    def look(self, name: str, reception: Reception) -> None:
        """It was just read."""
        wish = self._wish(name, reception)
        now = time.monotonic()
        if wish is not None and now >= self._not_before.get(name, 0.0):
            self._not_before[name] = now + PAUSE
            self._request(wish)

    def _wish(self, name: str, reception: Reception) -> Wish | None:
        webhook = reception.webhook
        if webhook is None or reception.mode is not Mode.WEBHOOK:
            return None
        url = self._successor(webhook.url)
        if url is None:
            return None
        return Wish(name, Side.WEBHOOK, url=url, base64=webhook.base64, events=webhook.events)
