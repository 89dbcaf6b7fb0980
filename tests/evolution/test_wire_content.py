"""Kinds that no recording holds, and wrappers around known ones."""

from __future__ import annotations

from typing import Any

import pytest

from evodesk.domain.message import Kind, Media
from evodesk.evolution.wire_content import Unwrapped, parse_content, text_of, unwrap


@pytest.mark.parametrize(
    ("message", "message_type", "kind", "text"),
    [
        ({"extendedTextMessage": {"text": "oi"}}, "", Kind.TEXT, "oi"),
        ({"ptvMessage": {"seconds": 3}}, "", Kind.VIDEO_NOTE, ""),
        ({"audioMessage": {"ptt": False}}, "", Kind.AUDIO, ""),
        ({"locationMessage": {"degreesLatitude": 1.5, "degreesLongitude": -2}}, "", Kind.LOCATION,
         "1.5, -2"),
        ({"liveLocationMessage": {"caption": "a caminho"}}, "", Kind.LIVE_LOCATION, "a caminho"),
        ({"contactsArrayMessage": {"displayName": "2 contatos"}}, "", Kind.CONTACT, "2 contatos"),
        ({"pollCreationMessageV2": {"name": "Qual?"}}, "", Kind.POLL, "Qual?"),
        ({"buttonsResponseMessage": {"selectedButtonId": "b1"}}, "", Kind.BUTTON_REPLY, "b1"),
        ({"listResponseMessage": {"singleSelectReply": {"selectedRowId": "r1"}}}, "",
         Kind.LIST_REPLY, "r1"),
        ({"interactiveResponseMessage": {"nativeFlowResponseMessage": {"name": "flow"}}}, "",
         Kind.BUTTON_REPLY, "flow"),
        ({"buttonsMessage": {"contentText": "Escolha"}}, "", Kind.TEXT, "Escolha"),
        ({"listMessage": {"title": "T", "description": "D"}}, "", Kind.TEXT, "T\nD"),
        ({"interactiveMessage": {"body": {"text": "B"}}}, "", Kind.TEXT, "B"),
        ({"templateMessage": {"hydratedTemplate": {"hydratedContentText": "H"}}}, "", Kind.TEXT,
         "H"),
        ({"pollUpdateMessage": {}}, "pollUpdateMessage", Kind.UNSUPPORTED, "pollUpdateMessage"),
        ({"messageContextInfo": {}, "newMessage": {}}, "", Kind.UNSUPPORTED, "newMessage"),
        ({"imageMessage": None, "newMessage": 1}, "", Kind.UNSUPPORTED, "imageMessage"),
        ({}, "", Kind.UNSUPPORTED, ""),
    ],
)  # fmt: skip
def test_kinds(message: dict[str, Any], message_type: str, kind: Kind, text: str) -> None:
    content = parse_content(message, message_type)
    assert (content.kind, content.text) == (kind, text)


@pytest.mark.parametrize(
    "wrapper",
    ["ephemeralMessage", "documentWithCaptionMessage", "deviceSentMessage", "groupMentionedMessage",
     "lottieStickerMessage"],
)  # fmt: skip
def test_wrappers_are_opened(wrapper: str) -> None:
    message = {"messageContextInfo": {}, wrapper: {"message": {"conversation": "oi"}}}
    assert unwrap(message) == Unwrapped({"conversation": "oi"})


@pytest.mark.parametrize(
    "wrapper", ["viewOnceMessage", "viewOnceMessageV2", "viewOnceMessageV2Extension"]
)
def test_view_once_inside_an_ephemeral_chat(wrapper: str) -> None:
    inner = {"imageMessage": {"caption": "oi"}}
    message = {"ephemeralMessage": {"message": {wrapper: {"message": inner}}}}
    assert unwrap(message) == Unwrapped(inner, view_once=True)


def test_edited() -> None:
    message = {"editedMessage": {"message": {"conversation": "novo"}}}
    assert unwrap(message) == Unwrapped({"conversation": "novo"}, edited=True)


@pytest.mark.parametrize("message", [None, "x", {}, {"stickerMessage": {}}, {"newMessage": {}}])
def test_a_quote_without_words_is_empty(message: Any) -> None:
    assert text_of(message) == ""


def test_media_with_hostile_values() -> None:
    part = {"mimetype": 7, "fileLength": "-3", "seconds": "x", "fileName": "n" * 999,
            "jpegThumbnail": b"x" * 100_000}  # fmt: skip
    content = parse_content({"documentMessage": part}, "")
    assert content.media == Media(file_name="n" * 255)
