"""What a person typed as the address of a webhook: the URL to configure, and what to tell of it.
Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit, urlunsplit

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import mask_url
from evodesk.ui.address import is_internal, is_this_computer, netloc_of

if TYPE_CHECKING:
    from evodesk.ui.field import Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Judged:
    url: str = field(default="", repr=False)
    """Empty: it cannot be used."""
    tone: Tone | None = None
    text: str = ""
    """Why not, or what to know before it is used; empty: there is nothing to tell."""


def judge(text: str) -> Judged:
    text = text.strip()
    if not text:
        return Judged()
    if not text.isprintable() or " " in text:
        return _bad(translate("WebhookAddress", "An address has no spaces."))
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = parts.port
    except ValueError:
        return _bad(translate("WebhookAddress", "Host or port are not valid."))
    if parts.scheme not in ("http", "https"):
        return _bad(translate("WebhookAddress", "It must begin with https:// or http://."))
    if not parts.hostname:
        return _bad(translate("WebhookAddress", "The name of the host is missing."))
    try:
        netloc = netloc_of(parts.hostname, port)
    except ValueError:  # UnicodeError is one, too
        return _bad(translate("WebhookAddress", "Host or port are not valid."))
    return _good(text, parts, netloc)


def _bad(text: str) -> Judged:
    return Judged(tone="bad", text=text)


def _good(text: str, parts: SplitResult, netloc: str) -> Judged:
    user, at, _ = parts.netloc.rpartition("@")
    url = urlunsplit((parts.scheme, f"{user}{at}{netloc}", parts.path, parts.query, ""))
    if warning := _warning(parts.scheme, parts.hostname or "", bool(at)):
        return Judged(url, "warn", warning)
    if url == text:
        return Judged(url)
    told = translate("WebhookAddress", "It becomes {url}").format(url=mask_url(url))
    return Judged(url, "ok", told)


def _warning(scheme: str, host: str, has_user: bool) -> str:
    if is_this_computer(host):
        return translate(
            "WebhookAddress",
            "For the server, this name means the server itself, not this computer.",
        )
    if scheme == "http" and not is_internal(host):
        return translate(
            "WebhookAddress", "Without “https” the messages travel readable. Better use https."
        )
    if has_user:
        return translate(
            "WebhookAddress", "User and password go along with every message. Here they are hidden."
        )
    return ""
