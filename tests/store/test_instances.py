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


async def test_a_renewed_secret_leaves_the_old_one_for_a_while(
    certain: Certain, file: Path
) -> None:
    first = await certain.secret(SERVER)
    assert await certain.former_secrets(SERVER) == {}
    second = await certain.renew_secret(SERVER, 100.5)
    third = await certain.renew_secret(SERVER, 200.5)
    assert len({first, second, third}) == 3
    assert await certain.secret(SERVER) == third
    assert await certain.former_secrets(SERVER) == {first: 100.5, second: 200.5}
    assert await certain.former_secrets("s2") == {}
    assert all(second.encode() not in path.read_bytes() for path in file.parent.iterdir())


async def test_a_former_secret_whose_key_is_lost_is_none(
    certain: Certain, database: Database
) -> None:
    await certain.secret(SERVER)
    await certain.renew_secret(SERVER, 100.5)
    assert await Certain(database, Seal(Vault.in_memory())).former_secrets(SERVER) == {}
