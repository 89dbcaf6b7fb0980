"""What each message-bearing recording means, read from the recordings by a person."""

from __future__ import annotations

import base64
from typing import Any

from evodesk.domain.event import Deletion, Edit, LinkChange, StatusUpdate
from evodesk.domain.instance import LinkState
from evodesk.domain.message import Kind, Media, Message, MessageKey, Quote, Source, Status

SERVER = "server-1"
RECEIVED_AT = 1795440000.5
PICTURE_BASE64 = (
    b"iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAASElEQVR4nJXCkRZCAQAFwYthGIZhGIbhYhiGD/fz"
    b"3zfsnNmwvWC6K6a7Ybo7pntguieme2G6N6b7YDow3RfT/TDdH9MdmE5MT3JzBBBQC3VQAAAAAElFTkSuQmCC"
)
"""The one picture that all recorded media are."""
PICTURE = base64.b64decode(PICTURE_BASE64)


def key(instance: str, id_: str, from_me: bool = False) -> MessageKey:
    return MessageKey(SERVER, instance, id_, from_me)


def _said(
    instance: str, name: str, number: str, id_: str, kind: Kind, text: str, at: int, more: Any
) -> Message:
    """A message from the usual contact; `more` says what is different."""
    from_me = more.pop("from_me", False)
    jid = f"{number}@s.whatsapp.net"
    usual = {
        "chat": jid,
        "sender": "" if from_me else jid,
        "sender_name": "" if from_me else name,
        "number": number,
        "source": Source.WEBHOOK,
        "received_at": RECEIVED_AT,
    }
    return Message(
        key=key(instance, id_, from_me), kind=kind, text=text, timestamp=at, **usual | more
    )


def wa1(id_: str, kind: Kind, text: str, at: int, **more: Any) -> Message:
    more = {"status": Status.DELIVERED} | more
    return _said("wa1", "Maria Baileys", "5511888880001", id_, kind, text, at, more)


def evo1(id_: str, kind: Kind, text: str, at: int, **more: Any) -> Message:
    return _said("evo1", "Maria Teste", "5511888880001", id_, kind, text, at, more)


def meta1(id_: str, kind: Kind, text: str, at: int, **more: Any) -> Message:
    return _said("meta1", "Maria Meta", "5511888880002", id_, kind, text, at, more)


Fact = Message | Edit | Deletion | StatusUpdate | LinkChange

