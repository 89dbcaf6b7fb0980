from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.secrets import Seal, Vault
from evodesk.store.database import Database
from evodesk.store.messages import Messages
from evodesk.store.switches import Switches
from tests.store.making import NOW, memory_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from peewee import SqliteDatabase


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "evodesk.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = Database.open(file)
    yield opened
    opened.close()


@pytest.fixture
def messages(database: Database) -> Messages:
    return Messages(database, clock=lambda: NOW)


@pytest.fixture
def seal() -> Seal:
    return Seal(Vault.in_memory())


@pytest.fixture
def switches(database: Database, seal: Seal) -> Switches:
    return Switches(database, seal)


@pytest.fixture
def memory() -> Iterator[SqliteDatabase]:
    db = memory_database()
    yield db
    db.close()
