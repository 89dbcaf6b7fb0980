"""A fresh simulated server, and a listener for its webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.simulator.thread import SimulatorThread
from tests.simulator.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread() as running:
        yield running


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as running:
        yield running
