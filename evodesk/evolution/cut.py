"""JSON bytes -> values, with long strings taken out before the parser sees them. No I/O.

Parsing a frame that carries a video holds the interpreter lock for as long as it takes to copy
it; finding the ends of a long string is a search for two bytes. So long base64 strings leave the
bytes first and come back as memoryviews of the frame, in their place.
"""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

import orjson

from evodesk.errors import NotEvolution

_TAG = f"evodesk-cut-{secrets.token_hex(12)}-"
"""New in each process, so that no content can imitate a placeholder."""

_LOOKS_BASE64 = re.compile(rb"(?:data:[\w./+;=-]{0,128},)?[A-Za-z0-9+/=_-]*")
_SAMPLE = 256
DEPTH = 64
"""Deeper values are dropped: no message is that deep, and recursion has an end."""

VALUES = 2_000_000
"""Commas and brackets in one document. More would stop the window for seconds and fill gigabytes;
ten thousand messages have half of it."""

Json = Any
"""What a JSON document holds, with memoryviews where a long string was cut out."""


def parse_json(frame: bytes | bytearray | str) -> Json:
    """Raises NotEvolution, as `parse_short` does."""
    data = frame.encode("utf-8", "replace") if isinstance(frame, str) else bytes(frame)
    return parse_short(*cut_long_strings(data))


def parse_short(short: bytes, cuts: tuple[memoryview, ...]) -> Json:
    """What `cut_long_strings` left, with the long strings back in their places.

    Raises NotEvolution when it is no JSON, or holds more than VALUES.
    """
    if len(short) > VALUES and sum(map(short.count, (b",", b"[", b"{"))) > VALUES:
        raise NotEvolution()
    value = _loads(short)
    return splice(value, cuts) if cuts else value


def cut_long_strings(
    frame: bytes, *, threshold: int = 8192
) -> tuple[bytes, tuple[memoryview, ...]]:
    """The frame with each base64 string of `threshold` bytes or more replaced by a placeholder,
    and what was cut out (without its quotes, `data:` prefix included), in order.

    Never raises, whatever the bytes are.
    """
    if len(frame) < threshold:
        return frame, ()
    view = memoryview(frame)
    kept: list[bytes | memoryview] = []
    cuts: list[memoryview] = []
    done = 0
    for start, end in _long_strings(frame, threshold):
        kept += (view[done:start], f"{_TAG}{len(cuts)}".encode())
        cuts.append(view[start:end])
        done = end
    if not cuts:
        return frame, ()
    return b"".join((*kept, view[done:])), tuple(cuts)


def splice(value: Json, cuts: tuple[memoryview, ...], depth: int = DEPTH) -> Json:
    """`value` with every placeholder replaced by what was cut out there."""
    if isinstance(value, str):
        return _uncut(value, cuts)
    if depth == 0:
        return None
    if isinstance(value, dict):
        return {name: splice(each, cuts, depth - 1) for name, each in value.items()}
    if isinstance(value, list):
        return [splice(each, cuts, depth - 1) for each in value]
    return value


def _uncut(text: str, cuts: tuple[memoryview, ...]) -> str | memoryview:
    return cuts[int(text[len(_TAG) :])] if text.startswith(_TAG) else text


def _long_strings(frame: bytes, threshold: int) -> list[tuple[int, int]]:
    """Where the contents of the long strings lie.

    A string that long covers at least one whole window of half its length, and a window without
    a quote is found at the speed of memchr.
    """
    found = []
    window = max(threshold // 2, 1)
    at = 0
    while at + window <= len(frame):
        quote = frame.rfind(b'"', at, at + window)
        if quote >= 0:
            at += window
            continue
        start, end = frame.rfind(b'"', 0, at) + 1, frame.find(b'"', at + window)
        if end < 0:
            break
        if start > 0 and end - start >= threshold and _is_cuttable(frame, start, end):
            found.append((start, end))
        at = end + 1
    return found


def _is_cuttable(frame: bytes, start: int, end: int) -> bool:
    """Whether they are a value that stands for itself: no escape in it, and the quote before it
    opens a string (a quote inside a string has a backslash before it), which is not a name."""
    if frame[start - 2 : start - 1] == b"\\" or frame.find(b"\\", start, end) >= 0:
        return False
    if frame[end + 1 : end + 65].lstrip().startswith(b":"):
        return False
    head, tail = frame[start : min(start + _SAMPLE, end)], frame[max(end - _SAMPLE, start) : end]
    return _LOOKS_BASE64.fullmatch(head) is not None and _LOOKS_BASE64.fullmatch(tail) is not None


def mended(data: bytes) -> bytes:
    """Half of an emoji cut off by WhatsApp reaches us as a lone surrogate, which no strict parser
    takes and no database stores; it becomes a question mark. Raises NotEvolution when it is no JSON
    all the same."""
    try:
        value = json.loads(data.decode("utf-8", "replace"))
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError) as error:
        raise NotEvolution() from error


def _loads(data: bytes) -> Json:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return _loads_mended(mended(data))


def _loads_mended(data: bytes) -> Json:
    """What json takes and orjson does not, NaN for one, is no JSON."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotEvolution() from error
