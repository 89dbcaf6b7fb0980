from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.store.watched import Watched
from tests.store.making import SERVER

if TYPE_CHECKING:
    from evodesk.store.database import Database


async def test_what_is_watched_is_kept_per_server(database: Database) -> None:
    watched = Watched(database)
    for name in ("loja", "oficina", "loja"):
        await watched.add(SERVER, name)
    await watched.add("another", "filial")
    assert await watched.all(SERVER) == {"loja", "oficina"}
    await watched.remove(SERVER, "loja")
    await watched.remove(SERVER, "never watched")
    assert await watched.all(SERVER) == {"oficina"}
    assert await watched.all("another") == {"filial"}
