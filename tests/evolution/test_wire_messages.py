"""Who said it, what it answers, and what later events do to it."""

from __future__ import annotations

from typing import Any

import pytest

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import Kind, Message, Quote, Source, Status
from evodesk.evolution.wire_messages import (
    Origin,
    parse_call,
    parse_deletion,
    parse_message,
    parse_protocol,
    parse_status,
    parse_update,
)
from tests.evolution.expected import RECEIVED_AT, SERVER, key

ORIGIN = Origin(SERVER, "wa1", Source.WEBHOOK, RECEIVED_AT)
PERSON = "5511888880001@s.whatsapp.net"
GROUP = "120363000000000001@g.us"


def message(from_: dict[str, Any], **more: Any) -> Message:
    item = {"key": {"id": "A", "fromMe": False} | from_, "message": {"conversation": "oi"}} | more
    found = parse_message(item, ORIGIN)
    assert isinstance(found, Message)
    return found


@pytest.mark.parametrize(
    ("from_", "chat", "sender", "number"),
    [
        ({"remoteJid": PERSON}, PERSON, PERSON, "5511888880001"),
        ({"remoteJid": PERSON, "fromMe": True}, PERSON, "", "5511888880001"),
        ({"remoteJid": "1@lid"}, "1@lid", "1@lid", ""),
        ({"remoteJid": "1@lid", "remoteJidAlt": PERSON}, "1@lid", "1@lid", "5511888880001"),
        ({"remoteJid": "1@lid", "senderPn": PERSON}, "1@lid", "1@lid", "5511888880001"),
        ({"remoteJid": "1@lid", "remoteJidAlt": "2@lid"}, "1@lid", "1@lid", ""),
        ({"remoteJid": GROUP, "participant": PERSON}, GROUP, PERSON, "5511888880001"),
        ({"remoteJid": GROUP, "participant": "1@lid"}, GROUP, "1@lid", ""),
        ({"remoteJid": GROUP, "participant": "1@lid", "participantAlt": PERSON}, GROUP, "1@lid",
         "5511888880001"),
        ({"remoteJid": GROUP, "participant": PERSON, "fromMe": True}, GROUP, "", ""),
        ({"remoteJid": GROUP}, GROUP, "", ""),
        ({"remoteJid": None}, "", "", ""),
    ],
)  # fmt: skip
def test_people(from_: dict[str, Any], chat: str, sender: str, number: str) -> None:
    found = message(from_)
    assert (found.chat, found.sender, found.number) == (chat, sender, number)


def test_our_own_name_is_a_word_of_the_server() -> None:
    """contract: SOURCE_NOTES, send.message: pushName is "Você"."""
    assert message({"remoteJid": PERSON, "fromMe": True}, pushName="Você").sender_name == ""


@pytest.mark.parametrize(
    "item",
    [
        None,
        [],
        {},
        {"key": {"id": ""}, "message": {"conversation": "x"}},
        {"key": {"id": "x" * 257}, "message": {"conversation": "x"}},
        {"key": {"id": 5}, "message": {"conversation": "x"}},
        {"key": {"id": "A"}, "message": None},
        {"key": {"id": "A"}},
    ],
)
def test_without_id_or_content_it_is_no_message(item: Any) -> None:
    assert parse_message(item, ORIGIN) is None


def test_without_a_time_it_is_of_now() -> None:
    assert message({"remoteJid": PERSON}).timestamp == int(RECEIVED_AT)


@pytest.mark.parametrize(
    ("more", "quote"),
    [
        ({"contextInfo": {"stanzaId": "Q", "participant": "55:2@s.whatsapp.net"}},
         Quote("Q", "", "55@s.whatsapp.net")),
        ({"message": {"extendedTextMessage": {"text": "oi", "contextInfo": {
            "stanzaId": "Q", "quotedMessage": {"imageMessage": {"caption": "foto"}}}}}},
         Quote("Q", "foto")),
        ({"message": {"conversation": "oi", "quoted": {"key": {"id": "Q"}}}}, Quote("Q")),
        ({"contextInfo": {"expiration": 86400}}, None),
        ({"contextInfo": None}, None),
    ],
)  # fmt: skip
def test_quotes(more: dict[str, Any], quote: Quote | None) -> None:
    assert message({"remoteJid": PERSON}, **more).quote == quote


