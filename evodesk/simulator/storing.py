"""What an event leaves behind in the history.

Edits and deletions rewrite the row: an edit moves its stored time, a deletion leaves
`message: null` with status EDITED.
"""

from __future__ import annotations

from typing import Any

from evodesk.simulator.binary import for_store
from evodesk.simulator.instance import Instance, new_id

STORED = frozenset(
    {"messages.upsert", "send.message", "messages.set", "messages.edited", "messages.update"}
)


def store(instance: Instance, event: str, data: Any) -> None:
    """Data that is not in the shape of its event leaves nothing."""
    if event == "messages.set":
        for each in data if isinstance(data, list) else []:
            _put(instance, each)
    elif not isinstance(data, dict):
        return
    elif event == "messages.edited":
        _edit(instance, data)
    elif event == "messages.update":
        _update(instance, data)
    else:
        _put(instance, data)


def record(instance: Instance, data: dict[str, Any]) -> dict[str, Any]:
    """contract: 07_history/findMessages_default, findMessages_image_as_stored"""
    key, message = data["key"], data.get("message")
    kept = message and {name: value for name, value in message.items() if name != "base64"}
    return {
        "id": new_id(),
        "key": key,
        "pushName": None if key.get("fromMe") else data.get("pushName"),
        "messageType": data.get("messageType"),
        "message": for_store(kept),
        "messageTimestamp": data["messageTimestamp"],
        "instanceId": instance.id,
        "source": data.get("source", "unknown"),
        "contextInfo": for_store(data.get("contextInfo")),
        "MessageUpdate": [],
    }


def _put(instance: Instance, data: dict[str, Any]) -> None:
    if not isinstance(data.get("key"), dict) or "id" not in data["key"]:
        return
    message = data.get("message")
    if isinstance(message, dict) and isinstance(message.get("base64"), str):
        instance.keep_media(data["key"]["id"], message["base64"])
    instance.history.put(record(instance, data))


def _edit(instance: Instance, data: dict[str, Any]) -> None:
    row = instance.history.get((data.get("key") or {}).get("id", ""))
    if row is None:
        return
    moved = int(data["timestampMs"]) // 1000 if data.get("timestampMs") else row["messageTimestamp"]
    changes = {"message": for_store(data.get("editedMessage")), "messageTimestamp": moved}
    instance.history.put(row | changes | {"MessageUpdate": _statuses(row, "EDITED")})


def _update(instance: Instance, data: dict[str, Any]) -> None:
    row = instance.history.get(data.get("keyId", ""))
    if row is not None and data.get("status"):
        statuses = _statuses(row, data["status"])
        instance.history.put(row | {"MessageUpdate": statuses})


def _statuses(row: dict[str, Any], status: str) -> list[dict[str, str]]:
    return [*row["MessageUpdate"], {"status": status}]
