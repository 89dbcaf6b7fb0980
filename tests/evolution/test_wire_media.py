from __future__ import annotations

import base64

import orjson
import pytest
from hypothesis import given

from evodesk.domain.message import MessageKey
from evodesk.errors import NotEvolution
from evodesk.evolution.wire import parse_media
from tests.evolution import recorded
from tests.strategies import json_values

KEY = MessageKey("s1", "wa1", "3EB0IMAGE001", from_me=False)


def test_the_recorded_picture() -> None:
    _, body = recorded.answer("05_events_baileys_fake_socket/getBase64_by_key_only")
    found = parse_media(KEY, body)
    assert (found.key, found.mime) == (KEY, "image/png")
    assert base64.b64decode(found.base64).startswith(b"\x89PNG")


def test_a_long_content_is_cut_out_and_not_copied() -> None:
    content = base64.b64encode(bytes(300_000))
    body = orjson.dumps({"mimetype": "video/mp4", "base64": content.decode()})
    found = parse_media(KEY, body)
    assert isinstance(found.base64, memoryview)
    assert bytes(found.base64) == content


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"base64": null}', b'{"base64": ""}'])
def test_an_answer_without_content(body: bytes) -> None:
    with pytest.raises(NotEvolution):
        parse_media(KEY, body)


@given(json_values)
def test_anything_is_content_or_refused(value: object) -> None:
    try:
        found = parse_media(KEY, orjson.dumps(value))
    except NotEvolution:
        return
    assert found.base64
