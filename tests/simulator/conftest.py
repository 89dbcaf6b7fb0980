"""A fresh simulated server, a listener for its webhooks, and a socket to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from websockets.sync.client import connect

from evodesk.simulator.thread import SimulatorThread
from tests.simulator.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread() as running:
        yield running


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as running:
        yield running


@pytest.fixture
def socket(simulator: SimulatorThread) -> Iterator[ClientConnection]:
    """Joined to the root."""
    url = f"{simulator.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    with connect(url, proxy=None, close_timeout=1) as connection:
        connection.recv()
        yield connection
