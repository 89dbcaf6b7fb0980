"""How a Server is reached: its URLs, its TLS settings, the header that carries the key. No I/O
but reading the CA file."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from evodesk.domain.reception import host_of
from evodesk.errors import BadCertificate, KeyRefused, Unreachable

if TYPE_CHECKING:
    from evodesk.domain.instance import Server


def api_url(server: Server, *parts: str) -> str:
    """Every part is percent-encoded, slashes included
    (contract: 01_instances/state_special_name_encoded)."""
    return "/".join((server.url.rstrip("/"), *map(_segment, parts)))


def _segment(text: str) -> str:
    """Dots alone would lead elsewhere."""
    return quote(text, safe="") if text.strip(".") else text.replace(".", "%2E")


def polling_url(server: Server) -> str:
    return f"{server.url.rstrip('/')}/socket.io/?EIO=4&transport=polling"


def socket_url(server: Server) -> str:
    """The WebSocket below the server's sub-path. Raises Unreachable for what is no http(s) URL."""
    parts = urlsplit(server.url)
    scheme = {"http": "ws", "https": "wss"}.get(parts.scheme)
    if scheme is None or not host_of(server.url):
        raise Unreachable(host="")
    path = parts.path.rstrip("/")
    return f"{scheme}://{parts.netloc}{path}/socket.io/?EIO=4&transport=websocket"


def key_header(key: str) -> dict[str, str]:
    """The key never goes into a URL. Raises KeyRefused when no header can carry it."""
    key = key.strip()
    if not key.isascii() or not key.isprintable():
        raise KeyRefused()
    return {"apikey": key} if key else {}


def tls_context(server: Server) -> ssl.SSLContext | None:
    """None for http://, which needs none: reading the system's certificates takes long.

    Raises BadCertificate when the CA file cannot be read.
    """
    if not server.url.startswith("https:"):
        return None
    try:
        return ssl.create_default_context(cafile=server.ca_file or None)
    except (OSError, ValueError) as error:
        raise BadCertificate(host=host_of(server.url)) from error
