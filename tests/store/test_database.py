"""The file: opened, checked, locked, filled, killed and closed."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import Damaged, Locked, NewerFile, NotWritable
from evodesk.store import database as module
from evodesk.store.database import Database
from evodesk.store.failures import Closed
from evodesk.store.messages import Messages
from evodesk.store.steps import known_steps
from tests.store.making import SERVER, message

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase


async def test_settings_of_the_connection(database: Database) -> None:
    def settings(db: SqliteDatabase) -> tuple[object, ...]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return tuple(db.pragma(name) for name in names)

    assert await database.run(settings) == ("wal", 1, 1)


async def test_every_call_runs_in_the_one_named_thread(database: Database) -> None:
    def name(_: SqliteDatabase) -> str:
        return threading.current_thread().name

    assert {await database.run(name) for _ in range(5)} == {"evodesk-store_0"}


def test_close_leaves_one_private_file_and_no_thread(file: Path) -> None:
    opened = Database.open(file)
    opened.close()
    opened.close()
    assert [entry.name for entry in file.parent.iterdir()] == ["evodesk.db"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not [t for t in threading.enumerate() if t.name.startswith("evodesk-store")]


async def test_use_after_close(file: Path) -> None:
    opened = Database.open(file)
    opened.close()
    with pytest.raises(Closed):
        await Messages(opened).counts(SERVER)


def test_a_newer_file_is_refused_untouched(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 9999")
    db.close()
    before = file.read_bytes()
    with pytest.raises(NewerFile) as caught:
        Database.open(file)
    assert caught.value.values["found"] == "9999"
    assert caught.value.values["known"] == str(known_steps()[-1].number)
    assert file.read_bytes() == before


def test_what_is_no_database_is_told_and_kept(file: Path) -> None:
    file.write_bytes(b"not a database at all" * 100)
    with pytest.raises(Damaged):
        Database.open(file)
    assert file.read_bytes() == b"not a database at all" * 100


async def test_damage_is_found_after_an_unclean_end(tmp_path: Path, file: Path) -> None:
    opened = Database.open(file)
    store = Messages(opened)
    await store.add([message(str(n), "x" * 500) for n in range(300)])
    await opened.run(lambda db: db.pragma("wal_checkpoint(TRUNCATE)"))
    await store.add([message("last")])
    copy = tmp_path / "copy" / file.name
    copy.parent.mkdir()
    for name in (file.name, f"{file.name}-wal"):
        shutil.copy(tmp_path / name, copy.parent / name)
    opened.close()

    content = bytearray(copy.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    copy.write_bytes(content)
    with pytest.raises(Damaged):
        Database.open(copy)
    assert copy.read_bytes()[middle : middle + 4096] == b"\xff" * 4096


def test_a_file_held_by_another_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(Locked):
            Database.open(file)
    finally:
        other.close()


def test_no_place_to_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritable):
        Database.open(tmp_path / "file" / "evodesk.db")
    with pytest.raises(NotWritable):
        Database.open(tmp_path)


_WRITER = """
import asyncio, sys
from pathlib import Path
from evodesk.store.database import Database
from evodesk.store.steps import known_steps
from evodesk.store.messages import Messages
from tests.store.making import message

async def main():
    messages = Messages(Database.open(Path(sys.argv[1])))
    for n in range(1_000_000):
        await messages.add([message(f"{n}-{i}") for i in range(10)])
        print(n, flush=True)

asyncio.run(main())
"""


async def test_kill_9_keeps_every_acknowledged_batch(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(file)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(30)]
        writer.kill()
        acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
    opened = Database.open(file)
    try:
        stored = (await Messages(opened).counts(SERVER)).stored
    finally:
        opened.close()
    assert stored >= 10 * len(acknowledged)
    assert stored % 10 == 0
