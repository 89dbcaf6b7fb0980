"""The original `data` of an event as compact JSON: readable, small and without secrets."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import orjson

from evodesk.evolution.cut import DEPTH, Json
from evodesk.evolution.wire_values import as_bytes, as_object, is_byte_object

RAW_LIMIT = 16 * 1024
"""Bytes of JSON."""
_SECRET = frozenset(
    "".join(letters)
    for word in ("apikey", "token")
    for letters in product(*zip(word, word.upper(), strict=True))
)
"""In small and capital letters: to look a name up is faster than to fold it first."""
_CONTENT = frozenset({"base64", "jpegThumbnail"})
_TELLING = _SECRET | _CONTENT | {"0", "type"}
"""Names without which an object is kept as it is; two of them tell a byte object."""
_PLAIN = (bool, int, float, type(None))
_BASE64 = re.compile(r"[A-Za-z0-9+/=_-]+")
_LONG = 512
_SHORT = 120


def raw_json(value: Json) -> str:
    """What does not fit is shortened; if that is not enough, only the key is left."""
    if isinstance(value, dict) and _is_plain(value, DEPTH):
        text = orjson.dumps(value)
        if len(text) <= RAW_LIMIT:
            return text.decode()
    for limit, items in ((RAW_LIMIT, RAW_LIMIT), (_SHORT, 16)):
        text = orjson.dumps(_compact(value, limit, items, DEPTH))
        if len(text) <= RAW_LIMIT:
            return text.decode()
    kept = list(as_object(_compact(_key(value), _SHORT, 16, DEPTH)).items())[:8]
    key = {_shortened(name, _SHORT): _shortened(str(each), _SHORT) for name, each in kept}
    return orjson.dumps({"key": key, "shortened": True}).decode()


def _is_plain(value: dict[str, Any], depth: int) -> bool:
    """Whether nothing in it is to be left out: to look takes a quarter of building it anew."""
    if depth == 0 or not _TELLING.isdisjoint(value):
        return False
    for each in value.values():
        if isinstance(each, str):
            if len(each) > _LONG and _BASE64.fullmatch(each):
                return False
        elif isinstance(each, dict):
            if not _is_plain(each, depth - 1):
                return False
        elif not isinstance(each, _PLAIN):
            return False
    return True


def _key(value: Json) -> Json:
    return as_object(value).get("key")


def _compact(value: Json, limit: int, items: int, depth: int) -> Json:
    if isinstance(value, str):
        return _compact_text(value, limit)
    if isinstance(value, bytes | memoryview):
        return f"[{len(value)} bytes]"
    if isinstance(value, dict):
        return _compact_object(value, limit, items, depth)
    if isinstance(value, list):
        if depth == 0:
            return "…"
        return [_compact(each, limit, items, depth - 1) for each in value[:items]]
    return value


def _compact_object(value: dict[str, Any], limit: int, items: int, depth: int) -> Json:
    if is_byte_object(value) and (content := as_bytes(value)):
        return f"[{len(content)} bytes]"
    if depth == 0:
        return "…"
    compact: dict[str, Json] = {}
    for name, each in list(value.items())[:items] if len(value) > items else value.items():
        if name in _CONTENT and isinstance(each, str):
            compact[name] = f"[{len(each) * 3 // 4} bytes]"
        elif name not in _SECRET:
            compact[name] = _compact(each, limit, items, depth - 1)
    return compact


def _compact_text(text: str, limit: int) -> str:
    if len(text) > _LONG and _BASE64.fullmatch(text):
        return f"[{len(text) * 3 // 4} bytes]"
    return _shortened(text, limit)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + "…"
