"""The recorded Socket.IO conversations: what the client sent goes in, what came must come out.

An event that the recording received is emitted here just before it is expected.
"""

from __future__ import annotations

import contextlib
import http.client
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from evodesk.simulator.thread import SimulatorThread
from tests.simulator.recorded import difference, load, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY = "GLOBALKEY-429683C4C977415CAAFCCE10F7D57E11"
SPECIAL = "evo both & ünïcode/1"
TOKENS = {
    "evo1": "TOKEN-EVO1",
    "evo2": "TOKEN-EVO2",
    "nsfresh": "T-NSFRESH",
    "nsfilter": "T-NSFILTER",
    "nscreate": "T-NSCREATE",
    "race": "TR",
    SPECIAL: "944583B5-8675-410D-BFF0-548E76CA2212",
}
WARM = ("evo1", "evo2", "race", SPECIAL)
"""Instances whose namespaces existed when the recording began."""

PLAIN = (
    "04_socketio/auth_ok_global_key_header",
    "04_socketio/auth_ok_global_key_query",
    "04_socketio/auth_ok_instance_token_header",
    "04_socketio/auth_ok_instance_token_query",
    "04_socketio/SECURITY_evo1_token_reads_evo2_namespace",
    "04_socketio/garbage_packet_closes",
    "04_socketio/namespace_special_chars_percent",
    "04_socketio/namespace_special_chars_raw",
    "04_socketio/namespace_special_chars_raw_with_query",
    "04_socketio/namespace_unknown_instance",
    "04_socketio/namespace_with_comma_unreachable",
    "04_socketio/webhook_and_websocket_both_enabled",
    "08_switch/disable_does_not_disconnect_sockets",
)
REJECTED = tuple(name for name in names("04_socketio") if "/auth_reject_" in name)
ELSEWHERE = {
    "04_socketio/NAMESPACE_INVALID_UNTIL_FIRST_EVENT": "below, with an event in between",
    "04_socketio/loopback_no_key_namespace_invalid_before_first_event": "below, on a fresh server",
    "04_socketio/multiplex_two_namespaces_and_leave": "below, with a second namespace",
    "04_socketio/namespace_not_created_by_filtered_events": "below, after a filtered event",
    "04_socketio/namespace_present_when_created_with_INSTANCE_CREATE_event": "below",
    "04_socketio/global_events_mode": "below, with that setting",
    "04_socketio/polling_handshake_loopback_no_key": "below",
    "04_socketio/no_namespace_connect_timeout_45s": "below, with a shorter time",
    "04_socketio/no_pong_server_closes": "below, with a shorter interval",
    "04_socketio/raw_frames_at_server_stop": "below",
    "04_socketio/namespace_after_restart_depends_on_subscribed_events": "below",
    "04_socketio/python_socketio_big_and_binary_events": "tells of a client",
    "04_socketio/python_socketio_client_across_server_restart": "tells of a client",
    "04_socketio/python_socketio_one_invalid_namespace_kills_all": "tells of a client",
}


def furnish(server: SimulatorThread, *warm: str) -> None:
    websocket = {"enabled": True, "events": ["MESSAGES_UPSERT", "INSTANCE_CREATE"]}
    server.add(
        *({"name": name, "token": token, "websocket": websocket} for name, token in TOKENS.items())
    )
    for name in warm:
        server.message(name, "the event that creates the namespace")


@contextlib.contextmanager
def connected(server: SimulatorThread, recording: Any) -> Iterator[ClientConnection]:
    query = recording["url"].partition("/socket.io/")[2]
    url = f"{server.url.replace('http', 'ws')}/socket.io/{query}"
    with connect(
        url, additional_headers=recording["request_headers"], proxy=None, close_timeout=1
    ) as connection:
        yield connection


