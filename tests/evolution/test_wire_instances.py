"""Instances, links, versions and QR codes, from the recordings."""

from __future__ import annotations

import orjson
import pytest

from evodesk.domain.instance import Instance, LinkState
from evodesk.errors import NotEvolution
from evodesk.evolution.wire import Qr, parse_instances, parse_link, parse_qr, parse_version
from tests.evolution import recorded


def body(name: str) -> bytes:
    return recorded.answer(name)[1]


def test_instances() -> None:
    found = parse_instances(body("01_instances/fetch_final_state"))
    assert [each.name for each in found] == [
        "evo1", "meta1", "evo both & ünïcode/1", "fresh", "nsfresh", "nscreate", "hist"
    ]  # fmt: skip
    assert found[0] == Instance("evo1", LinkState.UNKNOWN, LinkState.OPEN, "5511999990001", "")


def test_a_logged_out_phone() -> None:
    (found,) = parse_instances(body("05_events_baileys_fake_socket/fetchInstances_after_logout"))
    assert found == Instance(
        "wa1", LinkState.UNKNOWN, LinkState.CLOSED, "5511999990099", "Empresa Teste",
        401, 1795440523.072,
    )  # fmt: skip


def test_none() -> None:
    assert parse_instances(body("01_instances/fetch_0")) == ()


@pytest.mark.parametrize("many", [True, False])
def test_version_1(many: bool) -> None:
    """V1: rows are wrapped, and one asked for by name comes alone."""
    row = {"instance": {"instanceName": "old", "status": "open", "owner": "55119@s.whatsapp.net",
                        "profileName": "Loja", "apikey": "K",
                        "integration": {"integration": "WHATSAPP-BAILEYS"}}}  # fmt: skip
    (found,) = parse_instances(orjson.dumps([row] if many else row))
    assert found == Instance("old", LinkState.UNKNOWN, LinkState.OPEN, "55119", "Loja")


def test_other_consumers() -> None:
    row = {"name": "x", "Chatwoot": {"enabled": True}, "Rabbitmq": {"enabled": False},
           "Sqs": None, "Nats": [{"enabled": True}], "Kafka": {"enabled": "yes"}}  # fmt: skip
    (found,) = parse_instances(orjson.dumps([row, {"name": ""}, 7, {"instance": {}}]))
    assert found.others == ("Chatwoot", "NATS")


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("01_instances/state_evolution", LinkState.OPEN),
        ("05_events_baileys_fake_socket/state_after_logout", LinkState.CLOSED),
    ],
)
def test_link(name: str, link: LinkState) -> None:
    assert parse_link(body(name)) is link


def test_an_instance_that_is_not_loaded_has_no_link() -> None:
    starting = recorded.load("01_instances/answers_while_server_is_starting")["sequence"][1]
    assert parse_link(starting["connectionState_answer"][1].encode()) is LinkState.UNKNOWN


def test_version() -> None:
    assert parse_version(body("01_instances/root")) == "2.3.6"


@pytest.mark.parametrize(
    ("name", "qr"),
    [
        ("01_instances/connect_baileys_offline", Qr()),
        ("01_instances/connect_evolution_after_logout", Qr()),
        ("01_instances/connect_evolution", Qr(link=LinkState.OPEN)),
        ("05_events_baileys_fake_socket/connect_when_open", Qr(link=LinkState.OPEN)),
    ],
)
def test_nothing_to_scan(name: str, qr: Qr) -> None:
    assert parse_qr(body(name)) == qr


def test_a_code_to_scan_stays_out_of_repr() -> None:
    qr = parse_qr(body("05_events_baileys_fake_socket/connect_while_connecting_returns_qr"))
    assert qr.count == 1
    assert qr.code.startswith("2@AbCdEf")
    assert qr.base64.startswith("iVBORw0KGgo")
    assert qr.link is LinkState.UNKNOWN
    assert "2@AbCdEf" not in repr(qr)
    assert "iVBOR" not in repr(qr)


@pytest.mark.parametrize("text", [b"", b"<html>", b"7", b"{}", b"null", b'"open"'])
def test_garbage(text: bytes) -> None:
    for parse in (parse_instances, parse_link, parse_version):
        with pytest.raises(NotEvolution):
            parse(text)
    if text != b"{}":
        with pytest.raises(NotEvolution):
            parse_qr(text)
