from __future__ import annotations

import base64
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from evodesk.simulator.binary import for_store, for_webhook, with_bytes
from tests.simulator.recorded import load

leaves = (
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text() | st.binary(min_size=1)
)
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(min_size=2), inner),
    max_leaves=20,
)


@given(trees)
def test_the_webhook_form_keeps_everything(tree: Any) -> None:
    written = orjson.loads(orjson.dumps(for_webhook(tree)))
    assert with_bytes(written) == tree


@given(st.binary(min_size=1))
def test_stored_bytes_are_base64(raw: bytes) -> None:
    assert for_store([{"a": raw}]) == [{"a": base64.b64encode(raw).decode()}]


def test_what_only_looks_like_bytes_is_left_alone() -> None:
    for value in ({"0": 256}, {"0": True}, {"0": 1, "2": 3}, {"0": "1"}, {"1": 1}, {}):
        assert with_bytes(value) == value


def test_a_stored_picture_as_recorded() -> None:
    folder = "05_events_baileys_fake_socket"
    sent = load(f"{folder}/image_without_base64")["webhook_requests"][0]["body"]["data"]
    answer = load(f"{folder}/findMessages_image_as_stored")["response"]["body"]
    stored = answer["messages"]["records"][0]["message"]
    assert for_store(with_bytes(sent["message"])) == stored
