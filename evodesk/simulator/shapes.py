"""The data of `messages.upsert` and its kin, in the shapes that the server's Baileys service sends.

contract: 05_events_baileys_fake_socket; bytes are real bytes here.
"""

from __future__ import annotations

import hashlib
from typing import Any

from evodesk.simulator.emission import next_stamp

Data = dict[str, Any]


def envelope(
    *,
    message_id: str,
    chat: str,
    name: str,
    from_me: bool = False,
    timestamp: int | None = None,
    more_key: dict[str, str] | None = None,
) -> Data:
    """Everything but the message itself; `more_key` may hold participant or remoteJidAlt."""
    more_key = more_key or {}
    mode = "lid" if "@lid" in chat + more_key.get("participant", "") else "pn"
    return {
        "key": {
            "remoteJid": chat,
            "fromMe": from_me,
            "id": message_id,
            "addressingMode": mode,
            **more_key,
        },
        "pushName": "Você" if from_me else name,
        "status": "PENDING" if from_me else "DELIVERY_ACK",
        "messageTimestamp": timestamp or next_stamp(),
    }


def message(base: Data, kind: str, content: Any, **more: Any) -> Data:
    """`kind` is the messageType and the key below `message`; `more` goes beside it."""
    return {
        "key": base["key"],
        "pushName": base["pushName"],
        "status": base["status"],
        "message": {kind: content, **more},
        "messageType": kind,
        "messageTimestamp": base["messageTimestamp"],
        "source": "unknown" if base["key"]["fromMe"] else "android",
    }


def text(base: Data, words: str) -> Data:
    return message(base, "conversation", words)


def text_of_phone(base: Data, words: str) -> Data:
    """A text of a current phone: its context bytes make the push a binary event."""
    secret = _digest(base["key"]["id"])
    context = {"deviceListMetadataVersion": 2, "messageSecret": secret}
    return message(base, "conversation", words, messageContextInfo=context)


def reply(base: Data, words: str, quoted: Data, author: str) -> Data:
    """The quote stands beside the message, not inside it."""
    context = {
        "stanzaId": quoted["key"]["id"],
        "participant": author,
        "quotedMessage": {
            name: value for name, value in quoted["message"].items() if name != "base64"
        },
        "mentionedJid": [],
        "groupMentions": [],
    }
    return {**text(base, words), "contextInfo": context}


def media(base: Data, kind: str, mimetype: str, content: str, **more: Any) -> Data:
    """`content` is the file in base64; the url is encrypted and useless, as on the real server."""
    path = f"/v/t62/{base['key']['id']}.enc"
    size = len(content) * 3 // 4
    part = {
        "url": f"https://mmg.whatsapp.net{path}",
        "mimetype": mimetype,
        "fileSha256": _digest(content),
        "fileLength": long(size),
        "mediaKey": _digest(path),
        "fileEncSha256": _digest(path + content),
        "directPath": path,
        "mediaKeyTimestamp": long(base["messageTimestamp"], unsigned=False),
        **more,
    }
    return {**message(base, kind, part, base64=content), "contextInfo": None}


def edited(original: Data, words: str, after: float) -> Data:
    """The data of messages.edited: a new text for `original`, some seconds later."""
    return {
        "key": _target(original),
        "type": "MESSAGE_EDIT",
        "editedMessage": {"conversation": words},
        "timestampMs": str(int((original["messageTimestamp"] + after) * 1000)),
    }


def revoked(original: Data) -> Data:
    """The data of messages.edited when a message was deleted for everyone."""
    return {"key": _target(original), "type": "REVOKE"}


def reaction(base: Data, target: Data, sign: str) -> Data:
    stamp = long(base["messageTimestamp"] * 1000, unsigned=False)
    content = {"key": _target(target), "text": sign, "senderTimestampMs": stamp}
    return message(base, "reactionMessage", content)


def status(original: Data, name: str, instance_id: str, row_id: str) -> Data:
    """The data of messages.update."""
    return {
        "keyId": original["key"]["id"],
        "remoteJid": original["key"]["remoteJid"],
        "fromMe": original["key"]["fromMe"],
        "status": name,
        "instanceId": instance_id,
        "messageId": row_id,
    }


def long(number: int, *, unsigned: bool = True) -> dict[str, Any]:
    """A JavaScript Long object: two signed 32-bit halves."""
    low, high = number & 0xFFFFFFFF, number >> 32
    return {"low": low - (1 << 32) if low >> 31 else low, "high": high, "unsigned": unsigned}


def _target(original: Data) -> dict[str, Any]:
    return {name: original["key"][name] for name in ("remoteJid", "fromMe", "id")}


def _digest(seed: str) -> bytes:
    return hashlib.sha256(seed.encode()).digest()
