"""Which webhooks must be signed: those whose `jwt_key` header `webhook/find` shows. Optional, and
set at the server."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from evodesk.receiving.signature import is_signed

if TYPE_CHECKING:
    from evodesk.domain.reception import WebhookConfig

HEADER = "jwt_key"
GRACE = 30 * 60
"""Seconds for which what was true before is enough: an event is signed once, before its retries."""


class Signing:
    def __init__(self) -> None:
        self._keys: dict[tuple[str, str], dict[str, float]] = {}
        """Of each instance, the keys and until when (unix seconds) each counts. An empty key
        stands for no signature."""

    def learn(self, server: str, instance: str, webhook: WebhookConfig, now: float) -> None:
        """`webhook` leads to us and was just read."""
        present = dict(webhook.headers).get(HEADER, "")
        known = self._keys.get((server, instance), {})
        former = {key: min(until, now + GRACE) for key, until in known.items() if until > now}
        self._keys[server, instance] = {**former, present: math.inf}

    def allows(self, server: str, instance: str, authorization: str, now: float) -> bool:
        """Before anything was read of an instance, the secret in the path is all there is."""
        known = self._keys.get((server, instance), {"": math.inf})
        keys = {key for key, until in known.items() if until > now}
        return "" in keys or is_signed(authorization, keys)
