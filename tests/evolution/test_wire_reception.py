"""Webhook and WebSocket rows, from the recordings and back."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.reception import WebhookConfig, WebsocketConfig
from evodesk.errors import NotEvolution
from evodesk.evolution.wire import (
    parse_webhook,
    parse_websocket,
    webhook_body,
    websocket_body,
)
from tests.evolution import recorded

HOOK = "http://127.0.0.1:18095/hook"


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("find_before_any_set", None),
        ("find_after_disabled", WebhookConfig(False, HOOK)),
        ("set_enabled_with_events",
         WebhookConfig(True, HOOK, (), frozenset({"MESSAGES_UPSERT", "CONNECTION_UPDATE"}))),
        ("set_enabled_all_fields",
         WebhookConfig(True, HOOK, (("jwt_key", "secret123"), ("x-custom", "abc")),
                       frozenset({"MESSAGES_UPSERT"}), True, True)),
    ],
)  # fmt: skip
def test_webhook(name: str, config: WebhookConfig | None) -> None:
    assert parse_webhook(recorded.answer(f"02_webhook/{name}")[1]) == config


def test_all_events() -> None:
    found = parse_webhook(recorded.answer("02_webhook/set_empty_events_means_all")[1])
    assert found is not None
    assert len(found.events) == 31


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("find_before_any_set", None),
        ("find_after", WebsocketConfig(True, frozenset({"MESSAGES_UPSERT"}))),
        ("find_after_disabled", WebsocketConfig(False)),
    ],
)
def test_websocket(name: str, config: WebsocketConfig | None) -> None:
    assert parse_websocket(recorded.answer(f"03_websocket/{name}")[1]) == config


def test_version_1_names_its_flags_differently() -> None:
    row = {"enabled": True, "url": HOOK, "events": [], "webhook_by_events": True,
           "webhook_base64": True}  # fmt: skip
    assert parse_webhook(orjson.dumps(row)) == WebhookConfig(
        True, HOOK, by_events=True, base64=True
    )


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"{}", b'{"enabled":"true"}', b'{"enabled":1}', b"true"]
)
def test_garbage(body: bytes) -> None:
    for parse in (parse_webhook, parse_websocket):
        with pytest.raises(NotEvolution):
            parse(body)


def test_what_is_sent_names_every_field() -> None:
    config = WebhookConfig(False, HOOK, (("a", "1"),), frozenset({"B", "A"}), True, True)
    assert webhook_body(config) == {
        "webhook": {
            "enabled": False,
            "url": HOOK,
            "headers": {"a": "1"},
            "byEvents": True,
            "base64": True,
            "events": ["A", "B"],
        }
    }
    assert webhook_body(WebhookConfig(True, HOOK))["webhook"]["headers"] == {}
    assert websocket_body(WebsocketConfig(False)) == {"websocket": {"enabled": False, "events": []}}


names = st.text(min_size=1, max_size=8)


@given(
    st.builds(
        WebhookConfig,
        enabled=st.booleans(),
        url=st.text(max_size=40),
        headers=st.dictionaries(names, names).map(lambda each: tuple(sorted(each.items()))),
        events=st.frozensets(names),
        by_events=st.booleans(),
        base64=st.booleans(),
    )
)
def test_what_is_sent_reads_back(config: WebhookConfig) -> None:
    """The server stores byEvents and base64 under other names."""
    row = webhook_body(config)["webhook"]
    row |= {"webhookByEvents": row.pop("byEvents"), "webhookBase64": row.pop("base64")}
    assert parse_webhook(orjson.dumps(row)) == config
