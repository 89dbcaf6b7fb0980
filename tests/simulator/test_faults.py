from __future__ import annotations

import http.client
import time
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
from websockets.exceptions import InvalidHandshake, InvalidMessage
from websockets.sync.client import connect

from evodesk.simulator.faults import Kind, parse_faults

if TYPE_CHECKING:
    from evodesk.simulator.thread import SimulatorThread

from tests.simulator.asking import ask
from tests.simulator.waiting import until

SET = "/websocket/set/one"


@pytest.fixture(autouse=True)
def one(simulator: SimulatorThread) -> None:
    simulator.add({"name": "one"})


def send(simulator: SimulatorThread, path: str = SET, timeout: float = 5.0) -> tuple[int, Any]:
    """POST a configuration that enables WebSocket; GET any other path."""
    body = {"websocket": {"enabled": True, "events": []}} if path == SET else None
    return ask(simulator, path, body, timeout=timeout)


def performed(simulator: SimulatorThread) -> bool:
    return simulator.state()["instances"]["one"]["websocket"] is not None


def fault(simulator: SimulatorThread, kind: Kind, **more: float) -> None:
    simulator.faults([{"match": r"^POST /websocket/set", "kind": kind.value, **more}])


@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.REFUSE])
def test_connection_ends_without_an_answer(simulator: SimulatorThread, kind: Kind) -> None:
    fault(simulator, kind)
    wanted = ConnectionResetError if kind is Kind.REFUSE else http.client.RemoteDisconnected
    with pytest.raises(wanted):
        send(simulator)
    assert performed(simulator) is (kind is Kind.DROP_AFTER)
    assert simulator.state()["requests"] == [["POST", SET, 0]]


def test_a_status_of_ones_choice(simulator: SimulatorThread) -> None:
    fault(simulator, Kind.STATUS, status=503)
    status, body = send(simulator)
    assert status == body["status"] == 503
    assert not performed(simulator)


def test_an_empty_answer(simulator: SimulatorThread) -> None:
    fault(simulator, Kind.EMPTY)
    assert send(simulator) == (200, None)
    assert not performed(simulator)


@pytest.mark.parametrize("kind", [Kind.DELAY, Kind.HANG_AFTER])
def test_an_answer_that_comes_late(simulator: SimulatorThread, kind: Kind) -> None:
    fault(simulator, kind, seconds=0.2)
    began = time.monotonic()
    assert send(simulator)[0] == 201
    assert time.monotonic() - began >= 0.2


def test_hanging_after_has_performed_when_the_client_gives_up(simulator: SimulatorThread) -> None:
    fault(simulator, Kind.HANG_AFTER, seconds=30)
    with pytest.raises(TimeoutError):
        send(simulator, timeout=0.1)
    until(lambda: performed(simulator))


def test_only_what_matches_and_only_so_many_times(simulator: SimulatorThread) -> None:
    fault(simulator, Kind.STATUS, status=500, times=2)
    assert send(simulator, "/")[0] == 200
    assert [send(simulator)[0] for _ in range(3)] == [500, 500, 201]


def test_a_new_list_replaces_the_old(simulator: SimulatorThread) -> None:
    fault(simulator, Kind.STATUS)
    simulator.faults([])
    assert send(simulator)[0] == 201


@pytest.mark.parametrize("kind", [Kind.STATUS, Kind.DROP_BEFORE])
def test_upgrades_fail_too(simulator: SimulatorThread, kind: Kind) -> None:
    simulator.faults([{"match": "/socket.io/", "kind": kind.value}])
    url = f"{simulator.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    with pytest.raises((InvalidHandshake, InvalidMessage, EOFError)):
        connect(url, proxy=None)


@pytest.mark.parametrize(
    "wish",
    [{}, [{}], [{"match": "x"}], [{"match": "(", "kind": "delay"}], [{"match": "x", "kind": "?"}]],
)
def test_bad_wishes_are_told(simulator: SimulatorThread, wish: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_faults(wish)
    with pytest.raises(HTTPError) as refused:
        simulator.call("faults", wish)
    assert refused.value.code == 400
    refused.value.close()
