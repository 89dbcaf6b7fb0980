from __future__ import annotations

from evodesk.live.keys import Keys
from evodesk.secrets import Vault


async def test_a_kept_key_is_there_at_the_next_start() -> None:
    vault = Vault.in_memory()
    await Keys(vault).put("srv", "k1", keep=True)
    assert await Keys(vault).of("srv") == "k1"


async def test_a_passing_key_lasts_as_long_as_the_program() -> None:
    vault = Vault.in_memory()
    keys = Keys(vault)
    await keys.put("srv", "k1", keep=False)
    assert await keys.of("srv") == "k1"
    assert await Keys(vault).of("srv") == ""


async def test_no_longer_keeping_a_key_takes_it_out_of_the_vault() -> None:
    vault = Vault.in_memory()
    keys = Keys(vault)
    await keys.put("srv", "k1", keep=True)
    await keys.put("srv", "k2", keep=False)
    assert await keys.of("srv") == "k2"
    assert await Keys(vault).of("srv") == ""


async def test_a_forgotten_key_is_gone_everywhere() -> None:
    vault = Vault.in_memory()
    keys = Keys(vault)
    await keys.put("srv", "k1", keep=True)
    await keys.put("other", "k2", keep=True)
    await keys.forget("srv")
    assert await keys.of("srv") == ""
    assert await Keys(vault).of("srv") == ""
    assert await Keys(vault).of("other") == "k2"
