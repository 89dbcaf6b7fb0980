"""What the server says about instances -> domain values. No I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from evodesk.domain.instance import Instance, LinkState
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import parse_json
from evodesk.evolution.wire_values import (
    as_jid,
    as_list,
    as_object,
    as_text,
    as_whole,
    iso_seconds,
    phone_of,
)

if TYPE_CHECKING:
    from evodesk.evolution.cut import Json

_LINKS = {
    "open": LinkState.OPEN,
    "connecting": LinkState.CONNECTING,
    "close": LinkState.CLOSED,
    "closed": LinkState.CLOSED,
    "refused": LinkState.CLOSED,
}
"""Events have words of their own for what `connectionState` calls `close`
(contract: 05_events_baileys_fake_socket/logout_route, qr_limit_3_scan_3)."""
_OTHERS = {
    "Chatwoot": "Chatwoot",
    "Rabbitmq": "RabbitMQ",
    "Sqs": "SQS",
    "Nats": "NATS",
    "Kafka": "Kafka",
    "Pusher": "Pusher",
}


@dataclass(frozen=True, slots=True)
class Qr:
    """What `connect` answers. All empty: the server is still preparing the code
    (contract: 01_instances/connect_baileys_offline)."""

    count: int = 0
    """How many codes were made already."""
    code: str = field(default="", repr=False)
    """What the picture says; whoever has it can take over the instance."""
    base64: str = field(default="", repr=False)
    """The picture, a PNG, without `data:` prefix."""
    pairing_code: str = field(default="", repr=False)
    link: LinkState = LinkState.UNKNOWN
    """OPEN: there is nothing to scan (contract: …fake_socket/connect_when_open)."""


def parse_instances(body: bytes) -> tuple[Instance, ...]:
    """`fetchInstances` of version 2 and 1; `link` is UNKNOWN until `connectionState` told it.

    Raises NotEvolution.
    """
    found = parse_json(body)
    if isinstance(found, dict) and as_object(found.get("instance")):
        found = [found]  # Version 1 answers one object when it is asked for one name.
    if not isinstance(found, list):
        raise NotEvolution()
    instances = (_instance(as_object(each)) for each in found)
    return tuple(each for each in instances if each is not None)


def parse_link(body: bytes) -> LinkState:
    """`connectionState`; UNKNOWN while the instance is not loaded
    (contract: 01_instances/answers_while_server_is_starting). Raises NotEvolution."""
    instance = as_object(parse_json(body)).get("instance")
    if not isinstance(instance, dict):
        raise NotEvolution()
    return link_of(instance.get("state"))


def parse_version(body: bytes) -> str:
    """`GET /` (contract: 01_instances/root). Raises NotEvolution."""
    version = as_text(as_object(parse_json(body)).get("version"))
    if not version:
        raise NotEvolution()
    return version[:64]


def parse_qr(body: bytes) -> Qr:
    """`connect`. Raises NotEvolution."""
    answer = parse_json(body)
    if not isinstance(answer, dict):
        raise NotEvolution()
    picture = as_text(answer.get("base64"))
    return Qr(
        count=as_whole(answer.get("count")) or 0,
        code=as_text(answer.get("code")),
        base64=picture.partition(",")[2] if picture.startswith("data:") else picture,
        pairing_code=as_text(answer.get("pairingCode")),
        link=link_of(as_object(answer.get("instance")).get("state")),
    )


def link_of(value: Json) -> LinkState:
    """UNKNOWN for any other word."""
    return _LINKS.get(as_text(value), LinkState.UNKNOWN)


def _instance(row: dict[str, Any]) -> Instance | None:
    if isinstance(old := row.get("instance"), dict):
        return _old_instance(old)
    if not (name := as_text(row.get("name"))):
        return None
    return Instance(
        name=name,
        link=LinkState.UNKNOWN,
        stored_link=link_of(row.get("connectionStatus")),
        number=phone_of(as_jid(row.get("ownerJid"))) or phone_of(as_jid(row.get("number"))),
        profile_name=as_text(row.get("profileName")),
        reason=as_whole(row.get("disconnectionReasonCode")),
        closed_at=iso_seconds(row.get("disconnectionAt")),
        is_business=row.get("integration") == "WHATSAPP-BUSINESS",
        others=tuple(word for name, word in _OTHERS.items() if _is_on(row.get(name))),
    )


def _old_instance(row: dict[str, Any]) -> Instance | None:
    if not (name := as_text(row.get("instanceName"))):
        return None
    return Instance(
        name=name,
        link=LinkState.UNKNOWN,
        stored_link=link_of(row.get("status")),
        number=phone_of(as_jid(row.get("owner"))),
        profile_name=as_text(row.get("profileName")),
    )


def _is_on(value: Json) -> bool:
    rows = as_list(value) or [value]
    return any(as_object(each).get("enabled") is True for each in rows)
