"""What `webhook/set` and `websocket/set` store. Pure: old row and body in, new row out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from evodesk.simulator.answers import failed, invalid

EVENTS = (
    "APPLICATION_STARTUP",
    "QRCODE_UPDATED",
    "MESSAGES_SET",
    "MESSAGES_UPSERT",
    "MESSAGES_EDITED",
    "MESSAGES_UPDATE",
    "MESSAGES_DELETE",
    "SEND_MESSAGE",
    "SEND_MESSAGE_UPDATE",
    "CONTACTS_SET",
    "CONTACTS_UPSERT",
    "CONTACTS_UPDATE",
    "PRESENCE_UPDATE",
    "CHATS_SET",
    "CHATS_UPSERT",
    "CHATS_UPDATE",
    "CHATS_DELETE",
    "GROUPS_UPSERT",
    "GROUP_UPDATE",
    "GROUP_PARTICIPANTS_UPDATE",
    "CONNECTION_UPDATE",
    "LABELS_EDIT",
    "LABELS_ASSOCIATION",
    "CALL",
    "TYPEBOT_START",
    "TYPEBOT_CHANGE_STATUS",
    "REMOVE_INSTANCE",
    "LOGOUT_INSTANCE",
    "INSTANCE_CREATE",
    "INSTANCE_DELETE",
    "STATUS_INSTANCE",
)


def accepted_name(event: str) -> str:
    """The name in an `events` list that lets a wire event through: "messages.upsert" and so on."""
    return event.replace(".", "_").replace("-", "_").upper()


@dataclass(frozen=True, slots=True)
class WebhookRow:
    url: str
    enabled: bool
    events: tuple[str, ...]
    headers: dict[str, str] | None = field(default=None, repr=False)
    by_events: bool = False
    base64: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "url": self.url,
            "headers": self.headers,
            "enabled": self.enabled,
            "events": list(self.events),
            "webhookByEvents": self.by_events,
            "webhookBase64": self.base64,
        }


@dataclass(frozen=True, slots=True)
class WebsocketRow:
    enabled: bool
    events: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"enabled": self.enabled, "events": list(self.events)}


def next_webhook(old: WebhookRow | None, body: dict[str, Any]) -> WebhookRow:
    """Omitted headers, byEvents and base64 keep what is stored.

    contract: 02_webhook/set_partial_keeps_old_headers_flags
    """
    if "webhook" not in body:
        raise invalid(['instance requires property "webhook"'])
    asked = body["webhook"]
    _reject(_problems("webhook", asked, _WEBHOOK_TYPES, required=("enabled", "url")))
    if asked["url"] == "" and set(asked) <= {"enabled", "url"}:
        raise invalid(['The "url" cannot be empty'])
    row = old or WebhookRow("", False, ())
    return replace(
        row,
        url=asked["url"],
        enabled=asked["enabled"],
        events=_events(asked),
        headers=asked.get("headers", row.headers),
        by_events=asked.get("byEvents", row.by_events),
        base64=asked.get("base64", row.base64),
    )


def next_websocket(body: dict[str, Any]) -> WebsocketRow:
    """contract: 03_websocket/set_flat_v1_body for a body without the key"""
    if "websocket" not in body:
        raise failed("Cannot set properties of undefined (setting 'events')")
    asked = body["websocket"]
    _reject(_problems("websocket", asked, _WEBSOCKET_TYPES, required=("enabled",)))
    return WebsocketRow(asked["enabled"], _events(asked))


_WEBHOOK_TYPES: dict[str, tuple[str, type]] = {
    "enabled": ("boolean", bool),
    "url": ("string", str),
    "headers": ("object", dict),
    "byEvents": ("boolean", bool),
    "base64": ("boolean", bool),
    "events": ("array", list),
}
_WEBSOCKET_TYPES: dict[str, tuple[str, type]] = {
    "enabled": ("boolean", bool),
    "events": ("array", list),
}


def _problems(
    side: str, asked: object, types: dict[str, tuple[str, type]], required: tuple[str, ...]
) -> list[str]:
    if not isinstance(asked, dict):
        return [f"{side} is not of a type(s) object"]
    found = [f'{side} requires property "{name}"' for name in required if name not in asked]
    for name, (word, kind) in types.items():
        if name in asked and not isinstance(asked[name], kind):
            found.append(f"{side}.{name} is not of a type(s) {word}")
            if (side, name) == ("websocket", "enabled"):
                found.append(f"{side}.{name} is not one of enum values: true,false")
    events = asked.get("events")
    for index, event in enumerate(events if isinstance(events, list) else []):
        if event not in EVENTS:
            found.append(f"{side}.events[{index}] is not one of enum values: {','.join(EVENTS)}")
    return found


def _reject(problems: list[str]) -> None:
    if problems:
        raise invalid(problems)


def _events(asked: dict[str, Any]) -> tuple[str, ...]:
    """Disabled wipes the list, an empty list means all.

    contract: 02_webhook/set_disabled_with_events, set_empty_events_means_all
    """
    if not asked["enabled"]:
        return ()
    if "events" not in asked:
        raise failed("Cannot read properties of undefined (reading 'length')")
    return tuple(asked["events"]) or EVENTS
