"""Messages as the feed shows them, with the invented people of the design."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from evodesk.domain.message import (
    Kind,
    Media,
    Message,
    MessageKey,
    Quote,
    Source,
    Status,
    StoredMessage,
)

TITLES = {
    "oficina_balcao": "Oficina · Balcão",
    "oficina_pecas": "Oficina · Peças",
    "clinica_recepcao": "Clínica · Recepção",
    "guincho": "Guincho 24 h",
}


def at(clock: str, day: int = 23) -> int:
    """Unix seconds of `HH:MM` local time in November 2026."""
    hour, minute = map(int, clock.split(":"))
    return int(datetime(2026, 11, day, hour, minute).timestamp())


def message(
    text: str = "Bom dia! Meu Corolla já saiu do elevador?",
    *,
    id: str = "3EB0A91C77D24E5508",
    from_me: bool = False,
    name: str = "Rogério Menezes",
    number: str = "5511955501432",
    instance: str = "oficina_balcao",
    kind: Kind = Kind.TEXT,
    timestamp: int | None = None,
    status: Status = Status.NONE,
    source: Source = Source.WEBSOCKET,
    quote: Quote | None = None,
    target_id: str = "",
    media: Media | None = None,
    edited: bool = False,
    deleted: bool = False,
    chat: str = "",
    raw: str = '{"key": {"id": "3EB0A91C77D24E5508"}}',
) -> Message:
    when = at("09:41") if timestamp is None else timestamp
    jid = chat or f"{number or '99887766554433'}@s.whatsapp.net"
    return Message(
        key=MessageKey("matriz", instance, id, from_me),
        chat=jid,
        sender="" if from_me else jid,
        sender_name="Oficina Silva" if from_me else name,
        number=number,
        kind=kind,
        text=text,
        timestamp=when,
        source=source,
        received_at=when + 1.0,
        status=status,
        quote=quote,
        target_id=target_id,
        media=media,
        edited=edited,
        deleted=deleted,
        raw=raw,
    )


def plain(row: int, timestamp: int | None = None) -> StoredMessage:
    """A text message whose text tells its row."""
    when = at("00:00") + row * 60 if timestamp is None else timestamp
    return StoredMessage(row, message(f"mensagem {row}", id=f"ID{row}", timestamp=when))


def design_rows() -> list[StoredMessage]:
    """The rows of the main screen in the design."""
    rogerio, vitor = "5511955501432", "5519955503006"
    lift = "Está no teste de rodagem, fica pronto às 11h."
    made = [
        message(
            "Obrigada, boa noite!",
            timestamp=at("23:58", 22),
            name="Adriana Dutra",
            number="5511955507433",
            instance="clinica_recepcao",
        ),
        message(
            "barulho na roda esquerda",
            timestamp=at("07:31"),
            name="Tiago Prado",
            number="5519955501120",
            kind=Kind.VIDEO,
            instance="guincho",
            media=Media("video/mp4", 900_000, seconds=18),
        ),
        message(timestamp=at("09:41")),
        message(
            f"Bom dia, Rogério. {lift}",
            timestamp=at("09:41"),
            from_me=True,
            number=rogerio,
            status=Status.READ,
        ),
        message(
            "pastilha dianteira gasta, olha a espessura",
            timestamp=at("09:42"),
            name="Marcos",
            chat="120363041234567890@g.us",
            kind=Kind.PHOTO,
            media=Media("image/jpeg", 84_000),
        ),
        message(
            "",
            timestamp=at("09:42"),
            name="Cláudia Lins",
            number="5511955508871",
            instance="oficina_pecas",
            kind=Kind.AUDIO,
            source=Source.BACKFILL,
            media=Media("audio/ogg", 12_000, seconds=37),
        ),
        message(
            "Vocês fazem alinhamento no sábado?", timestamp=at("09:43"), name="Dani", number=""
        ),
        message("👍", timestamp=at("09:43"), kind=Kind.REACTION, target_id="X"),
        message(
            "pode trocar os quatro pneus",
            timestamp=at("09:44"),
            name="Vitor Tavares",
            number=vitor,
            quote=Quote("Q", "Orçamento 1187", ""),
        ),
        message(
            "",
            timestamp=at("09:45"),
            from_me=True,
            number=vitor,
            kind=Kind.DOCUMENT,
            status=Status.DELIVERED,
            media=Media("application/pdf", 188_416, "orcamento-1187.pdf"),
        ),
        message(
            "Pode cancelar",
            timestamp=at("09:46"),
            name="Eliane Bastos",
            number="5511955506620",
            instance="clinica_recepcao",
            deleted=True,
        ),
        message(
            "Consigo remarcar para quinta às 15h?",
            timestamp=at("09:47"),
            name="João Pedro Reis",
            number="5511955509034",
            instance="clinica_recepcao",
            edited=True,
        ),
        message(
            "Rua das Acácias, 210",
            timestamp=at("09:48"),
            name="Sílvia Gama",
            number="5511955502718",
            instance="guincho",
            kind=Kind.LOCATION,
        ),
        message(
            "Recebi, o guincho chega em 20 minutos",
            timestamp=at("09:48"),
            from_me=True,
            number="5511955502718",
            instance="guincho",
            status=Status.SENT,
        ),
    ]
    rows = [
        StoredMessage(row, one._replace(key=one.key._replace(id=f"3EB0{row:014}")))
        for row, one in enumerate(made, 1)
    ]
    rows[7] = replace(rows[7], target_text=lift)
    return rows
