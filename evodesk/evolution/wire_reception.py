"""Webhook and WebSocket configuration: JSON <-> domain. No I/O.

What is sent always names every field: an omitted one keeps its old value
(contract: 02_webhook/set_partial_keeps_old_headers_flags), a missing event list breaks the server
(set_missing_events_enabled), and `headers: null` is refused (set_headers_null).
"""

from __future__ import annotations

from typing import Any

from evodesk.domain.reception import WebhookConfig, WebsocketConfig
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import Json, parse_json
from evodesk.evolution.wire_values import as_list, as_object, as_text, iso_seconds


def parse_webhook(body: bytes) -> WebhookConfig | None:
    """`webhook/find`; None for `null`: no row yet. Raises NotEvolution."""
    if (row := _row(body)) is None:
        return None
    headers = as_object(row.get("headers"))
    by_events = row.get("webhookByEvents", row.get("webhook_by_events"))
    base64 = row.get("webhookBase64", row.get("webhook_base64"))
    return WebhookConfig(
        enabled=row["enabled"],
        url=as_text(row.get("url")),
        headers=tuple(sorted((name, _header(value)) for name, value in headers.items())),
        events=_events(row),
        by_events=by_events is True,
        base64=base64 is True,
        saved_at=iso_seconds(row.get("updatedAt")),
    )


def parse_websocket(body: bytes) -> WebsocketConfig | None:
    """`websocket/find`; None for `null`: no row yet. Raises NotEvolution.

    Zero bytes mean that WebSocket is off at the server and are not for this function
    (contract: 03_websocket_disabled_on_server/find).
    """
    row = _row(body)
    if row is None:
        return None
    return WebsocketConfig(row["enabled"], _events(row), iso_seconds(row.get("updatedAt")))


def webhook_body(config: WebhookConfig) -> dict[str, Any]:
    """For `webhook/set`. Turning it off needs the URL too (…/set_missing_url_disabled)."""
    return {
        "webhook": {
            "enabled": config.enabled,
            "url": config.url,
            "headers": dict(config.headers),
            "byEvents": config.by_events,
            "base64": config.base64,
            "events": sorted(config.events),
        }
    }


def websocket_body(config: WebsocketConfig) -> dict[str, Any]:
    """For `websocket/set`."""
    return {"websocket": {"enabled": config.enabled, "events": sorted(config.events)}}


def _row(body: bytes) -> dict[str, Any] | None:
    row = parse_json(body)
    if row is None:
        return None
    if not isinstance(row, dict) or not isinstance(row.get("enabled"), bool):
        raise NotEvolution()
    return row


def _events(row: dict[str, Any]) -> frozenset[str]:
    return frozenset(each for each in as_list(row.get("events")) if isinstance(each, str))


def _header(value: Json) -> str:
    return value if isinstance(value, str) else str(value)
