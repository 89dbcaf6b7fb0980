"""What a script must have confirmed is what the window asks."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.errors import MediaAtRisk, TakeoverNeeded
from evodesk.live.desk import Desk
from tests.live.living import living
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread

BY_SOCKET = {"websocket": {"enabled": True, "events": []}}
FOREIGN = {"webhook": {"enabled": True, "url": "https://crm.example/hook", "events": []}}


@asynccontextmanager
async def desk(
    simulator: SimulatorThread, folder: Path, **sides: dict[str, Any]
) -> AsyncIterator[Desk]:
    """Of a server with one more instance, of WhatsApp Business."""
    simulator.add({"name": "vendas", "integration": "WHATSAPP-BUSINESS", **sides})

    async def report() -> dict[str, object]:
        return {}

    async with living(simulator, folder) as world:
        await until(lambda: world.status("vendas").reception is not None)
        yield Desk(lambda: world.session, report)


async def test_media_that_may_be_lost_want_a_yes(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with desk(simulator, tmp_path, **BY_SOCKET) as script:
        with pytest.raises(MediaAtRisk):
            await script.switch(Wish("vendas", Side.WEBHOOK))
        assert (await script.state("vendas")).is_on(Side.WEBSOCKET)
        await script.switch(Wish("vendas", Side.WEBHOOK, confirmed=True))
        assert (await script.state("vendas")).is_on(Side.WEBHOOK)


async def test_what_loses_nothing_is_not_asked_about(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with desk(simulator, tmp_path, **BY_SOCKET) as script:
        await script.switch(Wish("vendas", Side.WEBSOCKET))
        await script.switch(Wish("balcao", Side.WEBHOOK))
        assert (await script.state("balcao")).is_on(Side.WEBHOOK)


async def test_somebody_elses_webhook_is_the_graver_question(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with desk(simulator, tmp_path, **FOREIGN) as script:
        with pytest.raises(TakeoverNeeded):
            await script.switch(Wish("vendas", Side.WEBSOCKET))
