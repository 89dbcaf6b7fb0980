"""Our own webhook address: how a server reaches this computer, and which URLs are ours."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.domain.instance import Server
    from evodesk.domain.reception import Reception

PATH = "/api/webhooks/evolution/"


class OwnAddress:
    """Knows the receiver's port, the public address and one secret per server."""

    def __init__(self, secrets: Mapping[str, str], public_url: str = "") -> None:
        """`secrets`: server id -> the secret part of the receiver's path."""
        self._secrets = dict(secrets)
        self._proven: set[str] = set()
        self.public_url = public_url
        self.port: int | None = None
        """The receiver's port; None while it does not listen."""

    @property
    def secrets(self) -> Mapping[str, str]:
        return self._secrets

    def add(self, server: str, secret: str) -> None:
        self._secrets[server] = secret

    def is_ours(self, url: str) -> bool:
        """The secret in the path decides; the host may be a tunnel's of last week."""
        return any(f"{PATH}{secret}" in url for secret in self._secrets.values())

    def leads_here(self, url: str, server: Server) -> bool:
        """Ours, and where we listen now: after a change of port or tunnel the server may still
        deliver to the place of before."""
        return bool(url) and url == self.url_for(server)

    def url_for(self, server: Server) -> str | None:
        """The URL to configure; None when the server has no way to reach us that we know of."""
        secret, base = self._secrets.get(server.id), self.base_for(server)
        return f"{base}{PATH}{secret}" if secret and base else None

    def base_for(self, server: Server) -> str | None:
        """The part of it before the path; it holds no secret."""
        if self.port is None:
            return None
        if self.public_url:
            return self.public_url.rstrip("/")
        return f"http://127.0.0.1:{self.port}" if is_loopback(server.url) else None

    def prove(self, server: str, reception: Reception) -> None:
        """`webhook/find` was read; it may show our present address."""
        webhook, secret = reception.webhook, self._secrets.get(server)
        if webhook and webhook.enabled and secret and f"{PATH}{secret}" in webhook.url:
            self._proven.add(server)

    def proven(self, server: str) -> bool:
        """Whether the server was seen to hold our present address."""
        return server in self._proven


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
