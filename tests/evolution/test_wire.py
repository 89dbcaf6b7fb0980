"""All recorded events, by webhook and by socket, against the table in expected.py."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.event import Event, LinkChange, RawEvent
from evodesk.domain.instance import LinkState
from evodesk.domain.message import Kind, Media, Message, Source
from evodesk.errors import NotEvolution
from evodesk.evolution.socketio import Codec, Pushed
from evodesk.evolution.wire import event_from, parse_event, wire_name
from tests.evolution import recorded
from tests.evolution.expected import (
    EXPECTED,
    PICTURE,
    PICTURE_BASE64,
    RECEIVED_AT,
    SERVER,
    key,
    wa1,
)

RECORDINGS = [
    name for name in recorded.names("05_*/*") if recorded.webhooks(name) or recorded.frames(name)
]
WITH_CONTENT = {
    "05_events_baileys_fake_socket/audio_ptt_base64",
    "05_events_baileys_fake_socket/image_webhook_disabled_base64_still_in_ws_until_reconnect",
    "05_events_baileys_fake_socket/sticker",
    "05_events_baileys_fake_socket/video",
    "05_events_evolution_channel/image_base64_in",
    "05_events_meta_channel/audio_voice",
    "05_events_meta_channel/document",
    "05_events_meta_channel/image",
}
MESSAGE_EVENTS = {"messages.upsert", "messages.set", "send.message", "messages.edited"}


def by_webhook(name: str) -> list[Event]:
    bodies = recorded.webhooks(name)
    return [parse_event(SERVER, body, Source.WEBHOOK, RECEIVED_AT) for body in bodies]


def by_socket(name: str) -> list[Event]:
    codec = Codec()
    received = [each for frame in recorded.frames(name) for each in codec.receive(frame)]
    return [
        event_from(SERVER, each.payload, Source.WEBSOCKET, RECEIVED_AT)
        for each in received
        if isinstance(each, Pushed)
    ]


def facts(events: list[Event], *, raw: bool = False) -> list[object]:
    """As from a webhook, and without `raw` unless it is asked for. Of what is not known there is
    nothing else."""
    found: list[object] = []
    for fact in (fact for event in events for fact in event.facts):
        if isinstance(fact, RawEvent):
            continue
        if isinstance(fact, Message):
            fact = fact._replace(source=Source.WEBHOOK, raw=fact.raw if raw else "")
        found.append(fact)
    return found


def shown(event: Event) -> str:
    """Everything of it that could reach a log, the database or an export."""
    return repr(event) + "".join(getattr(each, "raw", "") for each in event.facts)


def with_cut_thumbnails(found: list[object]) -> list[object]:
    return [_with_cut_thumbnail(each) for each in found]


def _with_cut_thumbnail(fact: object) -> object:
    """The recorded socket frames hold only the first 64 bytes of a picture."""
    if isinstance(fact, Message) and fact.media is not None:
        media = replace(fact.media, thumbnail=fact.media.thumbnail[:64])
        return fact._replace(media=media)
    return fact


@pytest.mark.parametrize("name", [name for name in RECORDINGS if recorded.webhooks(name)])
def test_webhook_says_what_the_table_says(name: str) -> None:
    assert facts(by_webhook(name)) == EXPECTED.get(name, [])


@pytest.mark.parametrize("name", [name for name in RECORDINGS if recorded.frames(name)])
def test_socket_says_the_same(name: str) -> None:
    expected: list[object] = list(EXPECTED.get(name, []))
    if name.endswith("qr_limit_3_scan_1"):
        expected = [LinkChange(LinkState.CONNECTING, 200)]  # no webhook was recorded for it
    assert with_cut_thumbnails(facts(by_socket(name))) == with_cut_thumbnails(expected)


@pytest.mark.parametrize("name", [name for name in EXPECTED if recorded.webhooks(name)])
def test_both_ways_carry_the_same_original(name: str) -> None:
    if not recorded.frames(name):
        pytest.skip("recorded by webhook only")
    webhook = with_cut_thumbnails(facts(by_webhook(name), raw=True))
    assert with_cut_thumbnails(facts(by_socket(name), raw=True)) == webhook


def test_of_all_that_was_recorded_only_what_has_no_data_is_unknown() -> None:
    """The server that was recorded is the one we know."""
    events = [event for name in RECORDINGS for event in (*by_webhook(name), *by_socket(name))]
    odd = [fact for event in events for fact in event.facts if isinstance(fact, RawEvent)]
    assert {(each.name, each.raw) for each in odd} == {
        ("logout.instance", "null"),
        ("remove.instance", "null"),
    }


def test_every_recorded_message_is_in_the_table() -> None:
    for name in RECORDINGS:
        events = {event.name for event in (*by_webhook(name), *by_socket(name))}
        assert name in EXPECTED or events.isdisjoint(MESSAGE_EVENTS), name


@pytest.mark.parametrize("name", RECORDINGS)
def test_content_is_handed_on_and_stays_out_of_everything_else(name: str) -> None:
    for events in (by_webhook(name), by_socket(name)):
        found = [each for event in events for each in event.attachments]
        if events and any(event.facts for event in events):
            assert bool(found) == (name in WITH_CONTENT)
        for event in events:
            assert PICTURE_BASE64.decode() not in repr(event)
            assert all(
                PICTURE_BASE64.decode() not in getattr(each, "raw", "") for each in event.facts
            )
        for attachment in found:
            assert bytes(attachment.base64) == PICTURE_BASE64
            assert attachment.key in {getattr(each, "key", None) for each in facts(events)}
            assert attachment.mime


@pytest.mark.parametrize("name", RECORDINGS)
def test_no_key_or_token_passes(name: str) -> None:
    for event in (*by_webhook(name), *by_socket(name)):
        assert "apikey" not in shown(event)
        assert not any(secret in shown(event) for secret in recorded.KEYS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("messages.upsert", "messages.upsert"),
        ("MESSAGES_UPSERT", "messages.upsert"),
        ("messages-upsert", "messages.upsert"),
        ("SEND_MESSAGE_UPDATE", "send.message.update"),
        ("GROUP_PARTICIPANTS_UPDATE", "group-participants.update"),
        ("typebot.change-status", "typebot.change-status"),
    ],
)
def test_wire_name(name: str, expected: str) -> None:
    assert wire_name(name) == expected


def event_of(data: Any, name: str = "messages.upsert", **more: Any) -> Event:
    body = orjson.dumps({"event": name, "instance": "wa1", "data": data, **more})
    return parse_event(SERVER, body, Source.WEBHOOK, RECEIVED_AT)


def text_data(id_: str = "A", **more: Any) -> dict[str, Any]:
    remote = {"remoteJid": "5511888880001@s.whatsapp.net", "fromMe": False, "id": id_}
    return {
        "key": remote,
        "pushName": "Maria Baileys",
        "status": "DELIVERY_ACK",
        "message": {"conversation": "oi"},
        "messageType": "conversation",
        "messageTimestamp": 1795440295,
        **more,
    }


def test_history_sync_is_a_list_of_messages() -> None:
    event = event_of([text_data("A"), None, text_data("B"), {"key": {}}], "messages.set")
    expected = [wa1("A", Kind.TEXT, "oi", 1795440295), wa1("B", Kind.TEXT, "oi", 1795440295)]
    assert facts([event]) == expected


def test_an_event_without_use_has_no_facts() -> None:
    assert event_of({"x": 1}, "presence.update").facts == ()


def test_long_content_becomes_an_attachment_without_being_parsed() -> None:
    content = b"QUJD" * 100_000
    message = {"imageMessage": {"mimetype": "image/png"}, "base64": content.decode()}
    event = event_of(text_data(message=message, messageType="imageMessage"))
    assert [bytes(each.base64) for each in event.attachments] == [content]
    assert isinstance(event.attachments[0].base64, memoryview)
    assert len(facts([event], raw=True)[0].raw) < 1000  # type: ignore[attr-defined]


def test_a_data_prefix_is_not_content() -> None:
    content = "data:image/png;base64," + PICTURE_BASE64.decode()
    event = event_of(text_data(message={"imageMessage": {}, "base64": content}))
    assert bytes(event.attachments[0].base64) == PICTURE_BASE64


def test_a_long_text_that_looks_like_content_stays_a_text() -> None:
    text = "A" * 20_000
    (message,) = event_of(text_data(message={"conversation": text})).facts
    assert isinstance(message, Message)
    assert message.text == text


def test_half_an_emoji_does_not_lose_the_message() -> None:
    body = orjson.dumps({"event": "messages.upsert", "instance": "wa1", "data": text_data()})
    broken = body.replace(b'"oi"', b'"oi \\ud83d"')
    (message,) = parse_event(SERVER, broken, Source.WEBHOOK, RECEIVED_AT).facts
    assert isinstance(message, Message)
    assert message.text == "oi ?"


def test_thumbnail_as_stored_by_the_server() -> None:
    name = "05_events_baileys_fake_socket/findMessages_image_as_stored"
    row = recorded.load(name)["response"]["body"]["messages"]["records"][0]
    (message,) = event_of(row).facts
    assert isinstance(message, Message)
    assert message.media == Media(mime="image/png", size=129, thumbnail=PICTURE)


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        ("closed", 401, [LinkChange(LinkState.CLOSED, 401)]),
        ("removed", 401, []),
        (None, None, []),
    ],
)
def test_status_instance(status: Any, code: Any, expected: list[object]) -> None:
    data = {"instance": "wa1", "status": status, "disconnectionReasonCode": code}
    assert facts([event_of(data, "status.instance")]) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b"{}",
        b'{"event":"messages.upsert"}',
        b'{"event":"messages.upsert","instance":""}',
        b'{"event":1,"instance":"wa1"}',
        b"[" * 100_000,
        b'{"event":"\xff"',
    ],
    ids=lambda body: body[:20],
)
def test_garbage_is_told_by_its_type(body: bytes) -> None:
    with pytest.raises(NotEvolution):
        parse_event(SERVER, body, Source.WEBHOOK, RECEIVED_AT)


def test_a_deep_message_is_cut_off() -> None:
    deep: Any = {"conversation": "x"}
    for _ in range(100):
        deep = {"ephemeralMessage": {"message": deep}}
    (message,) = event_of(text_data(message=deep)).facts
    assert isinstance(message, Message)
    assert message.kind is Kind.UNSUPPORTED


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False)
    | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["key", "id", "message", "conversation", "imageMessage", "base64", "fromMe", "0",
             "contextInfo", "quotedMessage", "status", "messageTimestamp", "low", "high", "type",
             "data", "editedMessage", "reactionMessage", "jpegThumbnail", "remoteJid"]
        )
        | st.text(max_size=5),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip
event_names = st.sampled_from(
    ["messages.upsert", "messages.set", "send.message", "send.message.update", "messages.edited",
     "messages.update", "messages.delete", "connection.update", "status.instance", "call", "x"]
)  # fmt: skip


@given(event_names, json_values)
def test_any_json_is_an_event(name: str, data: Any) -> None:
    event = event_of(data, name)
    assert event.name == name
    assert all(
        orjson.loads(each.raw) is not None for each in event.facts if isinstance(each, Message)
    )


@given(event_names, json_values, json_values)
def test_any_message_is_a_message(name: str, message: Any, field: Any) -> None:
    data = text_data(message=message, messageTimestamp=field, contextInfo=field, pushName=field)
    for fact in event_of(data, name).facts:
        assert not isinstance(fact, Message) or fact.key == key("wa1", "A")


@given(st.binary(max_size=200))
def test_any_bytes_are_an_event_or_a_typed_error(body: bytes) -> None:
    try:
        parse_event(SERVER, body, Source.WEBHOOK, RECEIVED_AT)
    except NotEvolution:
        return
