"""Late webhooks and global channels, with the simulated server's own retries and global modes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from evodesk.domain import arrival
from evodesk.domain.message import Source
from evodesk.domain.reception import DEFAULT_EVENTS, Side, WebhookConfig
from evodesk.domain.switch import Wish
from evodesk.live.address import PATH
from evodesk.secrets import Seal, Vault
from evodesk.simulator.thread import SimulatorThread
from evodesk.store.store import Store
from tests.live.living import free_port, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from evodesk.domain.message import StoredMessage
    from tests.live.living import World


async def rows(world: World) -> tuple[StoredMessage, ...]:
    return await world.store.messages.latest("srv", 100)


async def test_a_retry_after_the_switch_is_taken_and_marked(tmp_path: Path) -> None:
    port = free_port()
    with SimulatorThread(retry_factor=0.05, stores_messages=False) as simulator:
        simulator.add({"name": "balcao", "websocket": {"enabled": True, "events": []}})
        async with living(simulator, tmp_path, port=port) as world:
            await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
            simulator.message("balcao", "in time")
            await until(lambda: len(simulator.state()["deliveries"]) == 1)
            await world.door.close()
            simulator.message("balcao", "held up")
            await until(lambda: simulator.state()["deliveries"][-1]["status"] == 0)
            await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
            await world.door.open("127.0.0.1", port)
            await until(lambda: simulator.state()["deliveries"][-1]["status"] == 200)
            found = {row.message.text: row.message for row in await rows(world)}
            assert {text: each.late for text, each in found.items()} == {
                "in time": False,
                "held up": True,
            }
            assert found["held up"].source is Source.WEBHOOK
            await asyncio.sleep(0.3)
            assert not world.status("balcao").has_global_channel


async def test_a_global_websocket_is_suspected_where_the_way_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "GRACE", 0.2)
    with SimulatorThread(global_websocket=True) as simulator:
        simulator.add(
            {"name": "sem_modo"},
            {"name": "balcao", "websocket": {"enabled": True, "events": []}},
        )
        async with living(simulator, tmp_path) as world:
            await asyncio.sleep(0.4)
            simulator.message("balcao", "twice")
            simulator.message("balcao", "twice again")
            simulator.message("sem_modo", "nobody asked for it")
            await until(lambda: world.status("sem_modo").has_global_channel)
            await until(lambda: len(simulator.state()["requests"]) > 0)
            assert not world.status("balcao").has_global_channel
            texts = sorted(row.message.text for row in await rows(world))
            assert texts == ["nobody asked for it", "twice", "twice again"]


async def test_a_global_webhook_is_suspected_once_no_retry_explains_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "RETRIES", 0.2)
    vault, port = Vault.in_memory(), free_port()
    store = Store.open(tmp_path / "evodesk.db", tmp_path / "media", Seal(vault))
    secret = await store.certain.secret("srv")
    store.database.close()
    url = f"http://127.0.0.1:{port}{PATH}{secret}"
    with SimulatorThread(global_webhook=url, retry_factor=0.01) as simulator:
        simulator.add({"name": "sem_modo"})
        async with living(simulator, tmp_path, vault, port=port) as world:
            await asyncio.sleep(0.4)
            simulator.message("sem_modo", "nobody asked for it")
            await until(lambda: world.status("sem_modo").has_global_channel)
            (row,) = await rows(world)
            assert not row.message.late


async def test_what_somebody_turned_on_meanwhile_is_no_global_channel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "RETRIES", 0.2)
    vault, port = Vault.in_memory(), free_port()
    store = Store.open(tmp_path / "evodesk.db", tmp_path / "media", Seal(vault))
    url = f"http://127.0.0.1:{port}{PATH}{await store.certain.secret('srv')}"
    store.database.close()
    with SimulatorThread(retry_factor=0.01) as simulator:
        simulator.add({"name": "sem_modo"})
        async with living(simulator, tmp_path, vault, port=port) as world:
            await asyncio.sleep(0.4)
            theirs = WebhookConfig(True, url, events=DEFAULT_EVENTS[Side.WEBHOOK])
            await world.session.api.set_webhook("sem_modo", theirs)
            simulator.message("sem_modo", "by the new way")
            await until(lambda: world.status("sem_modo").delivers_here)
            await asyncio.sleep(0.2)
            assert not world.status("sem_modo").has_global_channel
