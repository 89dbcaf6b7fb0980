"""Taking long strings out of JSON bytes, and putting them back."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.errors import NotEvolution
from evodesk.evolution import cut as cut_module
from evodesk.evolution.cut import cut_long_strings, parse_json, parse_short

LONG = "QUJD" * 100


def plain(value: Any) -> Any:
    """With the cut strings as the strings they were."""
    if isinstance(value, memoryview):
        return bytes(value).decode()
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def cut(value: Any, threshold: int = 64) -> tuple[bytes, tuple[memoryview, ...]]:
    return cut_long_strings(orjson.dumps(value), threshold=threshold)


def test_short_json_is_handed_back_as_it_is() -> None:
    frame = orjson.dumps({"text": "x" * 8191})
    assert cut_long_strings(frame) == (frame, ())


def test_a_long_string_leaves_its_place() -> None:
    short, cuts = cut({"a": 1, "base64": LONG, "b": [LONG, "x"]})
    assert [bytes(each) for each in cuts] == [LONG.encode()] * 2
    assert len(short) < 200
    assert orjson.loads(short).keys() == {"a", "base64", "b"}


@pytest.mark.parametrize("length", [63, 64, 65, 95, 96, 97, 127, 128, 129, 1000])
@pytest.mark.parametrize("before", range(0, 70, 7))
def test_the_threshold_is_exact_wherever_the_string_lies(length: int, before: int) -> None:
    frame = orjson.dumps(["-" * before, "A" * length, "-"])
    _, cuts = cut_long_strings(frame, threshold=64)
    assert [len(each) for each in cuts] == ([length] if length >= 64 else [])


@pytest.mark.parametrize(
    "value",
    [
        {"text": "word " * 100},
        {"text": 'she said "' + LONG},
        {"text": "back\\" + LONG},
        {"text": LONG + '"' + LONG},
        {"text": LONG + "\n"},
        {LONG: 1},
    ],
    ids=["words", "quote", "backslash", "two parts", "escape", "name"],
)
def test_what_is_no_plain_base64_value_stays(value: Any) -> None:
    assert cut(value)[1] == ()


def test_a_long_number_stays() -> None:
    frame = b'["a",' + b"1" * 300 + b',"b"]'
    assert cut_long_strings(frame, threshold=64) == (frame, ())


def test_a_data_address_is_cut_too() -> None:
    assert len(cut({"base64": "data:image/png;base64," + LONG})[1]) == 1


@pytest.mark.parametrize(
    "content", ["evodesk-cut-0", "evodesk-cut-", "evodesk-cut-" + "0" * 24 + "-0"]
)
def test_content_cannot_imitate_a_placeholder(content: str) -> None:
    frame = orjson.dumps({"text": content, "base64": "A" * 9000})
    assert parse_json(frame)["text"] == content


def test_parse_json_puts_memoryviews_in_place() -> None:
    frame = orjson.dumps({"message": [{"base64": "A" * 9000}]})
    found = parse_json(frame)["message"][0]["base64"]
    assert isinstance(found, memoryview)
    assert found.obj is frame


@pytest.mark.parametrize("each", [b"{}", b"[]", b"1", b'""'])
def test_more_values_than_anybody_sends_are_not_read(
    monkeypatch: pytest.MonkeyPatch, each: bytes
) -> None:
    monkeypatch.setattr(cut_module, "VALUES", 100)
    few, many = b",".join([each] * 50), b",".join([each] * 101)
    assert len(parse_json(b"[%b]" % few)) == 50
    with pytest.raises(NotEvolution):
        parse_json(b"[%b]" % many)
    with pytest.raises(NotEvolution):
        parse_json(b"[%b" % many)
    assert parse_json(b'"%b"' % (b"a, " * 20 + b"a" * 100)).startswith("a, ")


@pytest.mark.parametrize("frame", [b"", b"{", b"<html>", b"\xff\xfe", b"NaN", b"[" * 50_000])
def test_no_json_is_told(frame: bytes) -> None:
    with pytest.raises(NotEvolution):
        parse_json(frame)


strings = st.text(max_size=20) | st.text("ABab01+/=", max_size=200) | st.just(LONG)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | strings,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(strings, inner, max_size=5),
    max_leaves=20,
)


@given(values, st.integers(1, 100), st.booleans(), st.sampled_from([None, 1]))
def test_cut_and_splice_give_back_the_original(
    value: Any, threshold: int, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    short, cuts = cut_long_strings(text.encode(), threshold=threshold)
    assert plain(parse_short(short, cuts)) == value


@given(st.binary(max_size=300) | st.text('"\\AB:,[', max_size=300).map(str.encode))
def test_any_bytes_can_be_cut(frame: bytes) -> None:
    short, cuts = cut_long_strings(frame, threshold=8)
    assert all(len(each) >= 8 for each in cuts)
    if not cuts:
        assert short is frame