def play(
    server: SimulatorThread, recording: Any, between: dict[int, Callable[[], object]] | None = None
) -> None:
    """Replay all frames; `between` holds what happens before the frame of that index."""
    with connected(server, recording) as connection:
        for index, frame in enumerate(recording["frames"]):
            if between and index in between:
                between[index]()
            if frame["dir"] == "out":
                connection.send(frame["text"])
            elif frame["dir"] == "in":
                expect(server, connection, frame["text"])
        if recording["closed"]:
            with pytest.raises(ConnectionClosed):
                connection.recv(timeout=5)


def expect(server: SimulatorThread, connection: ClientConnection, text: str) -> None:
    wanted_head, wanted = split(text)
    if wanted_head.startswith("42"):
        body = wanted[1]
        server.emit(body["instance"], body["event"], body["data"])
    received = connection.recv(timeout=5)
    assert isinstance(received, str)
    head, content = split(received)
    assert head == wanted_head
    assert difference(wanted, content) == ""
    if head.startswith("42"):
        assert list(content[1]) == list(wanted[1])  # JSON has no order, people reading it do


def split(text: str) -> tuple[str, Any]:
    start = min((index for index in map(text.find, '{["') if index >= 0), default=len(text))
    head, tail = text[:start], text[start:]
    return head, orjson.loads(tail) if tail else None


@pytest.mark.parametrize("name", PLAIN)
def test_conversation(name: str) -> None:
    with SimulatorThread(key=KEY) as server:
        furnish(server, *WARM)
        play(server, load(name))


def test_first_event_creates_the_namespace_and_reaches_nobody(simulator: SimulatorThread) -> None:
    furnish(simulator)
    recording = load("04_socketio/NAMESPACE_INVALID_UNTIL_FIRST_EVENT")
    play(simulator, recording, {5: lambda: simulator.message("nsfresh", "FIRST event: lost")})


def test_namespace_is_invalid_on_a_fresh_server(simulator: SimulatorThread) -> None:
    furnish(simulator)
    play(simulator, load("04_socketio/loopback_no_key_namespace_invalid_before_first_event"))


def test_two_namespaces_and_leaving_one(simulator: SimulatorThread) -> None:
    furnish(simulator, "evo1", "nsfresh")
    play(simulator, load("04_socketio/multiplex_two_namespaces_and_leave"))


def test_filtered_event_creates_no_namespace(simulator: SimulatorThread) -> None:
    furnish(simulator)
    simulator.emit("nsfilter", "contacts.upsert", {"remoteJid": "1@s.whatsapp.net"})
    play(simulator, load("04_socketio/namespace_not_created_by_filtered_events"))


def test_any_subscribed_event_creates_the_namespace(simulator: SimulatorThread) -> None:
    furnish(simulator)
    simulator.emit("nscreate", "instance.create", {"instanceName": "nscreate"})
    play(simulator, load("04_socketio/namespace_present_when_created_with_INSTANCE_CREATE_event"))


def test_global_mode_sends_everything_to_the_root() -> None:
    with SimulatorThread(global_websocket=True) as server:
        server.add({"name": "evo1", "token": "TOKEN-EVO1"})
        recording = load("04_socketio/global_events_mode")
        play(server, {**recording, "frames": recording["frames"][:6]})


def test_nobody_joining_ends_the_connection() -> None:
    recording = load("04_socketio/no_namespace_connect_timeout_45s")
    pings = [frame for frame in recording["frames"] if frame["text"] in ("2", "3")]
    with SimulatorThread(join_timeout=0.1) as server:
        frames = [frame for frame in recording["frames"] if frame not in pings]
        play(server, {**recording, "frames": frames})


def test_no_pong_ends_the_connection() -> None:
    with SimulatorThread(ping_interval=1, ping_timeout=1) as server:
        with connected(server, load("04_socketio/no_pong_server_closes")) as connection:
            opening = split(str(connection.recv(timeout=5)))[1]
            assert (opening["pingInterval"], opening["pingTimeout"]) == (1000, 1000)
            connection.send("40")
            connection.recv(timeout=5)
            assert connection.recv(timeout=5) == "2"
            with pytest.raises(ConnectionClosed):
                connection.recv(timeout=5)