EXPECTED: dict[str, list[Fact]] = {
    "05_events_baileys_fake_socket/append_offline_message": [
        wa1("3EB0FAKE17954405085370032", Kind.TEXT, "chegou offline", 1795440508)
    ],
    "05_events_baileys_fake_socket/audio_ptt_base64": [
        wa1(
            "3EB0FAKE17954404893240008",
            Kind.VOICE,
            "",
            1795440489,
            media=Media(mime="audio/ogg; codecs=opus", size=129, seconds=3),
        )
    ],
    "05_events_baileys_fake_socket/buttons_response": [
        wa1("3EB0FAKE17954405018610021", Kind.BUTTON_REPLY, "Sim", 1795440501)
    ],
    "05_events_baileys_fake_socket/call": [
        wa1("CALL1", Kind.CALL, "", 1767225600, sender_name="", status=Status.NONE)
    ],
    "05_events_baileys_fake_socket/close_515_reconnects": [
        LinkChange(link=LinkState.CONNECTING, reason=200)
    ],
    "05_events_baileys_fake_socket/connection_update_open": [
        LinkChange(link=LinkState.OPEN, reason=200)
    ],
    "05_events_baileys_fake_socket/contacts_array": [
        wa1("3EB0FAKE17954405000460018", Kind.CONTACT, "A, B", 1795440500)
    ],
    "05_events_baileys_fake_socket/edited_text": [
        Edit(target=key("wa1", "3EB0TEXT0001"), text="Olá EDITADO", at=1700000000)
    ],
    "05_events_baileys_fake_socket/ephemeral_text": [
        wa1("3EB0FAKE17954405055100027", Kind.TEXT, "some", 1795440505)
    ],
    "05_events_baileys_fake_socket/group_text": [
        wa1(
            "3EB0FAKE17954405067200029",
            Kind.TEXT,
            "no grupo",
            1795440506,
            chat="120363000000000001@g.us",
            sender="111222333@lid",
        )
    ],
    "05_events_baileys_fake_socket/image_after_set_base64_true_without_reconnect": [
        wa1(
            "3EB0FAKE17954404861870006",
            Kind.PHOTO,
            "legenda",
            1795440486,
            media=Media(mime="image/png", size=129, thumbnail=PICTURE),
        )
    ],
    "05_events_baileys_fake_socket/image_base64_download_fails": [
        wa1(
            "3EB0FAKE17954404926690012",
            Kind.PHOTO,
            "legenda",
            1795440492,
            media=Media(mime="image/png", size=129, thumbnail=PICTURE),
        )
    ],
    "05_events_baileys_fake_socket/image_without_base64": [
        wa1(
            "3EB0IMAGE001",
            Kind.PHOTO,
            "legenda",
            1795440485,
            media=Media(mime="image/png", size=129, thumbnail=PICTURE),
        )
    ],
    "05_events_baileys_fake_socket/interactive_response": [
        wa1("3EB0FAKE17954405036800024", Kind.BUTTON_REPLY, "x", 1795440503)
    ],
    "05_events_baileys_fake_socket/lid_addressed_text": [
        wa1(
            "3EB0FAKE17954405073250030",
            Kind.TEXT,
            "via lid",
            1795440507,
            chat="111222333444@lid",
            sender="111222333444@lid",
        )
    ],
    "05_events_baileys_fake_socket/list_response": [
        wa1("3EB0FAKE17954405024700022", Kind.LIST_REPLY, "Opção 1", 1795440502)
    ],
    "05_events_baileys_fake_socket/live_location": [
        wa1("3EB0FAKE17954404988330016", Kind.LIVE_LOCATION, "-23.5, -46.6", 1795440498)
    ],
    "05_events_baileys_fake_socket/location": [
        wa1("3EB0FAKE17954404982290015", Kind.LOCATION, "SP, Rua", 1795440498)
    ],
    "05_events_baileys_fake_socket/logout_route": [
        LinkChange(link=LinkState.CLOSED, reason=401),
        LinkChange(link=LinkState.CLOSED, reason=401),
    ],
    "05_events_baileys_fake_socket/messages_delete": [Deletion(target=key("wa1", "3EB0TEXT0001"))],
    "05_events_baileys_fake_socket/messages_update_delivered": [
        StatusUpdate(target=key("wa1", "3EB0IMAGE001"), status=Status.DELIVERED)
    ],
    "05_events_baileys_fake_socket/open_again": [LinkChange(link=LinkState.OPEN, reason=200)],
    "05_events_baileys_fake_socket/poll_creation": [
        wa1("3EB0FAKE17954405042970025", Kind.POLL, "Qual?", 1795440504)
    ],
    "05_events_baileys_fake_socket/qr_limit_3_scan_3": [
        LinkChange(link=LinkState.CLOSED, reason=428)
    ],
    "05_events_baileys_fake_socket/reaction": [
        wa1("3EB0FAKE17954405006510019", Kind.REACTION, "👍", 1795440500, target_id="3EB0TEXT0001")
    ],
    "05_events_baileys_fake_socket/reaction_removed": [
        wa1("3EB0FAKE17954405012570020", Kind.REACTION, "", 1795440501, target_id="3EB0TEXT0001")
    ],
    "05_events_baileys_fake_socket/revoke_protocol_message_goes_out_as_messages_edited": [
        Deletion(target=key("wa1", "3EB0TEXT0001"))
    ],
    "05_events_baileys_fake_socket/status_broadcast": [
        wa1(
            "3EB0FAKE17954405079320031",
            Kind.TEXT,
            "meu status",
            1795440507,
            chat="status@broadcast",
        )
    ],
    "05_events_baileys_fake_socket/sticker": [
        wa1(
            "3EB0FAKE17954404920600011",
            Kind.STICKER,
            "",
            1795440492,
            media=Media(mime="image/webp", size=129),
        )
    ],
    "05_events_baileys_fake_socket/template_button_reply": [
        wa1("3EB0FAKE17954405030750023", Kind.BUTTON_REPLY, "Quero", 1795440503)
    ],
    "05_events_baileys_fake_socket/text_conversation": [
        wa1("3EB0TEXT0001", Kind.TEXT, "Olá simples", 1795440482)
    ],
    "05_events_baileys_fake_socket/text_extended_with_quote": [
        wa1(
            "3EB0FAKE17954404838990003",
            Kind.TEXT,
            "resposta citando",
            1795440483,
            quote=Quote(
                id="3EB0TEXT0001", text="Olá simples", sender="5511999990099@s.whatsapp.net"
            ),
        )
    ],
    "05_events_baileys_fake_socket/text_with_messageContextInfo_bytes": [
        wa1("3EB0FAKE17954404845180004", Kind.TEXT, "com contexto", 1795440484)
    ],
    "05_events_baileys_fake_socket/video": [
        wa1(
            "3EB0FAKE17954404908460009",
            Kind.VIDEO,
            "vid",
            1795440490,
            media=Media(mime="video/mp4", size=129, seconds=9, thumbnail=PICTURE),
        )
    ],
    "05_events_baileys_fake_socket/view_once_image": [
        wa1(
            "3EB0FAKE17954405049040026",
            Kind.VIEW_ONCE,
            "legenda",
            1795440504,
            media=Media(mime="image/png", size=129, thumbnail=PICTURE),
        )
    ],
    "05_events_evolution_channel/contact": [evo1("EVCON1", Kind.CONTACT, "João", 1795440298)],
    "05_events_evolution_channel/document": [
        evo1(
            "EVDOC1",
            Kind.DOCUMENT,
            "",
            1795440297,
            media=Media(mime="application/pdf", file_name="a.pdf"),
        )
    ],
    "05_events_evolution_channel/group_jid": [
        evo1(
            "EVGRP1",
            Kind.TEXT,
            "no grupo",
            1795440300,
            chat="120363000000000001@g.us",
            sender="",
            number="",
        )
    ],
    "05_events_evolution_channel/image_base64_in": [
        evo1("EVIMG1", Kind.PHOTO, "legenda", 1795440295, media=Media(mime="image/png"))
    ],
    "05_events_evolution_channel/image_mediaUrl_in": [
        evo1("EVIMG2", Kind.PHOTO, "", 1795440296, media=Media(mime="image/png"))
    ],
    "05_events_evolution_channel/location": [evo1("EVLOC1", Kind.LOCATION, "SP", 1795440297)],
    "05_events_evolution_channel/quoted_text": [
        evo1(
            "EVQUO1",
            Kind.TEXT,
            "resposta",
            1795440299,
            quote=Quote(id="EVTXT1", text="Olá", sender=""),
        )
    ],
    "05_events_evolution_channel/reaction": [
        evo1("EVREA1", Kind.REACTION, "👍", 1795440298, target_id="EVTXT1")
    ],
    "05_events_evolution_channel/same_id_twice_no_dedup": [
        evo1("EVTXT1", Kind.TEXT, "dup", 1795440301)
    ],
    "05_events_evolution_channel/sendButtons": [
        evo1("f1c2e70a-7644-4c5e-a2ba-5647c3b2025f", Kind.TEXT, "t\nd\nf", 1795440305, from_me=True)
    ],
    "05_events_evolution_channel/sendMedia_image_base64": [
        evo1(
            "7dfccaae-a2fb-4737-a9a4-d83df3489cdc",
            Kind.PHOTO,
            "",
            1795440304,
            from_me=True,
            media=Media(),
        )
    ],
    "05_events_evolution_channel/sendMedia_image_url": [
        evo1(
            "ad6dd10f-9aaf-49bf-bf6d-89f1afaf3032",
            Kind.PHOTO,
            "",
            1795440304,
            from_me=True,
            media=Media(),
        )
    ],
    "05_events_evolution_channel/sendText": [
        evo1("2650a369-dc15-41c7-b9cf-99937977c11a", Kind.TEXT, "enviado", 1795440303, from_me=True)
    ],
    "05_events_evolution_channel/sendText_quoted": [
        evo1(
            "5687a378-b1ee-43b2-ac7a-7f3dede49962",
            Kind.TEXT,
            "citando",
            1795440303,
            from_me=True,
            quote=Quote(id="EVTXT1", text="", sender=""),
        )
    ],
    "05_events_evolution_channel/text": [
        evo1("EVTXT1", Kind.TEXT, 'Olá, tudo bem? 😀 "aspas" <b>&', 1795440295)
    ],
    "05_events_evolution_channel/webhook_byEvents_and_jwt": [
        evo1("EVBE1", Kind.TEXT, "by events", 1795440306)
    ],
    "05_events_evolution_channel/webhook_byEvents_trailing_slash": [
        evo1("EVBE2", Kind.TEXT, "by events", 1795440306)
    ],
    "05_events_evolution_channel/webhook_disabled_only_ws": [
        evo1("EVWS1", Kind.TEXT, "so ws", 1795440307)
    ],
    "05_events_meta_channel/audio_voice": [
        meta1("wamid.A1", Kind.VOICE, "", 1795440310, media=Media(mime="audio/ogg; codecs=opus"))
    ],
    "05_events_meta_channel/button_reply": [
        meta1("wamid.B1", Kind.BUTTON_REPLY, "Sim", 1795440313)
    ],
    "05_events_meta_channel/contact": [meta1("wamid.C1", Kind.CONTACT, "João", 1795440312)],
    "05_events_meta_channel/document": [
        meta1(
            "wamid.D1",
            Kind.DOCUMENT,
            "doc",
            1795440310,
            media=Media(mime="application/pdf", file_name="a.pdf"),
        )
    ],
    "05_events_meta_channel/image": [
        meta1("wamid.I1", Kind.PHOTO, "legenda", 1795440309, media=Media(mime="image/png"))
    ],
    "05_events_meta_channel/interactive_button_reply": [
        meta1("wamid.B2", Kind.BUTTON_REPLY, "Não", 1795440313)
    ],
    "05_events_meta_channel/location": [meta1("wamid.L1", Kind.LOCATION, "SP, Rua", 1795440311)],
    "05_events_meta_channel/sendText": [
        meta1(
            "wamid.SENT1",
            Kind.TEXT,
            "enviado meta",
            1795440314,
            from_me=True,
            status=Status.PENDING,
        )
    ],
    "05_events_meta_channel/status_delivered": [
        StatusUpdate(target=key("meta1", "wamid.SENT1"), status=Status.DELIVERED)
    ],
    "05_events_meta_channel/status_read": [
        StatusUpdate(target=key("meta1", "wamid.SENT1"), status=Status.READ)
    ],
    "05_events_meta_channel/sticker": [
        meta1("wamid.S1", Kind.STICKER, "", 1795440311, media=Media(mime="image/webp"))
    ],
    "05_events_meta_channel/text": [meta1("wamid.T1", Kind.TEXT, "Olá do Meta", 1795440308)],
    "05_events_meta_channel/text_quoted": [
        meta1(
            "wamid.T2",
            Kind.TEXT,
            "resposta",
            1795440309,
            quote=Quote(id="wamid.T1", text="", sender=""),
        )
    ],
    "05_events_meta_channel/two_messages_in_one_post": [
        meta1("wamid.X1", Kind.TEXT, "one", 1795440000, sender_name="M")
    ],
    "05_events_baileys_fake_socket/image_webhook_disabled_base64_still_in_ws_until_reconnect": [
        wa1(
            "3EB0FAKE17954404956930013",
            Kind.PHOTO,
            "legenda",
            1795440495,
            media=Media(mime="image/png", size=129, thumbnail=PICTURE),
        )
    ],
    "05_events_baileys_fake_socket/image_webhook_disabled_after_reconnect_no_base64": [
        wa1(
            "3EB0FAKE17954404976050014",
            Kind.PHOTO,
            "legenda",
            1795440497,
            media=Media(mime="image/png", size=129, thumbnail=PICTURE),
        )
    ],
}
"""What the webhooks carried; of the last rows, which no webhook carried, what the socket did."""
