"""The stream that is measured: texts as the server pushes them, encoded before the clock runs."""

from __future__ import annotations

import hashlib
import json
import struct
import time
from typing import Any

from evodesk.simulator import shapes

INSTANCE = "bench"
NAMESPACE = f"/{INSTANCE}"
SIZE = 1100
"""Bytes of one frame's text."""
FIRST_SECOND = 1_795_000_000
CONTACTS = 50
_WORDS = "o pedido saiu hoje de manhã e chega até sexta-feira, obrigada pela paciência; "


def message_id(number: int) -> str:
    """Nothing that sorts in order of arrival, as phones make them."""
    return "3EB0" + hashlib.md5(str(number).encode()).hexdigest()[:16].upper()


def socket_frames(first: int, count: int) -> list[bytes]:
    """WebSocket frames of the messages numbered from `first` on."""
    return [_framed(_text(number)) for number in range(first, first + count)]


def event(number: int) -> dict[str, object]:
    """What webhook bodies and Socket.IO events share."""
    contact = number % CONTACTS
    base = shapes.envelope(
        message_id=message_id(number),
        chat=f"55118888{contact:05}@s.whatsapp.net",
        name=f"Maria {contact}",
        timestamp=FIRST_SECOND + number // 100,
    )
    return {
        "event": "messages.upsert",
        "instance": INSTANCE,
        "data": shapes.text(base, f"{number} "),
        "server_url": "http://127.0.0.1:8080",
        "date_time": "2026-11-23T13:28:30.356Z",
        "sender": "5511999990099@s.whatsapp.net",
        "apikey": "5B0B4B3E-2C6F-4B57-9C65-2D6E6C1C7F10",
    }


def webhook(number: int) -> bytes:
    """The body of a POST; a frame without its beginning."""
    return _text(number).partition(b",")[2].partition(b",")[2].removesuffix(b"]")


def _text(number: int) -> bytes:
    """Filled up with words to SIZE."""
    pushed = event(number)
    short = _encoded(pushed)
    content = pushed["data"]["message"]  # type: ignore[index]
    content["conversation"] += (_WORDS * 20).encode()[: SIZE - len(short)].decode(errors="ignore")
    return _encoded(pushed)


def _encoded(pushed: dict[str, object]) -> bytes:
    body = json.dumps(["messages.upsert", pushed], ensure_ascii=False, separators=(",", ":"))
    return f"42{NAMESPACE},{body}".encode()


def _framed(text: bytes) -> bytes:
    """Unmasked, as servers send."""
    if len(text) < 126:
        return struct.pack("!BB", 0x81, len(text)) + text
    if len(text) < 2**16:
        return struct.pack("!BBH", 0x81, 126, len(text)) + text
    return struct.pack("!BBQ", 0x81, 127, len(text)) + text


def video_frame(number: int, size: int) -> bytes:
    """A message with a video of `size` bytes of base64 in it."""
    return _framed(_encoded(video(number, size)))


def video(number: int, size: int) -> dict[str, object]:
    pushed = event(number)
    data: dict[str, Any] = pushed["data"]  # type: ignore[assignment]
    part = {"mimetype": "video/mp4", "fileLength": size * 3 // 4, "seconds": 60}
    data["message"] = {"videoMessage": part, "base64": "QUJD" * (size // 4)}
    data["messageType"] = "videoMessage"
    return pushed


def record(number: int) -> dict[str, object]:
    """As findMessages answers it; of the minute before, 167 of 10,000 in each second."""
    data: dict[str, Any] = event(number)["data"]  # type: ignore[assignment]
    data["message"]["conversation"] += _WORDS * 8
    data["messageTimestamp"] = int(time.time()) - number % 60
    return {"id": f"row{number}", **data, "instanceId": "1", "MessageUpdate": []}


def control_frame(text: str) -> bytes:
    return _framed(text.encode())
