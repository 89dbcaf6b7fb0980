"""Webhooks that lead where we listened before, or hold a secret that was replaced, are led to where
we listen now, by a switch like any other.

Only what we wrote ourselves is moved: not what somebody else has changed since.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode, Side
from evodesk.domain.switch import Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.reception import Reception

PAUSE = 30.0
"""Seconds before an instance is led to the same place once more."""


class Moving:
    """Of one server."""

    def __init__(
        self, successor: Callable[[str], str | None], request: Callable[[Wish], None]
    ) -> None:
        """`successor`: what should stand instead of a webhook's URL, or None."""
        self._successor = successor
        self._request = request
        self._tried: dict[str, tuple[str | None, float]] = {}
        """Where each was led last, and when by time.monotonic."""

    def look(self, name: str, reception: Reception) -> None:
        """It was just read."""
        wish = self._wish(name, reception)
        if wish is None:
            return
        url, at = self._tried.get(name, (None, 0.0))
        now = time.monotonic()
        if wish.url != url or now - at >= PAUSE:
            self._tried[name] = (wish.url, now)
            self._request(wish)

    def _wish(self, name: str, reception: Reception) -> Wish | None:
        webhook = reception.webhook
        if webhook is None or reception.mode is not Mode.WEBHOOK:
            return None
        url = self._successor(webhook.url)
        if url is None:
            return None
        kept = Wish(name, Side.WEBHOOK, base64=webhook.base64, events=webhook.events)
        return replace(kept, url=url, by_itself=True)
