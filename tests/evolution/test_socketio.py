"""The codec: tables of frames in, events and text out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.errors import CommaInName, NotEvolution
from evodesk.evolution.socketio import (
    Codec,
    Joined,
    Left,
    Opened,
    Ping,
    ProtocolError,
    Pushed,
    Received,
    Refused,
)
from tests.evolution import recorded

OPEN = '0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}'


def codec_in(*namespaces: str) -> Codec:
    codec = Codec()
    for namespace in namespaces:
        codec.join(namespace)
        codec.receive("40" if namespace == "/" else f"40{namespace},")
    return codec


@pytest.mark.parametrize(
    ("frame", "received"),
    [
        (OPEN, (Opened(25.0, 20.0),)),
        ("2", (Ping(),)),
        ("2probe", (Ping(),)),
        ("1", ()),
        ("3", ()),
        ("6", ()),
        ('42["a",{"b":1}]', (Pushed("/", "a", {"b": 1}),)),
        ('42/evo1,["a",{"b":1}]', (Pushed("/evo1", "a", {"b": 1}),)),
        ('42/evo1,12["a",{"b":1}]', (Pushed("/evo1", "a", {"b": 1}),)),
        ('4212["a"]', (Pushed("/", "a", None),)),
        ('42["a","/x,y",2]', (Pushed("/", "a", "/x,y"),)),
        ('42/evo both & ünïcode/1,["a",1]', (Pushed("/evo both & ünïcode/1", "a", 1),)),
        ("42/a,[]", ()),
        ("42/a,[1,2]", ()),
        ('42/a,{"b":1}', ()),
        ('43/a,1["ok"]', ()),
        ('450-/a,["b",1]', (Pushed("/a", "b", 1),)),
        ("41/evo1,", (Left("/evo1"),)),
        ("41", (Left("/"),)),
    ],
)
@pytest.mark.parametrize("as_bytes", [True, False], ids=["bytes", "text"])
def test_frames(frame: str, received: tuple[Received, ...], as_bytes: bool) -> None:
    assert Codec().receive(frame.encode() if as_bytes else frame) == received


@pytest.mark.parametrize(
    "frame",
    ["", "x", "garbage", "4", "49", "0", "0{}", "0[]", '0{"sid":1}', "42{", "42/a,[", "4z",
     OPEN.replace("25000", '"x"'), OPEN.replace("25000", "0"), OPEN.replace("25000", "true"),
     OPEN.replace("25000", "1e999"), "40/never,", '44/never,{"message":"x"}',
     "4599999-[]", "42" + "[" * 50_000],
    ids=lambda frame: frame[:24],
)  # fmt: skip
def test_garbage_is_told_by_its_type(frame: str) -> None:
    with pytest.raises(ProtocolError) as told:
        Codec().receive(frame)
    assert isinstance(told.value, NotEvolution)


def test_joining_and_leaving() -> None:
    codec = Codec()
    assert codec.join("/evo1") == "40/evo1,"
    assert codec.join("/evo1") == "", "pending: the server would close the connection"
    assert codec.leave("/evo1") == "", "not joined yet: the server would close the connection"
    assert codec.receive('40/evo1,{"sid":"y"}') == (Joined("/evo1"),)
    assert codec.joined == {"/evo1"}
    assert codec.join("/evo1") == ""
    assert codec.leave("/evo1") == "41/evo1,"
    assert codec.leave("/evo1") == ""
    assert codec.join("/evo1") == "40/evo1,"


def test_the_root() -> None:
    codec = Codec()
    assert codec.join("/") == "40"
    assert codec.receive('40{"sid":"y"}') == (Joined("/"),)
    assert codec.leave("/") == "41"


def test_a_refused_namespace_may_be_tried_again() -> None:
    """contract: 04_socketio/NAMESPACE_INVALID_UNTIL_FIRST_EVENT"""
    codec = Codec()
    codec.join("/evo1")
    refused = codec.receive('44/evo1,{"message":"Invalid namespace"}')
    assert refused == (Refused("/evo1", "Invalid namespace"),)
    assert codec.join("/evo1") == "40/evo1,"
    assert codec.receive('44/evo1,"plain"') == (Refused("/evo1", "plain"),)
    codec.join("/evo1")
    assert codec.receive("44/evo1,7") == (Refused("/evo1", ""),)


def test_thrown_out() -> None:
    codec = codec_in("/evo1")
    assert codec.receive("41/evo1,") == (Left("/evo1"),)
    assert codec.leave("/evo1") == ""
    assert codec.join("/evo1") == "40/evo1,"


def test_a_comma_cannot_be_carried() -> None:
    """contract: 04_socketio/namespace_with_comma_unreachable"""
    with pytest.raises(CommaInName) as told:
        Codec().join("/a,b")
    assert told.value.values == {"instance": "a,b"}


BINARY = '452-/wa1,["m",{"a":{"_placeholder":true,"num":1},"b":[{"_placeholder":true,"num":0}]}]'


@pytest.mark.parametrize("as_bytes", [True, False], ids=["bytes", "text"])
def test_a_binary_event_waits_for_its_attachments(as_bytes: bool) -> None:
    codec = Codec()
    assert codec.receive(BINARY.encode() if as_bytes else BINARY) == ()
    assert codec.receive(b"first") == ()
    assert codec.receive(b"2") == (Pushed("/wa1", "m", {"a": b"2", "b": [b"first"]}),)
    assert codec.receive(b"2") == (Ping(),)


def test_a_text_frame_between_attachments_is_itself() -> None:
    codec = Codec()
    codec.receive(BINARY)
    assert codec.receive("2") == (Ping(),)
    codec.receive(b"1")
    assert len(codec.receive(b"2")) == 1


@pytest.mark.parametrize("number", ["7", "-1", '"x"', "null", "1.5"])
def test_a_placeholder_for_nothing(number: str) -> None:
    codec = Codec()
    codec.receive('451-["m",{"_placeholder":true,"num":' + number + "}]")
    assert codec.receive(b"x") == (Pushed("/", "m", None),)


def test_a_second_binary_event_before_the_first_is_whole() -> None:
    codec = Codec()
    codec.receive(BINARY)
    with pytest.raises(ProtocolError):
        codec.receive(BINARY)


def test_a_long_string_arrives_as_a_view_of_the_frame() -> None:
    frame = ('42/evo1,["m",{"base64":"' + "QUJD" * 5000 + '"}]').encode()
    (pushed,) = Codec().receive(frame)
    assert isinstance(pushed, Pushed)
    assert isinstance(pushed.payload["base64"], memoryview)
    assert pushed.payload["base64"].obj is frame


@pytest.mark.parametrize(
    "name",
    [name for name in recorded.names("04_socketio/*") if "frames" in recorded.load(name)],
)
def test_recorded_conversations(name: str) -> None:
    """What was sent is what the codec would send; what came in means something to it."""
    codec = Codec()
    heard: list[Received] = []
    for frame in recorded.load(name)["frames"]:
        text = str(frame.get("text", ""))
        if frame["dir"] == "out" and text.startswith("40") and text.count(",") < 2:
            namespace = text[2:].partition(",")[0] or "/"
            assert codec.join(namespace) in ("", text.partition("{")[0])
        elif frame["dir"] == "in":
            heard += codec.receive(text)
    assert isinstance(heard[0], Opened)
    refusals = {each.message for each in heard if isinstance(each, Refused)}
    assert refusals <= {"Invalid namespace"}


@given(st.lists(st.text(max_size=30) | st.binary(max_size=30), max_size=8))
def test_any_frames_are_understood_or_told(frames: list[str | bytes]) -> None:
    codec = codec_in("/", "/a")
    for frame in frames:
        try:
            codec.receive(frame)
        except ProtocolError:
            return


packets = st.tuples(
    st.sampled_from(["40", "41", "42", "43", "44", "45", "451-", "462-", "0", "2"]),
    st.sampled_from(["", "/a,", "/a", "/é,", ","]),
    st.sampled_from(["", "1", "99"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["_placeholder", "num", "message", "sid"]), inner)
        ),
        max_leaves=8,
    ),
)


@given(st.lists(packets, max_size=6))
def test_any_packets_are_understood_or_told(sequence: list[tuple[str, str, str, Any]]) -> None:
    codec = Codec()
    for head, namespace, number, body in sequence:
        try:
            codec.receive(head + namespace + number + json.dumps(body))
        except ProtocolError:
            codec = Codec()


names = st.sampled_from(["/", "/a", "/b", "/c"])


@given(st.lists(st.tuples(st.sampled_from(["join", "leave", "ack", "refuse", "kick"]), names)))
def test_the_server_s_closing_rules_are_kept(acts: list[tuple[str, str]]) -> None:
    """Against a model of the server, which closes on a wrong `40` or `41`."""
    codec, pending, joined = Codec(), set[str](), set[str]()
    for act, name in acts:
        place = "" if name == "/" else f"{name},"
        if act == "join" and codec.join(name):
            assert name not in pending | joined
            pending.add(name)
        elif act == "leave" and codec.leave(name):
            assert name in joined
            joined.remove(name)
        elif act == "ack" and name in pending:
            codec.receive(f"40{place}")
            pending.remove(name)
            joined.add(name)
        elif act == "refuse" and name in pending:
            codec.receive(f'44{place}{{"message":"Invalid namespace"}}')
            pending.remove(name)
        elif act == "kick" and name in joined:
            codec.receive(f"41{place}")
            joined.remove(name)
    assert codec.joined == joined