def test_server_stop_cuts_without_a_frame(simulator: SimulatorThread) -> None:
    furnish(simulator, "evo1")
    recording = load("04_socketio/raw_frames_at_server_stop")
    with connected(simulator, recording) as connection:
        connection.recv(timeout=5)
        connection.send("40/evo1,")
        connection.recv(timeout=5)
        simulator.restart()
        with pytest.raises(ConnectionClosed) as closed:
            connection.recv(timeout=5)
    assert closed.value.rcvd is None
    assert recording["closed"]["code"] == 1006


@pytest.mark.parametrize("trial", [0, 1])
def test_namespace_after_a_restart(simulator: SimulatorThread, trial: int) -> None:
    """The phones connect anew, which is an event for those who subscribed to it."""
    recorded = load("04_socketio/namespace_after_restart_depends_on_subscribed_events")
    events = recorded["trials"][trial]["events"]
    answers = recorded["trials"][trial]["answer_to_namespace_connect_just_after_server_restart"]
    simulator.add({"name": "wa1", "websocket": {"enabled": True, "events": events}})
    simulator.message("wa1", "creates the namespace until the restart")
    simulator.restart(down=0.0)
    _wait_until_up(simulator)
    recording = {"url": "x/socket.io/?EIO=4&transport=websocket", "request_headers": None}
    with connected(simulator, recording) as connection:
        connection.recv(timeout=5)
        connection.send("40/wa1,")
        head, content = split(str(connection.recv(timeout=5)))
    assert (head, difference(split(answers[0][2])[1], content)) == (split(answers[0][2])[0], "")


def _wait_until_up(server: SimulatorThread) -> None:
    while True:
        with contextlib.suppress(OSError):
            server.state()
            return


@pytest.mark.parametrize("name", REJECTED)
def test_rejection(name: str) -> None:
    recording = load(name)
    with SimulatorThread(key=KEY, loopback_needs_key=True) as server:
        if "request" in recording:
            request, expected = recording["request"], recording["response"]
            status, content_type, body = fetch(server, request["path"], request["headers"])
            assert difference(expected["body"], orjson.loads(body)) == ""
            assert (status, content_type) == (
                expected["status"],
                expected["headers"]["content-type"],
            )
        else:
            lines = recording["request_raw"].split("\r\n")
            headers = dict(line.split(": ") for line in lines[1:] if ": " in line)
            status, _, body = fetch(server, lines[0].split(" ")[1], headers)
            answer = recording["response_raw"]
            assert status == int(answer.split(" ")[1])
            assert body.decode() == answer.partition("\r\n\r\n")[2]


def fetch(
    server: SimulatorThread, path: str, headers: dict[str, str]
) -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=5)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers["content-type"], response.read()
    finally:
        connection.close()


def test_polling_handshake(simulator: SimulatorThread) -> None:
    recording = load("04_socketio/polling_handshake_loopback_no_key")
    status, content_type, body = fetch(simulator, recording["request"]["path"], {})
    expected = recording["response"]
    assert (status, content_type) == (expected["status"], expected["headers"]["content-type"])
    assert body[:1] == b"0"
    wanted = orjson.loads(expected["body"]["__text__"][1:])
    assert difference(wanted, orjson.loads(body[1:])) == ""


def test_websocket_off_refuses_the_upgrade() -> None:
    recording = load("03_websocket_disabled_on_server/socketio_websocket_upgrade")
    with SimulatorThread(websocket_available=False) as server:
        with pytest.raises(InvalidStatus) as refused:
            with connected(
                server,
                {"url": "x/socket.io/?EIO=4&transport=websocket", "request_headers": None},
            ):
                pass
    assert refused.value.response.status_code == 404
    assert (
        refused.value.response.body == recording["response_raw"].partition("\r\n\r\n")[2].encode()
    )


def test_every_socket_recording_is_covered_or_excused() -> None:
    known = {name for name in PLAIN if name.startswith("04")} | set(REJECTED) | set(ELSEWHERE)
    assert known == set(names("04_socketio"))
