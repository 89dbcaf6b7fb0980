from __future__ import annotations

from typing import Any

import orjson
import pytest

from evodesk.simulator import server
from evodesk.simulator.settings import Settings
from evodesk.simulator.thread import SimulatorThread
from tests.simulator.asking import ask
from tests.simulator.recorded import difference, load
from tests.simulator.waiting import until


def answers(simulator: SimulatorThread) -> bool:
    try:
        return ask(simulator, "/")[0] == 200
    except OSError:
        return False


def test_a_restart_refuses_connections_and_keeps_what_is_stored(
    simulator: SimulatorThread,
) -> None:
    simulator.add({"name": "one"})
    ask(simulator, "/websocket/set/one", {"websocket": {"enabled": True, "events": []}})
    simulator.restart(down=0.2)
    until(lambda: not answers(simulator))
    until(lambda: answers(simulator))
    assert ask(simulator, "/websocket/find/one")[1]["enabled"] is True


def test_after_a_restart_instances_are_not_loaded_for_a_moment(
    simulator: SimulatorThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """contract: 01_instances/answers_while_server_is_starting"""
    monkeypatch.setattr(server, "LOADING", 0.5)
    simulator.add({"name": "wa1"})
    simulator.restart()
    until(lambda: answers(simulator))
    recorded = load("01_instances/answers_while_server_is_starting")["sequence"][1]
    wanted = orjson.loads(recorded["connectionState_answer"][1])
    assert ask(simulator, "/instance/connectionState/wa1") == (200, wanted)
    until(lambda: "state" in ask(simulator, "/instance/connectionState/wa1")[1]["instance"])


def test_what_the_phone_gets_while_the_server_is_down_comes_afterwards() -> None:
    with SimulatorThread() as simulator:
        simulator.add({"name": "one"})
        simulator.restart(down=0.1)
        until(lambda: answers(simulator))
        simulator.message("one", "afterwards")
        until(lambda: simulator.state()["instances"]["one"]["stored"] == 1)


def test_it_can_be_stopped_while_it_is_down() -> None:
    with SimulatorThread() as simulator:
        simulator.restart(down=60)
        until(lambda: not answers(simulator))


def test_everything_lives_below_the_prefix() -> None:
    with SimulatorThread(prefix="/evo") as simulator:
        simulator.add({"name": "one"})
        assert ask(simulator, "/")[1]["manager"] == f"{simulator.url}/manager"
        assert ask(simulator, "/instance/connectionState/one")[0] == 200
        assert ask(simulator, "/socket.io/?EIO=4&transport=unknown")[0] == 400
        outside = simulator.url.removesuffix("/evo")
        simulator.url, inside = outside, simulator.url
        assert ask(simulator, "/instance/connectionState/one")[0] == 404
        simulator.url = inside


def test_an_unlicensed_server_answers_503() -> None:
    with SimulatorThread(licensed=False) as simulator:
        status, body = ask(simulator, "/instance/fetchInstances")
        assert (status, body["code"]) == (503, "LICENSE_REQUIRED")
        assert ask(simulator, "/")[0] == 200


def test_requests_are_reported(simulator: SimulatorThread) -> None:
    ask(simulator, "/instance/fetchInstances")
    ask(simulator, "/nowhere")
    wanted = [["GET", "/instance/fetchInstances", 200], ["GET", "/nowhere", 404]]
    assert simulator.state()["requests"] == wanted
    simulator.mark()
    assert simulator.state()["requests"] == []


def test_control_needs_the_global_key(simulator: SimulatorThread) -> None:
    token = simulator.add({"name": "one"})["one"]["token"]
    assert ask(simulator, "/_sim/state", key=token)[0] == 401
    assert ask(simulator, "/_sim/state", key="")[0] == 401


@pytest.mark.parametrize(
    ("call", "body"),
    [
        ("emit", {}),
        ("emit", {"instance": "nobody", "event": "x", "data": None}),
        ("emit", []),
        ("message", {"instance": "one"}),
        ("events", {"drop": "x"}),
        ("events", {"what": 1}),
        ("restart", {"down": []}),
        ("link", {"instance": "one"}),
        ("instances", [{}]),
        ("instances", [{"name": "x", "webhook": {"enabled": 1}}]),
        ("instances", 5),
    ],
)
def test_bad_wishes_are_answered(simulator: SimulatorThread, call: str, body: Any) -> None:
    simulator.add({"name": "one"})
    status, answer = ask(simulator, f"/_sim/{call}", body)
    assert status == 400
    assert answer["response"]["message"]


def test_many_instances(simulator: SimulatorThread) -> None:
    added = simulator.add(*({"name": f"i{number}"} for number in range(300)))
    assert len({each["token"] for each in added.values()}) == 300
    assert len(ask(simulator, "/instance/fetchInstances")[1]) == 300


def test_a_phone_logs_out_and_comes_back(simulator: SimulatorThread) -> None:
    """contract: 05_events_baileys_fake_socket/fetchInstances_after_logout"""
    simulator.add({"name": "wa1", "number": "5511999990099", "token": "TOKEN-WA1"})
    everything = {"websocket": {"enabled": True, "events": []}}
    ask(simulator, "/websocket/set/wa1", everything)
    simulator.link("wa1", "close", reason=401)
    recorded = load("05_events_baileys_fake_socket/fetchInstances_after_logout")
    shown = ask(simulator, "/instance/fetchInstances?instanceName=wa1")
    wanted = recorded["response"]["body"]
    assert difference(wanted, shown[1]) == ""
    simulator.link("wa1", "open")
    assert ask(simulator, "/instance/connectionState/wa1")[1]["instance"]["state"] == "open"
    assert ask(simulator, "/instance/fetchInstances")[1][0]["disconnectionReasonCode"] is None


def test_connecting_shows_a_qr_code(simulator: SimulatorThread) -> None:
    """contract: connect_after_logout, connect_while_connecting_returns_qr"""
    simulator.add({"name": "wa1", "link": "close"})
    recorded = load("05_events_baileys_fake_socket/connect_after_logout")["response"]
    for count in (1, 2):
        status, body = ask(simulator, "/instance/connect/wa1")
        wanted = {**recorded["body"], "count": count}
        assert (status, difference(wanted, body)) == (recorded["status"], "")
        assert body["base64"].startswith("data:image/png;base64,iVBOR")
    assert ask(simulator, "/instance/connectionState/wa1")[1]["instance"]["state"] == "connecting"


@pytest.mark.parametrize(
    "name", ["getBase64_by_key_only", "getBase64_text_message", "getBase64_unknown_id"]
)
def test_media_is_handed_out_again(simulator: SimulatorThread, name: str) -> None:
    folder = "05_events_baileys_fake_socket"
    recorded = load(f"{folder}/{name}")
    simulator.add({"name": "wa1"})
    for sent in ("image_without_base64", "text_conversation"):
        data = load(f"{folder}/{sent}")["webhook_requests"][0]["body"]["data"]
        data["message"] |= {"base64": "AAAA"} if "image" in sent else {}
        simulator.emit("wa1", "messages.upsert", data)
    until(lambda: simulator.state()["instances"]["wa1"]["stored"] == 2)
    status, body = ask(simulator, recorded["request"]["path"], recorded["request"]["body"])
    assert status == recorded["response"]["status"]
    assert difference(recorded["response"]["body"], body) == ""


def test_edits_and_deletions_rewrite_the_row(simulator: SimulatorThread) -> None:
    simulator.add({"name": "one"})
    data = simulator.message("one", "before", timestamp=1795000000)
    key = data["key"]
    until(lambda: simulator.state()["instances"]["one"]["stored"] == 1)
    edit = {
        "key": key,
        "type": "MESSAGE_EDIT",
        "editedMessage": {"conversation": "after"},
        "timestampMs": "1795007200000",
    }
    simulator.emit("one", "messages.edited", edit)
    until(lambda: row(simulator)["message"] == {"conversation": "after"})
    assert row(simulator)["messageTimestamp"] == 1795007200
    simulator.emit("one", "messages.edited", {"key": key, "type": "REVOKE"})
    until(lambda: row(simulator)["message"] is None)
    assert row(simulator)["MessageUpdate"][-1] == {"status": "EDITED"}
    update = {"keyId": key["id"], "status": "READ"}
    simulator.emit("one", "messages.update", update)
    until(lambda: row(simulator)["MessageUpdate"][-1] == {"status": "READ"})
    assert len(ask(simulator, "/chat/findMessages/one", {})[1]["messages"]["records"]) == 1


def row(simulator: SimulatorThread) -> Any:
    return ask(simulator, "/chat/findMessages/one", {})[1]["messages"]["records"][0]


def test_starting_on_a_taken_port_is_told(simulator: SimulatorThread) -> None:
    port = int(simulator.url.rpartition(":")[2])
    with pytest.raises(RuntimeError, match="did not start"), SimulatorThread(port=port):
        pass


def test_defaults_are_the_real_server_s() -> None:
    settings = Settings()
    assert (settings.ping_interval, settings.ping_timeout, settings.join_timeout) == (25, 20, 45)
