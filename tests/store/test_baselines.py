"""What is compared with the server, on a real file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.drift import Baseline
from evodesk.domain.reception import Reception
from evodesk.domain.switch import SwitchState
from evodesk.secrets import Seal, Vault
from evodesk.store.baselines import Baselines
from evodesk.store.database import Database
from evodesk.store.switches import Switches
from tests.store.making import NOW, SERVER
from tests.store.test_switches import ON_WEBHOOK, ON_WEBSOCKET, WEBSOCKET

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def baselines(database: Database, seal: Seal) -> Baselines:
    return Baselines(database, seal)


async def test_the_first_sight_counts_until_something_is_left(
    baselines: Baselines, switches: Switches
) -> None:
    assert await baselines.of(SERVER, "loja") is None
    await baselines.discover(SERVER, "loja", ON_WEBHOOK, NOW)
    await baselines.discover(SERVER, "loja", ON_WEBSOCKET, NOW + 1)
    assert await baselines.of(SERVER, "loja") == Baseline(ON_WEBHOOK, NOW, chosen=False)
    await switches.leave(SERVER, "loja", ON_WEBSOCKET, NOW + 2)
    await baselines.discover(SERVER, "loja", ON_WEBHOOK, NOW + 3)
    assert await baselines.of(SERVER, "loja") == Baseline(ON_WEBSOCKET, NOW + 2)
    assert await baselines.of("s2", "loja") is None
    assert await baselines.of(SERVER, "other") is None


async def test_nothing_is_compared_while_a_switch_of_ours_is_open(
    baselines: Baselines, switches: Switches
) -> None:
    await switches.leave(SERVER, "loja", ON_WEBHOOK, NOW)
    begun = await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW)
    await switches.leave(SERVER, "other", ON_WEBHOOK, NOW)
    for state in (SwitchState.RUNNING, SwitchState.ROLLING_BACK):
        await switches.mark(begun.id, state)
        assert await baselines.of(SERVER, "loja") is None
        assert await baselines.of(SERVER, "other") is not None
    await switches.mark(begun.id, SwitchState.DONE, at=NOW)
    assert await baselines.of(SERVER, "loja") == Baseline(ON_WEBHOOK, NOW)


async def test_without_the_key_it_is_seen_for_the_first_time(
    database: Database, baselines: Baselines, switches: Switches
) -> None:
    keyless = Baselines(database, Seal(Vault.in_memory()))
    plain = Reception(None, WEBSOCKET)
    await switches.leave(SERVER, "loja", ON_WEBHOOK, NOW)
    await switches.leave(SERVER, "other", plain, NOW)
    assert await keyless.of(SERVER, "loja") is None
    assert await keyless.of(SERVER, "other") == Baseline(plain, NOW)
    await keyless.discover(SERVER, "loja", ON_WEBSOCKET, NOW)
    assert await keyless.of(SERVER, "loja") == Baseline(ON_WEBSOCKET, NOW, chosen=False)


async def test_no_secret_is_in_the_file(file: Path, seal: Seal) -> None:
    database = Database.open(file)
    await Switches(database, seal).leave(SERVER, "loja", ON_WEBHOOK, NOW)
    await Baselines(database, seal).discover(SERVER, "other", ON_WEBHOOK, NOW)
    database.close()
    content = file.read_bytes()
    assert content.count(b"MESSAGES_UPSERT") >= 2
    for secret in ("pw0rd", "0123456789abcdef", "t0psecret", "header-secret", "n8n.example"):
        assert secret.encode() not in content
