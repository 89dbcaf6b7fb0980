"""One event, both ways: what the recordings carried, in which order, and what is stored after."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import orjson

from evodesk.simulator.emission import AWAITED, next_stamp
from evodesk.simulator.thread import SimulatorThread
from tests.simulator.asking import ask
from tests.simulator.recorded import difference, load, names
from tests.simulator.waiting import until

if TYPE_CHECKING:
    import pytest
    from websockets.sync.client import ClientConnection

    from tests.simulator.listener import Listener


TEXT = {
    "key": {"remoteJid": "5511955501432@s.whatsapp.net", "fromMe": False, "id": "A1"},
    "pushName": "Rogério",
    "message": {"conversation": "Bom dia!"},
    "messageType": "conversation",
}
FOLDER = "05_events_baileys_fake_socket"


def both_sides(listener: Listener, **webhook: Any) -> dict[str, Any]:
    return {
        "name": "wa1",
        "number": "5511999990099",
        "token": "TOKEN-WA1",
        "webhook": {"enabled": True, "url": listener.url, "events": [], **webhook},
        "websocket": {"enabled": True, "events": []},
    }


def join(simulator: SimulatorThread, socket: ClientConnection) -> None:
    simulator.emit("wa1", "presence.update", {})
    socket.send("40/wa1,")
    assert str(socket.recv()).startswith("40/wa1,")


def received(socket: ClientConnection) -> tuple[Any, int]:
    """(the event's array with its placeholders, how many attachments came with it)"""
    text = str(socket.recv(timeout=5))
    count = int(text[2 : text.index("-")]) if text.startswith("45") else 0
    for _ in range(count):
        assert isinstance(socket.recv(timeout=5), bytes)
    return orjson.loads(text[text.index("[") :]), count


def recorded_events() -> list[tuple[str, Any, str]]:
    """(recording, webhook body, text frame) of each event that both channels carried."""
    found = []
    for name in names(FOLDER):
        recording = load(name)
        frames = [
            frame["text"]
            for frame in recording.get("websocket_frames_raw", [])
            if frame.get("text", "").startswith(("42/wa1,", "45"))
        ]
        bodies = [request["body"] for request in recording.get("webhook_requests", [])]
        told = [orjson.loads(text[text.index("[") :])[0] for text in frames]
        if told == [body["event"] for body in bodies]:
            found += [(name, *pair) for pair in zip(bodies, frames, strict=True)]
    return found


def test_recorded_events_leave_as_they_were_recorded(
    simulator: SimulatorThread, listener: Listener, socket: ClientConnection
) -> None:
    """Webhook body and socket frame of every recorded event, attachments counted."""
    simulator.add(both_sides(listener, base64=True))
    join(simulator, socket)
    listener.next()
    events = recorded_events()
    assert len(events) > 50
    for name, body, frame in events:
        simulator.emit("wa1", body["event"], body["data"], store=False)
        got, attachments = received(socket)
        wanted = orjson.loads(frame[frame.index("[") :])
        if "sender" not in wanted[1]:  # recorded before the phone was known
            wanted[1]["sender"] = "5511999990099@s.whatsapp.net"
        assert difference(wanted, got) == "", name
        assert attachments == (int(frame[2 : frame.index("-")]) if frame[1] == "5" else 0), name
        posted = listener.next().body
        expected = {**body, "sender": wanted[1]["sender"], "destination": listener.url}
        assert difference(expected, posted) == "", name


def test_the_row_is_stored_after_the_event_has_left(listener: Listener) -> None:
    with SimulatorThread(store_delay=0.5) as simulator:
        simulator.add(both_sides(listener))
        simulator.emit("wa1", "messages.upsert", TEXT)
        assert listener.next().body["data"]["key"]["id"] == "A1"
        assert simulator.state()["instances"]["wa1"]["stored"] == 0
        until(lambda: simulator.state()["instances"]["wa1"]["stored"] == 1)


def test_a_server_that_stores_nothing(listener: Listener) -> None:
    with SimulatorThread(stores_messages=False, store_delay=0.0) as simulator:
        simulator.add(both_sides(listener))
        simulator.emit("wa1", "messages.upsert", TEXT)
        listener.next()
        simulator.emit("wa1", "messages.upsert", TEXT)
        listener.next()
        assert simulator.state()["instances"]["wa1"]["stored"] == 0


def test_stamps_are_rounded_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """contract: 05_events_evolution_channel/webhook_byEvents_and_jwt, 05.807 becomes 06"""
    monkeypatch.setattr(time, "time", lambda: 1795440305.807)
    assert next_stamp() == 1795440306


def test_base64_counts_from_the_next_connection(
    simulator: SimulatorThread, listener: Listener
) -> None:
    """contract: image_after_set_base64_true_without_reconnect"""
    simulator.add(both_sides(listener))
    picture = {**TEXT, "message": {"imageMessage": {"mimetype": "image/png"}, "base64": "AAAA"}}
    simulator.emit("wa1", "messages.upsert", picture)
    assert "base64" not in listener.next().body["data"]["message"]
    asked = {"webhook": both_sides(listener, base64=True)["webhook"]}
    assert ask(simulator, "/webhook/set/wa1", asked)[0] == 201
    simulator.emit("wa1", "messages.upsert", picture)
    assert "base64" not in listener.next().body["data"]["message"]
    assert ask(simulator, "/instance/restart/wa1", method="POST")[0] == 200
    told = [listener.next().body["data"]["state"] for _ in range(2)]
    assert set(told) == {"connecting", "open"}
    simulator.emit("wa1", "messages.upsert", picture)
    assert listener.next().body["data"]["message"]["base64"] == "AAAA"


def test_an_edit_holds_back_later_events_until_its_webhook_arrived(listener: Listener) -> None:
    """contract: 06_webhook_retry/BAILEYS_edit_with_webhook_down_blocks_all_messages"""
    assert "messages.edited" in AWAITED
    with SimulatorThread(retry_factor=0.1) as simulator:
        simulator.add(both_sides(listener))
        listener.answer(500)
        edit = {"key": TEXT["key"], "type": "MESSAGE_EDIT", "editedMessage": {"conversation": "B"}}
        simulator.emit("wa1", "messages.edited", edit)
        assert simulator.emit("wa1", "messages.upsert", TEXT)["sent"] in (True, False)
        order = [listener.next().body["event"] for _ in range(3)]
        assert order == ["messages.edited", "messages.edited", "messages.upsert"]


def test_a_dropped_push_is_stored_all_the_same(
    simulator: SimulatorThread, listener: Listener
) -> None:
    simulator.add(both_sides(listener))
    simulator.events(drop=1.0)
    simulator.emit("wa1", "messages.upsert", TEXT)
    until(lambda: simulator.state()["instances"]["wa1"]["stored"] == 1)
    simulator.events()
    simulator.emit("wa1", "presence.update", {})
    assert listener.next().body["event"] == "presence.update"


def test_a_doubled_push_comes_twice(simulator: SimulatorThread, listener: Listener) -> None:
    simulator.add(both_sides(listener))
    simulator.events(duplicate=1.0)
    simulator.emit("wa1", "messages.upsert", TEXT)
    assert listener.next().body["data"] == listener.next().body["data"]


def test_a_late_push_is_overtaken(
    simulator: SimulatorThread, listener: Listener, socket: ClientConnection
) -> None:
    simulator.add(both_sides(listener))
    join(simulator, socket)
    simulator.events(reorder=1.0)
    simulator.emit("wa1", "messages.upsert", TEXT)
    simulator.events()
    simulator.emit("wa1", "presence.update", {})
    assert [received(socket)[0][0] for _ in range(2)] == ["presence.update", "messages.upsert"]
