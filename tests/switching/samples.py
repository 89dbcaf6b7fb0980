"""Receptions that the tests begin with and wish for."""

from __future__ import annotations

from evodesk.domain.reception import Reception, Side, WebhookConfig, WebsocketConfig
from evodesk.domain.switch import Wish
from evodesk.switching.target import Here

OUR_URL = "http://127.0.0.1:8765/api/webhooks/evolution/s3cr3t-s3cr3t"
FOREIGN_URL = "https://crm.example/hook"
THIRD_URL = "https://third.example/hook"

OURS = WebhookConfig(True, OUR_URL, events=frozenset({"MESSAGES_UPSERT"}), base64=True)
FOREIGN = WebhookConfig(
    True,
    FOREIGN_URL,
    (("jwt_key", "k"), ("x-custom", "abc")),
    frozenset({"MESSAGES_UPSERT", "CALL"}),
    by_events=True,
)
THIRD = WebhookConfig(True, THIRD_URL, events=frozenset({"CALL"}))
SOCKET = WebsocketConfig(True, frozenset({"MESSAGES_UPSERT", "CALL"}))
OTHER_SOCKET = WebsocketConfig(True, frozenset({"CHATS_SET"}))

NOTHING = Reception(None, None)
BY_WEBHOOK = Reception(OURS, None)
BY_FOREIGN = Reception(FOREIGN, None)
BY_THIRD = Reception(THIRD, None)
BY_SOCKET = Reception(None, SOCKET)
BY_BOTH = Reception(FOREIGN, SOCKET)
WEBSOCKET_OFF = Reception(OURS, None, websocket_available=False)


def is_ours(url: str) -> bool:
    return url.endswith("s3cr3t-s3cr3t")


HERE = Here(OUR_URL, is_ours)


def wish(side: Side, **more: object) -> Wish:
    """Confirmed, so that a takeover is not what is tested."""
    return Wish("oficina", side, **{"confirmed": True, **more})  # type: ignore[arg-type]
