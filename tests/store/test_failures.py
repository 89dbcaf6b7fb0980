"""Whatever goes wrong in SQLite is a StoreError with its cause."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import DiskFull, NotWritable, StoreError
from evodesk.store.failures import translated
from evodesk.store.raw import raw

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.store.database import Database


async def test_our_own_mistakes_are_store_errors_too(database: Database) -> None:
    with pytest.raises(StoreError) as caught:
        await database.run(lambda db: raw(db).execute("SELECT 1 FROM nowhere"))
    assert caught.value.values["reason"] == "SQLITE_ERROR"
    assert isinstance(caught.value.__cause__, sqlite3.Error)


@pytest.mark.parametrize("value", ["\ud800", 2**63])
async def test_what_the_driver_refuses(database: Database, value: object) -> None:
    with pytest.raises(StoreError):
        await database.run(lambda db: raw(db).execute("SELECT ?", (value,)))


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EACCES, NotWritable)],
)
def test_the_file_system(tmp_path: Path, number: int, kind: type[StoreError]) -> None:
    with pytest.raises(kind) as caught, translated(tmp_path):
        raise OSError(number, "")
    assert caught.value.values == {"path": str(tmp_path)}
