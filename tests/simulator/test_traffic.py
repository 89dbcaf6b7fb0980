"""Load, drift, the ledger, and sockets that go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from websockets.sync.client import connect

from evodesk.simulator.thread import SimulatorThread
from evodesk.simulator.traffic import Traffic, parse_traffic
from tests.simulator.waiting import until

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

    from tests.simulator.listener import Listener

LISTENS = {"name": "balcao", "websocket": {"enabled": True, "events": []}}


def test_texts_leave_in_bursts_and_the_ledger_tells_where_they_are(
    simulator: SimulatorThread, listener: Listener
) -> None:
    simulator.add(
        {"name": "balcao", "webhook": {"enabled": True, "url": listener.url, "events": []}}
    )
    simulator.traffic(rate=100, burst=10, unstored=0.5)
    until(lambda: len(simulator.ledger()["balcao"]["acknowledged"]) >= 20)
    simulator.traffic()
    sent = simulator.instances()["balcao"]["emitted"]
    until(lambda: len(simulator.ledger()["balcao"]["acknowledged"]) == sent)
    assert sent % 10 == 0
    found = simulator.ledger()["balcao"]
    assert set(found["stored"]) < set(found["acknowledged"])


def test_an_event_that_is_not_acknowledged_is_not_in_the_ledger(simulator: SimulatorThread) -> None:
    refuses = "http://127.0.0.1:9/hook"
    simulator.add({"name": "balcao", "webhook": {"enabled": True, "url": refuses, "events": []}})
    simulator.message("balcao", "oi", id="A1")
    until(lambda: simulator.ledger()["balcao"]["stored"] == ["A1"])
    assert simulator.ledger()["balcao"]["acknowledged"] == []


def test_somebody_changes_receptions_until_told_to_stop(simulator: SimulatorThread) -> None:
    simulator.add(LISTENS)
    before = simulator.state()["instances"]["balcao"]["websocket"]
    simulator.drift(every=0.01)
    until(lambda: simulator.state()["instances"]["balcao"]["websocket"] != before)
    until(lambda: simulator.state()["instances"]["balcao"]["webhook"] is not None)
    simulator.drift()


def test_namespaces_are_refused_until_told_otherwise(
    simulator: SimulatorThread, socket: ClientConnection
) -> None:
    simulator.add(LISTENS)
    simulator.emit("balcao", "presence.update", {})
    simulator.sockets(refuse=True)
    socket.send("40")
    assert str(socket.recv()).startswith("40{")
    socket.send("40/balcao,")
    assert str(socket.recv()) == '44/balcao,{"message":"Invalid namespace"}'
    simulator.sockets()
    socket.send("40/balcao,")
    assert str(socket.recv()).startswith("40/balcao,{")


def test_a_half_open_connection_is_silent_and_stays() -> None:
    with SimulatorThread(ping_interval=1, ping_timeout=1) as simulator:
        url = f"{simulator.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
        with connect(url, proxy=None, close_timeout=1) as dead:
            dead.recv()
            simulator.sockets(silence=True)
            with pytest.raises(TimeoutError):
                dead.recv(timeout=3)
            with connect(url, proxy=None, close_timeout=1) as fresh:
                assert str(fresh.recv()).startswith("0{")


def test_rows_may_come_late(simulator: SimulatorThread) -> None:
    simulator.add(LISTENS)
    simulator.events(store=30)
    simulator.message("balcao", "oi", id="A1")
    simulator.events()
    simulator.message("balcao", "oi", id="A2")
    until(lambda: simulator.ledger()["balcao"]["stored"] == ["A2"])


def test_what_is_left_out_of_a_wish_for_traffic() -> None:
    assert parse_traffic({}) == Traffic()
    with pytest.raises(TypeError):
        parse_traffic({"rate": None})
