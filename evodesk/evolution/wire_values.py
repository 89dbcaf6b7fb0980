"""Single values out of the server's JSON: every reader takes anything and never raises.

Binary fields come in four dresses: real bytes (Socket.IO), `{"0": 255, …}` (webhooks), base64
strings (`findMessages`) and Buffer objects; 64-bit numbers come as Long objects, strings or
numbers (contract: 05_events_baileys_fake_socket/text_with_messageContextInfo_bytes).
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evodesk.evolution.cut import Json

_TEXT_LIMIT = 100_000
"""Characters; WhatsApp's own limit is 65,536."""
_MILLISECONDS = 10**11
"""A number of seconds beyond the year 5138 is one of milliseconds."""
_CONTACTS = 4096
"""Jids whose reading is remembered: the same people write again and again."""
_PHONE = re.compile(r"(\d{5,20})(?::\d+)?@(?:s\.whatsapp\.net|c\.us)")
_DEVICE = re.compile(r":\d+@")


def as_object(value: Json) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Any]:
    return value if isinstance(value, list) else []


def as_text(value: Json) -> str:
    if isinstance(value, str):
        return value[:_TEXT_LIMIT]
    if isinstance(value, memoryview):
        return bytes(value[:_TEXT_LIMIT]).decode("utf-8", "replace")
    return ""


def as_whole(value: Json) -> int | None:
    """A number, a string of digits or a Long object; None when it is none of them or does not
    fit into 64 bits."""
    if isinstance(value, dict):
        return _long(value)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = int(value[:20] if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if -(2**63) <= number < 2**63 else None


def as_seconds(value: Json) -> int | None:
    """Unix seconds; milliseconds are recognised."""
    number = as_whole(value)
    if number is None or number <= 0:
        return None
    seconds = number // 1000 if number >= _MILLISECONDS else number
    return seconds if seconds < _MILLISECONDS else None


def iso_seconds(value: Json) -> float | None:
    """Unix seconds of `2026-11-23T13:28:43.072Z`."""
    try:
        return datetime.fromisoformat(as_text(value)).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def as_bytes(value: Json) -> bytes:
    """A binary field in any dress; empty when it is none."""
    if isinstance(value, dict):
        return _byte_object(value)
    if isinstance(value, bytes):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error):
        return b""


def is_byte_object(value: dict[str, Any]) -> bool:
    """`{"0": 255, "1": …}` or `{"type": "Buffer", "data": […]}`."""
    return "0" in value or value.get("type") == "Buffer"


@lru_cache(_CONTACTS)
def phone_of(jid: str) -> str:
    """The digits of a jid that is a phone number; empty for @lid, groups and anything else."""
    match = _PHONE.fullmatch(jid)
    return match[1] if match else ""


def as_jid(value: Json) -> str:
    """Without the device part; bare digits, as the EVOLUTION channel sends them, get WhatsApp's
    ending (contract: 05_events_evolution_channel/sendText)."""
    return _jid(as_text(value)[:256])


@lru_cache(_CONTACTS)
def _jid(text: str) -> str:
    jid = _DEVICE.sub("@", text, count=1)
    return f"{jid}@s.whatsapp.net" if jid.isascii() and jid.isdigit() else jid


def _long(value: dict[str, Any]) -> int | None:
    low, high = value.get("low"), value.get("high")
    if not isinstance(low, int) or not isinstance(high, int):
        return None
    number = ((high & 0xFFFFFFFF) << 32) | (low & 0xFFFFFFFF)
    if not value.get("unsigned") and number >= 2**63:
        number -= 2**64
    return number if number < 2**63 else None


def _byte_object(value: dict[str, Any]) -> bytes:
    try:
        if value.get("type") == "Buffer":
            return bytes(value["data"])
        return bytes(value[str(place)] for place in range(len(value)))
    except (KeyError, TypeError, ValueError):
        return b""
