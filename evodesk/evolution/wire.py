"""All JSON of the server <-> domain values; what lies beyond sees no JSON. No I/O.

Everything here takes anything: garbage raises NotEvolution, an unknown event is kept as it came,
and `apikey` and `token` end here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from evodesk.domain.event import (
    Attachment,
    Deletion,
    Edit,
    Event,
    LinkChange,
    RawEvent,
    StatusUpdate,
)
from evodesk.domain.events import KNOWN_EVENTS
from evodesk.domain.instance import LinkState
from evodesk.domain.message import Message, Source
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import parse_json
from evodesk.evolution.wire_details import parse_details
from evodesk.evolution.wire_history import History, HistoryFact, parse_history
from evodesk.evolution.wire_instances import (
    Qr,
    link_of,
    parse_instances,
    parse_link,
    parse_qr,
    parse_version,
)
from evodesk.evolution.wire_media import parse_media
from evodesk.evolution.wire_messages import (
    Origin,
    parse_attachment,
    parse_call,
    parse_deletion,
    parse_message,
    parse_protocol,
    parse_update,
)
from evodesk.evolution.wire_odd import odd_body, odd_json
from evodesk.evolution.wire_reception import (
    parse_webhook,
    parse_websocket,
    webhook_body,
    websocket_body,
)
from evodesk.evolution.wire_values import as_object, as_text, as_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evodesk.evolution.cut import Json

__all__ = [
    "History",
    "HistoryFact",
    "Qr",
    "event_from",
    "odd_body",
    "parse_details",
    "parse_event",
    "parse_history",
    "parse_instances",
    "parse_link",
    "parse_media",
    "parse_qr",
    "parse_version",
    "parse_webhook",
    "parse_websocket",
    "webhook_body",
    "websocket_body",
]

_NAME_LIMIT = 256
_HYPHENED = {
    "group.participants.update": "group-participants.update",
    "typebot.change.status": "typebot.change-status",
}

Fact = Message | Edit | Deletion | StatusUpdate | LinkChange | RawEvent


def parse_event(server: str, body: bytes, source: Source, received_at: float) -> Event:
    """A webhook's body. `received_at`: unix seconds by our clock. Raises NotEvolution."""
    return event_from(server, parse_json(body), source, received_at)


def event_from(server: str, payload: Json, source: Source, received_at: float) -> Event:
    """The object that webhook bodies and Socket.IO events share
    (contract: 05_events_evolution_channel/text). Raises NotEvolution."""
    envelope = as_object(payload)
    name, instance = as_text(envelope.get("event")), as_text(envelope.get("instance"))
    if not name or not 0 < len(instance) <= _NAME_LIMIT:
        raise NotEvolution()
    name = wire_name(name[:_NAME_LIMIT])
    origin = Origin(server, instance, source, received_at)
    data = envelope.get("data")
    if name not in _KNOWN or not isinstance(data, dict | list):
        kept = RawEvent(server, instance, name, received_at, odd_json(data))
        return Event(server, instance, name, source, received_at, (kept,))
    facts, attachments = _facts(name, data, origin)
    return Event(server, instance, name, source, received_at, facts, attachments)


@lru_cache(256)
def wire_name(name: str) -> str:
    """`messages.upsert`, also from `MESSAGES_UPSERT` and `messages-upsert`."""
    dotted = name.lower().replace("_", ".").replace("-", ".")
    return _HYPHENED.get(dotted, dotted)


def _facts(
    name: str, data: Json, origin: Origin
) -> tuple[tuple[Fact, ...], tuple[Attachment, ...]]:
    items = data if isinstance(data, list) else (data,)
    if name in _MESSAGES:
        return _messages(items, origin)
    if (read := _READERS.get(name)) is None:
        return (), ()
    found = (read(item, origin) for item in items if item and isinstance(item, dict))
    return tuple(fact for fact in found if fact is not None), ()


def _messages(
    items: Iterable[Json], origin: Origin
) -> tuple[tuple[Fact, ...], tuple[Attachment, ...]]:
    facts: list[Fact] = []
    attachments: list[Attachment] = []
    for item in items:
        if (fact := parse_message(item, origin)) is None:
            continue
        facts.append(fact)
        if isinstance(fact, Message) and (found := parse_attachment(item, fact)) is not None:
            attachments.append(found)
    return tuple(facts), tuple(attachments)


def _link_change(data: dict[str, Any], _origin: Origin) -> LinkChange | None:
    return _change_to(data.get("state"), data.get("statusReason"))


def _closing(data: dict[str, Any], _origin: Origin) -> LinkChange | None:
    return _change_to(data.get("status"), data.get("disconnectionReasonCode"))


def _change_to(word: Json, reason: Json) -> LinkChange | None:
    link = link_of(word)
    return None if link is LinkState.UNKNOWN else LinkChange(link, as_whole(reason))


# Group updates come by another name than the one they are subscribed by
# (contract: 05_events_baileys_fake_socket/groups_update_never_delivered).
_KNOWN = frozenset(map(wire_name, KNOWN_EVENTS)) | {"groups.update"}
_MESSAGES = frozenset({"messages.upsert", "messages.set", "send.message"})
_READERS: dict[str, Callable[[dict[str, Any], Origin], Fact | None]] = {
    "messages.edited": parse_protocol,
    "send.message.update": parse_protocol,
    "messages.update": parse_update,
    "messages.delete": parse_deletion,
    "connection.update": _link_change,
    "status.instance": _closing,
    "call": parse_call,
}
