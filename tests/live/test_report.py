from __future__ import annotations

import json
from typing import Any

from evodesk.domain.instance import Instance, LinkState, Server
from evodesk.domain.reception import Destination, Reception, WebhookConfig, WebsocketConfig
from evodesk.domain.status import InstanceStatus, ServerState, ServerStatus
from evodesk.live import report
from evodesk.store.reading import Counts
from evodesk.store.switches import Tally

GUI: dict[str, float | None] = {"first_paint_ms": 1.0, "gap_ms_p99": None, "gap_ms_max": None}
SERVER = ServerStatus(
    Server("srv", "https://evo.example/sub", "x"), ServerState.OK, version="2.3.6"
)
FOREIGN = "https://n8n.example/webhook/a1b2c3d4e5f6?token=SECRET"
COUNTS = Counts(stored=9, webhook=4, websocket=3, recovered=2, duplicates=1)


def status(name: str, reception: Reception | None, place: Destination | None) -> InstanceStatus:
    return InstanceStatus(Instance(name, LinkState.OPEN, LinkState.OPEN), name, reception, place)


def built(*instances: InstanceStatus) -> dict[str, Any]:
    return report.build(SERVER, True, instances, COUNTS, Tally(1, 2, 3), GUI, ["a"], 7)


def only(found: dict[str, Any]) -> dict[str, Any]:
    """The one instance of the report."""
    (told,) = found["instances"]
    return dict(told)


def test_a_webhook_is_told_masked() -> None:
    webhook = WebhookConfig(True, FOREIGN, (("x", "HEADER"),), frozenset({"B", "A"}), base64=True)
    found = built(status("a", Reception(webhook, None), Destination(False, "n8n.example")))
    assert found["instances"] == [
        {
            "name": "a",
            "link": "open",
            "mode": "webhook",
            "destination": "n8n.example",
            "webhook_url": "https://n8n.example/webhook/•••?•••",
            "base64": True,
            "events": ["A", "B"],
        }
    ]
    text = json.dumps(found)
    assert "SECRET" not in text
    assert "HEADER" not in text


def test_in_websocket_mode_the_events_are_those_of_the_socket() -> None:
    off = WebhookConfig(False, FOREIGN)
    socket = WebsocketConfig(True, frozenset({"CALL"}))
    told = only(built(status("a", Reception(off, socket), None)))
    assert told["mode"] == "websocket"
    assert told["events"] == ["CALL"]


def test_an_instance_that_was_not_read_yet_has_no_mode() -> None:
    told = only(built(status("a", None, None)))
    assert (told["mode"], told["webhook_url"], told["base64"]) == (None, None, None)


def test_counts_and_switches_keep_their_names() -> None:
    found = built()
    assert found["messages"] == {
        "stored": 9, "webhook": 4, "websocket": 3, "recovered": 2, "duplicates": 1,
    }  # fmt: skip
    assert found["switches"] == {"done": 1, "rolled_back": 2, "failed": 3}
    assert found["errors"] == ["a"]
    assert found["tasks"] == 7


def test_whether_websocket_is_there_is_unknown_until_it_was_read() -> None:
    def available(*receptions: Reception | None) -> object:
        found = built(*(status(str(n), each, None) for n, each in enumerate(receptions)))
        return found["server"]["websocket_available"]

    assert available(None) is None
    assert available(Reception(None, None)) is True
    assert available(Reception(None, None, websocket_available=False)) is False


def test_without_a_server_the_report_is_empty_and_whole() -> None:
    nothing = Counts(0, 0, 0, 0, 0)
    found = report.build(None, None, (), nothing, Tally(0, 0, 0), GUI, (), 0)
    assert found["server"] == {
        "url": "", "version": "", "websocket_available": None, "stores_messages": None,
    }  # fmt: skip
    assert found["messages"] == {
        "stored": 0, "webhook": 0, "websocket": 0, "recovered": 0, "duplicates": 0,
    }  # fmt: skip
