"""Receptions and their sides as they lie in the database: all plain but URL and headers.

Those two may hold secrets, so they are sealed together. When the seal's key is gone a webhook's
configuration cannot be read any more, which is told by `Lost` and never by half a configuration.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from evodesk.domain.reception import Reception, WebhookConfig, WebsocketConfig

if TYPE_CHECKING:
    from evodesk.secrets import Seal


class Lost(Exception):
    """Sealed with a key that is gone."""


def reception_values(reception: Reception, seal: Seal) -> tuple[str, bytes | None]:
    """JSON, and what is sealed."""
    webhook, websocket = reception.webhook, reception.websocket
    plain = {
        "webhook": webhook and _webhook_plain(webhook),
        "websocket": websocket and _websocket_plain(websocket),
        "websocket_available": reception.websocket_available,
    }
    return json.dumps(plain), _sealed(webhook, seal) if webhook else None


def reception_of(plain: str, sealed: bytes | None, seal: Seal) -> Reception:
    """Raises Lost."""
    found = json.loads(plain)
    webhook, websocket = found["webhook"], found["websocket"]
    return Reception(
        webhook and _webhook_of(webhook, _opened(sealed, seal)),
        websocket and _websocket_of(websocket),
        found["websocket_available"],
    )


def shape_of(plain: str) -> Reception:
    """Without URL and headers, so without the key: enough to know the Mode."""
    found = json.loads(plain)
    webhook, websocket = found["webhook"], found["websocket"]
    return Reception(webhook and _webhook_of(webhook, {}), websocket and _websocket_of(websocket))


def webhook_values(config: WebhookConfig, seal: Seal) -> tuple[str, bytes | None]:
    return json.dumps(_webhook_plain(config)), _sealed(config, seal)


def webhook_of(plain: str, sealed: bytes | None, seal: Seal) -> WebhookConfig:
    """Raises Lost."""
    return _webhook_of(json.loads(plain), _opened(sealed, seal))


def websocket_value(config: WebsocketConfig) -> str:
    return json.dumps(_websocket_plain(config))


def websocket_of(plain: str) -> WebsocketConfig:
    return _websocket_of(json.loads(plain))


def _webhook_plain(config: WebhookConfig) -> dict[str, object]:
    return {
        "enabled": config.enabled,
        "events": sorted(config.events),
        "by_events": config.by_events,
        "base64": config.base64,
    }


def _websocket_plain(config: WebsocketConfig) -> dict[str, object]:
    return {"enabled": config.enabled, "events": sorted(config.events)}


def _sealed(config: WebhookConfig, seal: Seal) -> bytes | None:
    if not config.url and not config.headers:
        return None
    return seal.seal(json.dumps({"url": config.url, "headers": config.headers}))


def _opened(sealed: bytes | None, seal: Seal) -> dict[str, Any]:
    if sealed is None:
        return {}
    opened = seal.open(sealed)
    if opened is None:
        raise Lost
    secret: dict[str, Any] = json.loads(opened)
    return secret


def _webhook_of(plain: dict[str, Any], secret: dict[str, Any]) -> WebhookConfig:
    return WebhookConfig(
        enabled=plain["enabled"],
        url=secret.get("url", ""),
        headers=tuple((name, value) for name, value in secret.get("headers", ())),
        events=frozenset(plain["events"]),
        by_events=plain["by_events"],
        base64=plain["base64"],
    )


def _websocket_of(plain: dict[str, Any]) -> WebsocketConfig:
    return WebsocketConfig(plain["enabled"], frozenset(plain["events"]))
