"""Our own webhook address: how a server reaches this computer, and which URLs are ours."""

from __future__ import annotations

import ipaddress
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from evodesk.live.signing import Signing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from evodesk.domain.instance import Server
    from evodesk.domain.reception import Reception

PATH = "/api/webhooks/evolution/"


class OwnAddress:
    """Knows the receiver's port, the public address, and one secret per server with those that it
    replaced."""

    def __init__(self, secrets: Mapping[str, str], public_url: str = "") -> None:
        """`secrets`: server id -> the secret part of the receiver's path."""
        self._secrets = dict(secrets)
        self._former: dict[str, Mapping[str, float]] = {}
        self._bases = set[str]()
        """Every public address that was set in this run."""
        self._proven: set[str] = set()
        self._behind: set[tuple[str, str]] = set()
        """Server and instance whose webhook still holds a former secret."""
        self.public_url = public_url
        self.signing = Signing()
        self.port: int | None = None
        """The receiver's port; None while it does not listen."""
        self.wished_port = 0
        """The one it was to have; 0: any."""
        self.own_hosts: Collection[str] = ()
        """This computer's addresses in its networks."""

    @property
    def public_url(self) -> str:
        return self._public_url

    @public_url.setter
    def public_url(self, url: str) -> None:
        self._public_url = url.rstrip("/")
        self._bases.add(self._public_url)

    @property
    def servers(self) -> tuple[str, ...]:
        return tuple(self._secrets)

    @property
    def has_moved(self) -> bool:
        """The wished port was taken: what leads there leads to somebody else now."""
        return self.wished_port not in (0, self.port)

    def add(self, server: str, secret: str, former: Mapping[str, float] | None = None) -> None:
        """`former`: secrets that it replaced, and until when (unix seconds) they are taken."""
        if self._secrets.get(server) != secret:
            self._proven.discard(server)
        self._secrets[server] = secret
        self._former[server] = former or {}

    def accepted(self, now: float) -> Iterator[tuple[str, str]]:
        """Server id and secret, of all that are taken at `now` (unix seconds)."""
        yield from self._secrets.items()
        for server, former in self._former.items():
            yield from ((server, secret) for secret, until in former.items() if now < until)

    def is_ours(self, url: str) -> bool:
        """The secret in the path decides; the host may be a tunnel's of last week."""
        return self._holds(url, self._secrets.values()) or any(
            self._holds(url, former) for former in self._former.values()
        )

    def leads_here(self, url: str, server: Server) -> bool:
        """Ours, and where we listen now: after a change of port or tunnel the server may still
        deliver to the place of before."""
        return url == self.url_for(server)

    def url_for(self, server: Server) -> str | None:
        """The URL to configure; None when the server has no way to reach us that we know of."""
        secret, base = self._secrets.get(server.id), self.base_for(server)
        return f"{base}{PATH}{secret}" if secret and base else None

    def base_for(self, server: Server) -> str | None:
        """The part of it before the path; it holds no secret."""
        if self.port is None:
            return None
        if self.public_url:
            return self._public_base()
        return f"http://127.0.0.1:{self.port}" if is_loopback(server.url) else None

    def successor(self, url: str, server: Server) -> str | None:
        """What a webhook of ours should hold instead of `url`; None where it is right. A place
        that we never named was chosen by somebody: there only the secret is brought up to date."""
        base, _, _ = url.partition(PATH)
        secret, present = self._secrets.get(server.id), self.base_for(server)
        if secret is None or not self._is_of(url, server.id):
            return None
        if present and (base in self._bases or self._is_own(base)):
            base = present
        better = f"{base}{PATH}{secret}"
        return None if better == url else better

    def prove(self, server: str, name: str, reception: Reception) -> None:
        """`webhook/find` of the instance `name` was read; it may show our present address."""
        webhook = reception.webhook
        url = webhook.url if webhook and webhook.enabled else ""
        if webhook is not None and self._is_of(url, server):
            self.signing.learn(server, name, webhook, time.time())
        self._behind.discard((server, name))
        if self._holds(url, self._former.get(server, ())):
            self._behind.add((server, name))
        elif self._is_of(url, server):
            self._proven.add(server)

    def proven(self, server: str) -> bool:
        """Whether the server was seen to hold our present address, and no former one."""
        return server in self._proven and not any(held == server for held, _ in self._behind)

    def _public_base(self) -> str:
        """One that leads straight to this computer follows the receiver to another port."""
        straight = {
            f"http://{host}:{self.wished_port}": f"http://{host}:{self.port}"
            for host in self.own_hosts
        }
        return straight.get(self._public_url, self._public_url)

    def _is_own(self, base: str) -> bool:
        return is_loopback(base) or _host(base) in self.own_hosts

    def _is_of(self, url: str, server: str) -> bool:
        known = {self._secrets.get(server, ""), *self._former.get(server, ())} - {""}
        return self._holds(url, known)

    @staticmethod
    def _holds(url: str, secrets: Iterable[str]) -> bool:
        return any(f"{PATH}{secret}" in url for secret in secrets)


def is_loopback(url: str) -> bool:
    host = _host(url)
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host(url: str) -> str:
    """Empty when there is none to read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
