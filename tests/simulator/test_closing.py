from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.simulator.closing import BINARY_EVENT, Connection, Packet, Verdict, parse_packet

PASS, CLOSE, INVALID = Verdict.PASS, Verdict.CLOSE, Verdict.INVALID


def joined(*namespaces: str) -> Connection:
    connection = Connection()
    for name in namespaces:
        suffix = "" if name == "/" else f"{name},"
        assert connection.received(f"40{suffix}") is PASS
        connection.sent(f'40{suffix}{{"sid":"x"}}')
    return connection


@pytest.mark.parametrize(
    ("frame", "verdict"),
    [
        ("40", CLOSE),
        ("40/evo1,", CLOSE),
        ("40/other,", PASS),
        ('40/other,{"apikey":"x"}', PASS),
        ("40/other", PASS),
        ("40/a,b,", CLOSE),
        ("40/other?x=1,", INVALID),
        ("41/evo1,", PASS),
        ("41/other,", CLOSE),
        ('42/evo1,["x",1]', PASS),
        ('42["x"]', PASS),
        ('42/other,["x"]', CLOSE),
        ('42/evo1,12["x"]', PASS),
        ('43/evo1,12["x"]', PASS),
        ("42/evo1,", CLOSE),
        ("42/evo1,[]", CLOSE),
        ("42/evo1,{", CLOSE),
        ('44/evo1,{"message":"x"}', CLOSE),
        ("45/evo1,[]", CLOSE),
        ("garbage", CLOSE),
        ("4garbage", CLOSE),
        ("4", CLOSE),
        ("", CLOSE),
        ("2", CLOSE),
        ("3", PASS),
    ],
)
def test_verdicts_when_the_root_and_evo1_are_joined(frame: str, verdict: Verdict) -> None:
    assert joined("/", "/evo1").received(frame) is verdict


def test_a_refused_namespace_may_be_asked_for_again() -> None:
    connection = Connection()
    for _ in range(3):
        assert connection.received("40/evo1,") is PASS
        connection.sent('44/evo1,{"message":"Invalid namespace"}')
    assert not connection.ever_joined


def test_a_left_namespace_may_be_joined_again_and_not_be_left_twice() -> None:
    connection = joined("/", "/evo1")
    assert connection.received("41/evo1,") is PASS
    assert connection.received("40/evo1,") is PASS
    connection.sent('40/evo1,{"sid":"y"}')
    assert connection.received("41/evo1,") is PASS
    assert connection.received("41/evo1,") is CLOSE


def test_kicked_by_the_server_is_left_too() -> None:
    connection = joined("/evo1")
    connection.sent("41/evo1,")
    assert connection.received('42/evo1,["x"]') is CLOSE


def test_attachments_come_right_after_their_packet() -> None:
    connection = joined("/evo1")
    assert connection.received(b"\x00") is CLOSE
    assert connection.received('452-/evo1,["x"]') is PASS
    assert connection.received(b"\x00") is PASS
    assert connection.received(b"\x00") is PASS
    assert connection.received(b"\x00") is CLOSE
    assert connection.received('451-/evo1,["x"]') is PASS
    assert connection.received("3") is CLOSE


def test_packets_are_taken_apart() -> None:
    wanted = Packet(BINARY_EVENT, "/evo both & ünïcode/1", 3)
    assert parse_packet('53-/evo both & ünïcode/1,7["x"]') == wanted
    assert parse_packet("0") == Packet(0, "/")


@given(st.one_of(st.text(), st.text('0123456789-/,[]{}"ab?'), st.binary()))
def test_no_frame_is_too_odd_to_judge(frame: str | bytes) -> None:
    assert joined("/").received(frame) in Verdict
