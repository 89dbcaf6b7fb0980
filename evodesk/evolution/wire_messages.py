"""The objects inside an event's `data` -> Messages, edits, deletions, status updates. No I/O.

A number is only ever taken from a jid that is a phone number: of a @lid without an alternative
the number stays hidden (contract: 05_events_baileys_fake_socket/lid_addressed_text, group_text).
"""

from __future__ import annotations

import base64
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from evodesk.domain.event import Attachment, Deletion, Edit, StatusUpdate
from evodesk.domain.message import Kind, Media, Message, MessageKey, Quote, Source, Status
from evodesk.evolution.wire_content import Content, parse_content, text_of, unwrap
from evodesk.evolution.wire_raw import raw_json
from evodesk.evolution.wire_values import (
    as_jid,
    as_object,
    as_seconds,
    as_text,
    as_whole,
    iso_seconds,
    phone_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evodesk.evolution.cut import Json

_ID_LIMIT = 256
_EDIT = ("MESSAGE_EDIT", 14)
_REVOKE = ("REVOKE", 0)
_STATUSES = {
    "ERROR": Status.ERROR,
    "FAILED": Status.ERROR,
    "PENDING": Status.PENDING,
    "SERVER_ACK": Status.SENT,
    "SENT": Status.SENT,
    "DELIVERY_ACK": Status.DELIVERED,
    "DELIVERED": Status.DELIVERED,
    "READ": Status.READ,
    "PLAYED": Status.PLAYED,
}
_BY_NUMBER = (
    Status.ERROR,
    Status.PENDING,
    Status.SENT,
    Status.DELIVERED,
    Status.READ,
    Status.PLAYED,
)


class Origin(NamedTuple):
    """What all messages of one event share."""

    server: str
    instance: str
    source: Source
    received_at: float


def parse_message(
    item: Json, origin: Origin, marks: Sequence[str] = ()
) -> Message | Edit | Deletion | None:
    """One object of messages.upsert, messages.set, send.message or a findMessages record.

    `marks`: its own status and those that came later, where they are known. None when it has no
    id or no content (`message: null`).
    """
    item = as_object(item)
    key = key_of(item.get("key"), origin)
    unwrapped = unwrap(item.get("message"))
    if key is None or not unwrapped.message:
        return None
    if isinstance(protocol := unwrapped.message.get("protocolMessage"), dict):
        return parse_protocol(protocol, origin)
    content = parse_content(unwrapped.message, as_text(item.get("messageType"))[:64])
    chat, sender, number = _people(item["key"], key.from_me)
    return Message(
        key=key,
        chat=chat,
        sender=sender,
        sender_name="" if key.from_me else as_text(item.get("pushName"))[:256],
        number=number,
        kind=Kind.VIEW_ONCE if unwrapped.view_once else content.kind,
        text=content.text,
        timestamp=as_seconds(item.get("messageTimestamp")) or int(origin.received_at),
        source=origin.source,
        received_at=origin.received_at,
        status=_highest(marks) if marks else parse_status(item.get("status")),
        quote=_quote(item, unwrapped.message, content),
        target_id=content.target_id[:_ID_LIMIT],
        media=content.media,
        edited=unwrapped.edited or "EDITED" in marks,
        deleted="DELETED" in marks,
        raw=raw_json(item),
    )


def parse_attachment(item: Json, message: Message) -> Attachment | None:
    """Media content inside the event: `message.base64`, with or without a `data:` prefix."""
    content = as_object(as_object(item).get("message")).get("base64")
    if content is None:
        return None
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
    elif isinstance(content, bytes):
        content = base64.b64encode(content)
    if not isinstance(content, bytes | memoryview) or not len(content):
        return None
    media = message.media or Media()
    return Attachment(message.key, media.mime, _without_prefix(content))


def parse_protocol(data: dict[str, Any], origin: Origin) -> Edit | Deletion | None:
    """The data of messages.edited and send.message.update: an edit, a deletion for everyone
    (contract: 05_events_baileys_fake_socket/revoke_protocol_message_goes_out_as_messages_edited),
    or something that changes no message."""
    key = key_of(data.get("key"), origin)
    if key is None:
        return None
    if data.get("type") in _REVOKE and data.get("type") is not False:
        return Deletion(key)
    if data.get("type") in _EDIT or data.get("editedMessage"):
        text = text_of(data.get("editedMessage"))
        return Edit(key, text, as_seconds(data.get("timestampMs")))
    return None


def parse_update(data: dict[str, Any], origin: Origin) -> StatusUpdate | Deletion | None:
    """One object of messages.update."""
    key = key_of({**data, "id": data.get("keyId")} if "keyId" in data else data, origin)
    if key is None:
        return None
    if data.get("status") == "DELETED":
        return Deletion(key)
    status = parse_status(data.get("status"))
    return None if status is Status.NONE else StatusUpdate(key, status)


def parse_deletion(data: dict[str, Any], origin: Origin) -> Deletion | None:
    """messages.delete: the key itself, or the stored row that holds it."""
    inner = data.get("key")
    key = key_of(inner if isinstance(inner, dict) else data, origin)
    return None if key is None else Deletion(key)


def parse_call(data: dict[str, Any], origin: Origin) -> Message | None:
    """None for the raw node that the WebSocket carries beside it
    (contract: 05_events_baileys_fake_socket/call_raw_CBcall_websocket_only)."""
    sender = as_jid(data.get("from") or data.get("chatId"))
    key = key_of({"id": data.get("id"), "fromMe": False}, origin)
    if key is None or not sender:
        return None
    return Message(
        key=key,
        chat=as_jid(data.get("chatId")) or sender,
        sender=sender,
        sender_name="",
        number=phone_of(sender),
        kind=Kind.CALL,
        text="",
        timestamp=int(iso_seconds(data.get("date")) or origin.received_at),
        source=origin.source,
        received_at=origin.received_at,
        raw=raw_json(data),
    )


def parse_status(value: Json) -> Status:
    """By name or by number; NONE when it is neither."""
    if isinstance(value, str):
        return _STATUSES.get(value) or _STATUSES.get(value.upper(), Status.NONE)
    number = as_whole(value)
    return _BY_NUMBER[number] if number is not None and 0 <= number < 6 else Status.NONE


def _highest(marks: Sequence[Json]) -> Status:
    return max(map(parse_status, marks), key=attrgetter("rank"))


def key_of(value: Json, origin: Origin) -> MessageKey | None:
    key = as_object(value)
    id_ = as_text(key.get("id"))
    if not 0 < len(id_) <= _ID_LIMIT:
        return None
    return MessageKey(origin.server, origin.instance, id_, key.get("fromMe") is True)


def _people(key: dict[str, Any], from_me: bool) -> tuple[str, str, str]:
    """Chat, sender, number."""
    chat = as_jid(key.get("remoteJid"))
    shared = chat.endswith(("@g.us", "@broadcast"))
    if shared and from_me:
        return chat, "", ""
    author = as_jid(key.get("participant")) if shared else chat
    number = phone_of(author)
    if not number:
        names = ("participantAlt", "participantPn") if shared else ("remoteJidAlt", "senderPn")
        numbers = (phone_of(as_jid(key.get(name))) for name in names)
        number = next(filter(None, numbers), "")
    return chat, "" if from_me else author, number


def _quote(item: dict[str, Any], message: dict[str, Any], content: Content) -> Quote | None:
    """Baileys puts contextInfo beside the message, the EVOLUTION channel inside it, and what the
    EVOLUTION channel sends has `quoted` (contract: …/sendText_quoted)."""
    for holder in (item, message, content.part or {}):
        context = holder.get("contextInfo")
        if isinstance(context, dict) and (stanza := as_text(context.get("stanzaId"))):
            text = text_of(context.get("quotedMessage"))
            return Quote(stanza[:_ID_LIMIT], text, as_jid(context.get("participant")))
    quoted = message.get("quoted")
    if not isinstance(quoted, dict):
        return None
    id_ = as_text(quoted.get("id") or as_object(quoted.get("key")).get("id"))
    return Quote(id_[:_ID_LIMIT]) if id_ else None


def _without_prefix(content: bytes | memoryview) -> bytes | memoryview:
    head = bytes(content[:256])
    return content[head.find(b",") + 1 :] if head.startswith(b"data:") else content
