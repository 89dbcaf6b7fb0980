"""Numbers, bytes and jids in all the dresses in which the server sends them."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.evolution.wire_values import (
    as_bytes,
    as_jid,
    as_seconds,
    as_text,
    as_whole,
    iso_seconds,
    phone_of,
)


def as_long(number: int, *, unsigned: bool = False) -> dict[str, Any]:
    """As long.js writes it: both halves signed."""
    low, high = number & 0xFFFFFFFF, (number >> 32) & 0xFFFFFFFF
    return {"low": _signed(low), "high": _signed(high), "unsigned": unsigned}


def _signed(half: int) -> int:
    return half - 2**32 if half >= 2**31 else half


@given(st.integers(-(2**63), 2**63 - 1))
def test_long_objects_strings_and_numbers_are_one(number: int) -> None:
    assert as_whole(as_long(number)) == number
    assert as_whole(str(number)) == number
    assert as_whole(number) == number


def test_recorded_long() -> None:
    """contract: 05_events_baileys_fake_socket/reaction"""
    assert as_whole({"low": -807049216, "high": 395, "unsigned": False}) == 1_700_000_000_000


@pytest.mark.parametrize(
    "value",
    [None, True, "", "x", [], {}, {"low": 1}, {"low": "1", "high": 0}, float("inf"), 2**64],
)
def test_no_number(value: Any) -> None:
    assert as_whole(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1795440295, 1795440295),
        ("1795440295", 1795440295),
        (1795440295123, 1795440295),
        ("1700000000000", 1700000000),
        (as_long(1795440295), 1795440295),
        (1795440295.9, 1795440295),
        (0, None),
        (-5, None),
        (10**18, None),
        (None, None),
    ],
)
def test_seconds(value: Any, expected: int | None) -> None:
    assert as_seconds(value) == expected


@given(st.binary(max_size=60))
def test_bytes_in_every_dress(content: bytes) -> None:
    encoded = base64.b64encode(content)
    assert as_bytes(content) == content
    assert as_bytes({str(place): each for place, each in enumerate(content)}) == content
    assert as_bytes({"type": "Buffer", "data": list(content)}) == content
    assert as_bytes(encoded.decode()) == content
    assert as_bytes(memoryview(encoded)) == content


@pytest.mark.parametrize(
    "value", [None, 7, [], "é", "?", {"0": 256}, {"0": "x"}, {"1": 1}, {"type": "Buffer"}]
)
def test_no_bytes(value: Any) -> None:
    assert as_bytes(value) == b""


@pytest.mark.parametrize(
    ("value", "jid", "phone"),
    [
        ("5511888880001@s.whatsapp.net", "5511888880001@s.whatsapp.net", "5511888880001"),
        ("5511888880001:12@s.whatsapp.net", "5511888880001@s.whatsapp.net", "5511888880001"),
        ("5511888880001@c.us", "5511888880001@c.us", "5511888880001"),
        ("5511888880001", "5511888880001@s.whatsapp.net", "5511888880001"),
        ("111222333444@lid", "111222333444@lid", ""),
        ("120363000000000001@g.us", "120363000000000001@g.us", ""),
        ("status@broadcast", "status@broadcast", ""),
        ("", "", ""),
        (None, "", ""),
        (5511, "", ""),
    ],
)
def test_jids_and_phones(value: Any, jid: str, phone: str) -> None:
    assert as_jid(value) == jid
    assert phone_of(as_jid(value)) == phone


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-01T00:00:00.000Z", 1767225600.0),
        ("x", None),
        (None, None),
        (5, None),
    ],
)
def test_iso(value: Any, expected: float | None) -> None:
    assert iso_seconds(value) == expected


def test_a_text_has_an_end() -> None:
    assert len(as_text("x" * 200_000)) == 100_000
    assert len(as_text(memoryview(b"x" * 200_000))) == 100_000
