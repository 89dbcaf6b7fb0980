from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.secrets import Seal, Vault
from evodesk.store.instances import Certain
from tests.store.making import SERVER

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.store.database import Database


@pytest.fixture
def certain(database: Database, seal: Seal) -> Certain:
    return Certain(database, seal)


async def test_the_latest_certain_time_is_kept(certain: Certain) -> None:
    for name, at in (("a", 5.5), ("a", 3.0), ("b", 1.0), ("b", 2.0)):
        await certain.note(SERVER, name, at)
    await certain.note("s2", "a", 9.0)
    assert await certain.times(SERVER) == {"a": 5.5, "b": 2.0}


async def test_the_secret_is_made_once_per_server(certain: Certain, file: Path) -> None:
    secret = await certain.secret(SERVER)
    assert len(secret) >= 43
    assert await certain.secret(SERVER) == secret
    assert await certain.secret("s2") != secret
    assert all(secret.encode() not in path.read_bytes() for path in file.parent.iterdir())


async def test_a_lost_key_makes_a_new_secret(certain: Certain, database: Database) -> None:
    lost = await certain.secret(SERVER)
    keyless = Certain(database, Seal(Vault.in_memory()))
    made = await keyless.secret(SERVER)
    assert made != lost
    assert await keyless.secret(SERVER) == made
