"""What a person typed as a server's address, read into a URL that can be asked. Pure."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

_INTERNAL_SUFFIXES = (".local", ".lan", ".internal", ".home.arpa", ".localhost")
_MANAGER = "/manager"
_NETLOC = re.compile(r"[A-Za-z0-9._:\[\]-]+")


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    """Scheme, host, port and sub-path; no slash at the end."""
    host: str
    exposes_key: bool
    """Plain http to a host that is not on an internal network: the key would travel readable."""


def read_address(text: str) -> Address | None:
    """None when it is no web address, or carries a user name or password.

    A missing scheme becomes https, on this computer http. The path of Evolution's own manager
    page, which people copy from the browser, is dropped.
    """
    try:
        parts = urlsplit(_with_scheme(text.strip()))
        host = parts.hostname or ""
        netloc = netloc_of(host, parts.port)
    except ValueError:  # UnicodeError is one, too
        return None
    if parts.scheme not in ("http", "https") or parts.username is not None:
        return None
    path = parts.path.rstrip("/").removesuffix(_MANAGER).rstrip("/")
    url = urlunsplit((parts.scheme, netloc, path, "", ""))
    return Address(url, host, parts.scheme == "http" and not is_internal(host))


def netloc_of(host: str, port: int | None) -> str:
    """As it goes over the wire: names in ASCII, IPv6 in brackets. Raises ValueError."""
    if port == 0:
        raise ValueError("port 0 cannot be asked")
    name = f"[{host}]" if ":" in host else host.encode("idna").decode()
    netloc = name if port is None else f"{name}:{port}"
    if not _NETLOC.fullmatch(netloc):
        raise ValueError("no name that could be asked for")
    return netloc


def _with_scheme(text: str) -> str:
    if "://" in text:
        return text
    host = urlsplit(f"//{text}").hostname or ""
    return f"{'http' if is_this_computer(host) else 'https'}://{text}"


def is_this_computer(host: str) -> bool:
    address = _ip(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def is_internal(host: str) -> bool:
    address = _ip(host)
    if address is not None:
        return address.is_private or address.is_link_local
    return "." not in host or host.endswith(_INTERNAL_SUFFIXES)


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_web_url(text: str) -> bool:
    """A complete http or https address, such as a webhook needs."""
    try:
        parts = urlsplit(text)
        usable = parts.port != 0 and bool(parts.hostname)
    except ValueError:
        return False
    return usable and parts.scheme in ("http", "https") and text.isprintable() and " " not in text


def is_exposed(url: str) -> bool:
    """Plain http to a host that is not on an internal network. `url` is a web address or empty."""
    parts = urlsplit(url)
    return parts.scheme == "http" and not is_internal(parts.hostname or "")
