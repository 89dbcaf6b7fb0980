"""The original of a message as it is kept."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.evolution.wire_raw import RAW_LIMIT, raw_json


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": [1, None, "é"]}, {"a": [1, None, "é"]}),
        ({"apikey": "K", "a": {"token": "T", "ApiKey": "K"}}, {"a": {}}),
        ({"secret": {"0": 1, "1": 2}}, {"secret": "[2 bytes]"}),
        ({"secret": b"123"}, {"secret": "[3 bytes]"}),
        ({"secret": {"type": "Buffer", "data": [1]}}, {"secret": "[1 bytes]"}),
        ({"base64": memoryview(b"QUJD")}, {"base64": "[4 bytes]"}),
        ({"base64": "QUJD"}, {"base64": "[3 bytes]"}),
        ({"text": "A" * 600}, {"text": "[450 bytes]"}),
        ({"text": "a b " * 200}, {"text": "a b " * 200}),
        ({"0": "x"}, {"0": "x"}),
    ],
)
def test_raw(value: Any, expected: Any) -> None:
    assert orjson.loads(raw_json(value)) == expected


@pytest.mark.parametrize(
    "message",
    [
        {"conversation": "olá mundo " * 5000},
        {f"field{number}": "wort " * 40 for number in range(300)},
        [["wort " * 100] * 50] * 50,
        {"nested": [{"a b": [{"c d": "e f " * 30}] * 16}] * 16},
    ],
)
def test_it_stays_small_and_valid(message: Any) -> None:
    text = raw_json({"key": {"id": "A"}, "message": message})
    assert len(text.encode()) <= RAW_LIMIT
    assert orjson.loads(text)["key"] == {"id": "A"}


def test_a_giant_key_does_not_escape_the_limit() -> None:
    key = {f"name {number}" * 2000: "value " * 1000 for number in range(50)}
    assert len(raw_json({"key": key}).encode()) <= RAW_LIMIT


def test_no_secret_stays_in_a_key_that_is_all_that_is_left() -> None:
    key = {"id": "A", "token": "K", "remoteJid": {"apikey": "K", "x": ["e f " * 9000] * 50}}
    text = raw_json({"key": key, "message": [["wort " * 100] * 50] * 50})
    assert orjson.loads(text)["key"]["id"] == "A"
    assert "K" not in text


@given(
    st.recursive(
        st.none() | st.text(max_size=9) | st.binary(max_size=9) | st.integers(-(2**63), 2**63),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
    )
)
def test_anything_has_an_original(value: Any) -> None:
    orjson.loads(raw_json(value))


_PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=9)
_NAMES = st.sampled_from(["id", "Token", "apiKey", "APIKEY", "token", "base64", "type", "0"])


@given(st.recursive(_PLAIN, lambda inner: st.dictionaries(_NAMES, inner)))
def test_no_secret_stays_however_it_is_written_and_wherever_it_is(value: Any) -> None:
    text = raw_json({"message": value}).lower()
    assert '"token":' not in text
    assert '"apikey":' not in text


@given(st.recursive(_PLAIN, lambda inner: st.dictionaries(st.sampled_from("abc"), inner)))
def test_what_hides_nothing_is_kept_as_it_is(value: Any) -> None:
    assert orjson.loads(raw_json({"message": value})) == {"message": value}
