"""The three faces of bytes: attachments (Socket.IO), `{"0": 1, ...}` (webhooks), base64 (stored).

contract: 05_events_baileys_fake_socket/text_with_messageContextInfo_bytes and
findMessages_image_as_stored
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def with_bytes(value: Any) -> Any:
    """Turn every `{"0": 1, "1": 2}` into bytes; anything else stays as it is."""
    if isinstance(value, dict):
        if _is_bytes(value):
            return bytes(value[str(index)] for index in range(len(value)))
        return {name: with_bytes(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_bytes(inner) for inner in value]
    return value


def for_webhook(value: Any) -> Any:
    return _replaced(value, lambda raw: {str(index): byte for index, byte in enumerate(raw)})


def for_store(value: Any) -> Any:
    return _replaced(value, lambda raw: base64.b64encode(raw).decode())


def _is_bytes(value: dict[str, Any]) -> bool:
    return bool(value) and all(
        value.get(str(index)).__class__ is int and 0 <= value[str(index)] <= 255
        for index in range(len(value))
    )


def _replaced(value: Any, convert: Callable[[bytes], Any]) -> Any:
    if isinstance(value, bytes):
        return convert(value)
    if isinstance(value, dict):
        return {name: _replaced(inner, convert) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, convert) for inner in value]
    return value
