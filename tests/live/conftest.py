from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.simulator.thread import SimulatorThread
from tests.qasync_loop import collected_in_this_thread, pytest_asyncio_loop_factories

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collected_in_this_thread", "pytest_asyncio_loop_factories"]

FOREIGN = "https://n8n.clinica.example/webhook/a1b2c3d4e5"


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread(retry_factor=0.01) as running:
        running.add(
            {
                "name": "balcao",
                "number": "5511955500110",
                "websocket": {"enabled": True, "events": []},
            },
            {"name": "recepcao", "webhook": {"enabled": True, "url": FOREIGN, "events": []}},
            {"name": "sem_modo"},
        )
        yield running
