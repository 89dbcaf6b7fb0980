"""When a switch concerns somebody else's webhook, and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evodesk.domain.reception import (
    Destination,
    Reception,
    Remembered,
    Side,
    WebhookConfig,
)
from evodesk.domain.switch import Takeover, Wish
from evodesk.switching.takeover import asked_by, is_agreed, refusal_of, takeover_of
from evodesk.switching.target import target_of
from tests.switching.samples import (
    BY_BOTH,
    BY_FOREIGN,
    BY_WEBHOOK,
    FOREIGN,
    FOREIGN_URL,
    HERE,
    NOTHING,
    OUR_URL,
    SOCKET,
    THIRD_URL,
)


def takeover(side: Side, seen: Reception, **more: Any) -> Takeover | None:
    wish = Wish("oficina", side, **more)
    return takeover_of(wish, seen, target_of(wish, seen, Remembered(), HERE), HERE)


@pytest.mark.parametrize(
    ("side", "seen", "more", "host"),
    [
        (Side.WEBSOCKET, BY_FOREIGN, {}, "crm.example"),
        (Side.WEBSOCKET, BY_FOREIGN, {"confirmed": True}, "crm.example"),
        (Side.WEBHOOK, BY_FOREIGN, {"url": THIRD_URL}, "crm.example"),
        (Side.WEBHOOK, BY_FOREIGN, {"url": OUR_URL}, "crm.example"),
        (Side.WEBSOCKET, Reception(WebhookConfig(True, "crm"), None), {}, "?"),
        (Side.WEBSOCKET, BY_BOTH, {}, "crm.example"),
    ],
)
def test_somebody_elses(side: Side, seen: Reception, more: dict[str, Any], host: str) -> None:
    found = takeover(side, seen, **more)
    assert found is not None
    assert found.host == host


@pytest.mark.parametrize(
    ("side", "seen", "more"),
    [
        (Side.WEBHOOK, BY_FOREIGN, {"base64": True, "events": frozenset({"CALL"})}),
        (Side.WEBHOOK, BY_BOTH, {}),
        (Side.WEBSOCKET, BY_WEBHOOK, {}),
        (Side.WEBSOCKET, Reception(replace(FOREIGN, enabled=False), None), {}),
        (Side.WEBSOCKET, NOTHING, {}),
        (Side.WEBSOCKET, Reception(WebhookConfig(True, ""), None), {}),
    ],
)
def test_nobody_is_concerned(side: Side, seen: Reception, more: dict[str, Any]) -> None:
    assert takeover(side, seen, **more) is None


@pytest.mark.parametrize(
    ("side", "url", "names"),
    [
        (Side.WEBHOOK, THIRD_URL, ("jwt_key", "x-custom")),
        (Side.WEBHOOK, OUR_URL, ("jwt_key", "x-custom")),
        (Side.WEBHOOK, f"{FOREIGN_URL}/other", ()),
        (Side.WEBSOCKET, None, ()),
    ],
)
def test_headers_are_told_only_where_there_is_a_new_host(
    side: Side, url: str | None, names: tuple[str, ...]
) -> None:
    found = takeover(side, BY_FOREIGN, url=url)
    assert found is not None
    assert found.headers == names


@pytest.mark.parametrize(
    ("url", "to"),
    [
        (THIRD_URL, Destination(here=False, host="third.example")),
        (OUR_URL, Destination(here=True, host="127.0.0.1:8765")),
    ],
)
def test_the_new_destination(url: str, to: Destination) -> None:
    found = takeover(Side.WEBHOOK, BY_FOREIGN, url=url)
    assert found is not None
    assert found.to == to


def test_no_secret_is_told() -> None:
    url = "https://user:pass@crm.example/hook/a1b2c3d4e5f6?token=t0k3n"
    seen = Reception(replace(FOREIGN, url=url, headers=(("Authorization", "Bearer x"),)), SOCKET)
    found = takeover(Side.WEBSOCKET, seen)
    assert found is not None
    assert found.url == "https://crm.example/hook/•••?•••"
    assert "Bearer" not in str(refusal_of(found))


@pytest.mark.parametrize("url", [None, THIRD_URL, OUR_URL])
def test_the_error_asks_the_same_question(url: str | None) -> None:
    side = Side.WEBHOOK if url else Side.WEBSOCKET
    found = takeover(side, BY_FOREIGN, url=url)
    assert found is not None
    assert asked_by(refusal_of(found), found.wish) == found


@pytest.mark.parametrize(
    ("more", "agreed"),
    [
        ({}, False),
        ({"told_host": "crm.example"}, False),
        ({"confirmed": True}, True),
        ({"confirmed": True, "told_host": "crm.example"}, True),
        ({"confirmed": True, "told_host": "n8n.example"}, False),
    ],
)
def test_a_yes_counts_for_the_host_that_was_named(more: dict[str, Any], agreed: bool) -> None:
    found = takeover(Side.WEBSOCKET, BY_FOREIGN, **more)
    assert found is not None
    assert is_agreed(found) is agreed
