"""What cannot be read is kept, but nothing of it that may be secret."""

from __future__ import annotations

import hashlib
import time
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.event import RawEvent
from evodesk.domain.message import Source
from evodesk.evolution.wire import odd_body, parse_event
from evodesk.evolution.wire_odd import odd_json
from evodesk.evolution.wire_raw import RAW_LIMIT

NOW = 1_760_000_000.0
KEY = "B6D711FC-DE4D-4FD5-9365-44120E713976"
SECRET = "q7_Zs0fJk1m2n3o4p5q6r7s8t9u0v1w2x3y4z5A6B7c"


def kept(body: bytes) -> RawEvent:
    (found,) = odd_body("one", body, NOW).facts
    assert isinstance(found, RawEvent)
    return found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ({"state": "x", "n": [1, True, None]}, {"state": "x", "n": [1, True, None]}),
        ({"key": {"id": "3EB0A1", "fromMe": False}}, {"key": {"id": "3EB0A1", "fromMe": False}}),
        ({"apikey": "K", "API-Key": "K", "authorization": "K", "jwt_key": "K"}, {}),
        ({"hash": {"x": "K"}, "qrcode": {"code": "K"}, "code": "K", "statusCode": 1},
         {"statusCode": 1}),
        ({"a": KEY, KEY: [KEY]}, {"a": "•••", "•••": ["•••"]}),
        ({"a": "Bearer abc is"}, {"a": "••• is"}),
        ({"a": "see eyJh.eyJi.c now"}, {"a": "see ••• now"}),
        ({"a": f"at https://us:pw@host.example/hook/{SECRET}?t=1 it is"},
         {"a": "at https://host.example/hook/•••?••• it is"}),
    ],
)  # fmt: skip
def test_what_may_be_secret_is_taken_out(value: Any, expected: Any) -> None:
    assert orjson.loads(odd_json(value)) == expected


def test_a_webhooks_envelope_without_its_name() -> None:
    """It holds the key of the instance, and our address with the secret."""
    body = {
        "instance": "loja",
        "data": {"x": 1},
        "destination": f"http://192.0.2.7:8420/api/webhooks/evolution/{SECRET}",
        "server_url": "https://evolution.example",
        "apikey": KEY,
    }
    raw = orjson.loads(kept(orjson.dumps(body)).raw)
    assert raw == {"instance": "loja", "data": {"x": 1}, "server_url": "https://evolution.example"}


@pytest.mark.parametrize("body", [b"", b"key=" + KEY.encode(), b'{"apikey":"' + KEY.encode()])
def test_of_what_is_no_json_size_and_hash_are_kept(body: bytes) -> None:
    expected = {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    assert orjson.loads(kept(body).raw) == expected


@pytest.mark.parametrize(
    ("name", "data", "is_kept"),
    [
        ("typebot.ended", {"x": 1}, True),
        ("logout.instance", None, True),
        ("messages.upsert", "text", True),
        ("presence.update", {"x": 1}, False),
        ("CHATS_UPSERT", [{"x": 1}], False),
        ("groups.update", [], False),
    ],
)
def test_only_what_nobody_knows_is_kept(name: str, data: Any, is_kept: bool) -> None:
    body = orjson.dumps({"event": name, "instance": "loja", "data": data, "apikey": KEY})
    event = parse_event("one", body, Source.WEBHOOK, NOW)
    expected = RawEvent("one", "loja", event.name, NOW, orjson.dumps(data).decode())
    assert event.facts == ((expected,) if is_kept else ())


@pytest.mark.parametrize("text", ["!", "a", "ab.", "http://", "bearer ", "!…", "eyJ.!"])
def test_no_text_takes_long(text: str) -> None:
    """Half a second of a frozen window for each, where a pattern begins anew at each letter."""
    before = time.thread_time()
    odd_json({"text": text * (15_000 // len(text))})
    assert time.thread_time() - before < 0.1


texts = st.text(max_size=9) | st.sampled_from([KEY, SECRET, f"https://h/{SECRET}", f"é{KEY}…"])
values = st.recursive(
    st.none() | st.integers(0, 9) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@given(values, st.integers(0, 20_000))
def test_no_secret_stays_wherever_it_stands(value: Any, before: int) -> None:
    """Not even half of one that was cut off."""
    raw = odd_json([{"long": f"{'wort ' * (before // 5)}{SECRET}"}, value])
    assert len(raw.encode()) <= RAW_LIMIT
    assert KEY not in raw
    assert SECRET[:8] not in raw