@pytest.mark.parametrize("type_", ["MESSAGE_EDIT", 14, None])
def test_edits(type_: Any) -> None:
    data = {"key": {"id": "A"}, "type": type_, "timestampMs": "1700000000999",
            "editedMessage": {"extendedTextMessage": {"text": "novo"}}}  # fmt: skip
    assert parse_protocol(data, ORIGIN) == Edit(key("wa1", "A"), "novo", 1700000000)


@pytest.mark.parametrize("type_", ["REVOKE", 0])
def test_deletions_for_everyone(type_: Any) -> None:
    assert parse_protocol({"key": {"id": "A"}, "type": type_}, ORIGIN) == Deletion(key("wa1", "A"))


@pytest.mark.parametrize(
    "data",
    [
        {"key": {"id": "A"}, "type": "EPHEMERAL_SETTING"},
        {"key": {"id": "A"}, "type": False},
        {"key": {"id": "A"}, "type": []},
        {"key": {}, "type": "REVOKE"},
        {"type": "REVOKE"},
    ],
)
def test_other_protocol_messages_change_nothing(data: dict[str, Any]) -> None:
    assert parse_protocol(data, ORIGIN) is None


def test_a_stored_edit_is_an_edit() -> None:
    protocol = {"key": {"id": "B"}, "type": 14, "editedMessage": {"conversation": "novo"}}
    item = {
        "key": {"id": "A"},
        "message": {"editedMessage": {"message": {"protocolMessage": protocol}}},
    }
    assert parse_message(item, ORIGIN) == Edit(key("wa1", "B"), "novo")


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        ({"keyId": "A", "fromMe": True, "status": "READ", "messageId": "db"},
         StatusUpdate(key("wa1", "A", True), Status.READ)),
        ({"keyId": "A", "status": "PLAYED"}, StatusUpdate(key("wa1", "A"), Status.PLAYED)),
        ({"id": "A", "status": 2}, StatusUpdate(key("wa1", "A"), Status.SENT)),
        ({"keyId": "A", "status": "DELETED"}, Deletion(key("wa1", "A"))),
        ({"keyId": "A", "status": "EDITED"}, None),
        ({"keyId": None, "id": "A", "status": "READ"}, None),
        ({"status": "READ"}, None),
    ],
)  # fmt: skip
def test_updates(data: dict[str, Any], fact: object) -> None:
    assert parse_update(data, ORIGIN) == fact


@pytest.mark.parametrize(
    "data",
    [
        {"remoteJid": PERSON, "fromMe": True, "id": "A"},
        {"id": "db", "key": {"id": "A", "fromMe": True}, "status": "DELETED"},
    ],
)
def test_both_shapes_of_messages_delete(data: dict[str, Any]) -> None:
    assert parse_deletion(data, ORIGIN) == Deletion(key("wa1", "A", True))


@pytest.mark.parametrize(
    "data", [{}, {"id": "A"}, {"event": "CB:call", "packet": {"attrs": {"id": "X"}}}]
)
def test_a_raw_call_is_no_message(data: dict[str, Any]) -> None:
    assert parse_call(data, ORIGIN) is None


def test_a_call_from_a_hidden_number() -> None:
    found = parse_call({"id": "C", "from": "1@lid", "date": "x"}, ORIGIN)
    assert found is not None
    assert (found.kind, found.chat, found.number) == (Kind.CALL, "1@lid", "")
    assert found.timestamp == int(RECEIVED_AT)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("server_ack", Status.SENT),
        ("FAILED", Status.ERROR),
        (5, Status.PLAYED),
        (6, Status.NONE),
        (-1, Status.NONE),
        (None, Status.NONE),
        ([], Status.NONE),
    ],
)
def test_statuses(value: Any, status: Status) -> None:
    assert parse_status(value) is status
