from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.store.store import Store
from tests.store.making import SERVER, message

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.secrets import Seal


async def test_all_parts_share_one_file(tmp_path: Path, file: Path, seal: Seal) -> None:
    store = Store.open(file, tmp_path / "media", seal)
    await store.messages.add([message("A")])
    await store.certain.note(SERVER, "loja", 1.0)
    secret = await store.certain.secret(SERVER)
    store.database.close()
    again = Store.open(file, tmp_path / "media", seal)
    assert (await again.messages.counts(SERVER)).stored == 1
    assert await again.certain.times(SERVER) == {"loja": 1.0}
    assert await again.certain.secret(SERVER) == secret
    assert await again.switches.unfinished(SERVER) == ()
    again.database.close()
