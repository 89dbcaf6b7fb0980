"""Modes, equality, and what people may see of a URL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.reception import (
    DEFAULT_EVENTS,
    Mode,
    Reception,
    Side,
    WebhookConfig,
    WebsocketConfig,
    host_of,
    mask_url,
)

SECRET = "s3cretK3y"
WEBHOOK = WebhookConfig(
    enabled=True,
    url=f"https://n8n.example/webhook/{SECRET}",
    headers=(("authorization", SECRET),),
    events=frozenset({"MESSAGES_UPSERT"}),
)
WEBSOCKET = WebsocketConfig(enabled=True, events=frozenset({"CALL"}))
OFF_WEBHOOK = WebhookConfig(enabled=False, url=WEBHOOK.url)
OFF_WEBSOCKET = WebsocketConfig(enabled=False)


class TestMode:
    @pytest.mark.parametrize(
        ("webhook", "websocket", "mode"),
        [
            (None, None, Mode.NONE),
            (OFF_WEBHOOK, OFF_WEBSOCKET, Mode.NONE),
            (WEBHOOK, None, Mode.WEBHOOK),
            (WEBHOOK, OFF_WEBSOCKET, Mode.WEBHOOK),
            (None, WEBSOCKET, Mode.WEBSOCKET),
            (WEBHOOK, WEBSOCKET, Mode.BOTH),
        ],
    )
    def test_is_what_both_sides_say(
        self, webhook: WebhookConfig | None, websocket: WebsocketConfig | None, mode: Mode
    ) -> None:
        assert Reception(webhook, websocket).mode is mode

    def test_each_side_has_another(self) -> None:
        assert [side.other for side in Side] == [Side.WEBSOCKET, Side.WEBHOOK]

    def test_edits_stay_out_of_webhooks_unless_chosen(self) -> None:
        """contract: 06_webhook_retry/BAILEYS_edit_with_webhook_down_blocks_all_messages"""
        assert DEFAULT_EVENTS[Side.WEBSOCKET] - DEFAULT_EVENTS[Side.WEBHOOK] == {
            "MESSAGES_EDITED",
            "CALL",
        }


class TestSameAs:
    @pytest.mark.parametrize("websocket", [None, OFF_WEBSOCKET])
    @pytest.mark.parametrize("webhook", [None, OFF_WEBHOOK, replace(OFF_WEBHOOK, url="")])
    def test_no_row_and_disabled_are_one(
        self, webhook: WebhookConfig | None, websocket: WebsocketConfig | None
    ) -> None:
        assert Reception(webhook, websocket).same_as(Reception(None, None))

    @pytest.mark.parametrize(
        "other",
        [
            replace(WEBHOOK, url="https://other.example"),
            replace(WEBHOOK, headers=()),
            replace(WEBHOOK, events=frozenset()),
            replace(WEBHOOK, base64=True),
            replace(WEBHOOK, by_events=True),
            OFF_WEBHOOK,
        ],
        ids=["url", "headers", "events", "base64", "by_events", "enabled"],
    )
    def test_any_difference_of_a_side_that_is_on_counts(self, other: WebhookConfig) -> None:
        assert Reception(WEBHOOK, None).same_as(Reception(WEBHOOK, OFF_WEBSOCKET))
        assert not Reception(WEBHOOK, None).same_as(Reception(other, None))


def test_a_configuration_shows_no_secret() -> None:
    assert SECRET not in repr(Reception(WEBHOOK, WEBSOCKET))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Evo.Example/x", "evo.example"),
        ("http://user:pw@host:8080/x?y", "host:8080"),
        ("http://[::1]:8080/x", "[::1]:8080"),
        ("http://[::1]/x", "[::1]"),
        ("http://host:99999", ""),
        ("http://[broken", ""),
        ("no address", ""),
        ("", ""),
    ],
)
def test_the_host_of_a_url(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://evo.example/sub/path", "https://evo.example/sub/path"),
        (WEBHOOK.url, "https://n8n.example/webhook/•••"),
        ("http://user:pw@host:1/hook", "http://host:1/hook"),
        ("http://host/a?token=x#y", "http://host/a?•••"),
        ("http://[::1]:8080/hook", "http://[::1]:8080/hook"),
        (f"http://host/{'a' * 20}/b", "http://host/•••/b"),
        ("http://[broken", "•••"),
    ],
)
def test_a_masked_url(url: str, shown: str) -> None:
    assert mask_url(url) == shown


segments = st.text("abcdefghij0123456789", min_size=9, max_size=40).map(lambda text: f"9{text}")


@given(segments, st.sampled_from(["http://{}:x@h/", "http://h/a/{}/b", "http://h?{}", "//h/#{}"]))
def test_no_secret_comes_through_the_mask(secret: str, form: str) -> None:
    assert secret not in mask_url(form.format(secret))


@given(st.text())
def test_any_text_can_be_masked(text: str) -> None:
    assert isinstance(mask_url(text), str)
