"""Disks that are full, read-only or limited, and files with damage: reproduced, not pretended."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import Damaged, DiskFull, Locked, NotWritable
from evodesk.store import database as module
from evodesk.store.database import Database
from evodesk.store.messages import Messages
from evodesk.store.setting_aside import set_aside, suspicion
from evodesk.store.steps import Step, copy_of, known_steps
from tests.small_disk import make_read_only, small_disk
from tests.store.making import SERVER, message

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 26, 9, 41, 7)


async def fill(messages: Messages) -> None:
    """Until nothing fits any more, which is raised."""
    for number in range(10_000):
        await messages.add([message(f"{number}", "x" * 2000)])
    raise AssertionError("it never became full")


async def stored(messages: Messages) -> int:
    return (await messages.counts(SERVER)).stored


async def test_a_database_on_a_full_disk_closes_and_keeps_what_it_had(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = Database.open(disk / "evodesk.db")
        messages = Messages(database)
        with pytest.raises(DiskFull):
            await fill(messages)
        before = await stored(messages)
        database.close()
        for file in disk.glob("evodesk.db*"):
            shutil.move(file, tmp_path)
        again = Database.open(tmp_path / "evodesk.db")
        assert await stored(Messages(again)) == before > 10
        again.close()


async def test_a_full_disk_is_told_and_what_is_stored_stays(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(b"x" * 200_000)
        database = Database.open(disk / "evodesk.db")
        messages = Messages(database)
        with pytest.raises(DiskFull):
            await fill(messages)
        before = await stored(messages)
        assert before > 10
        ballast.unlink()
        assert (await messages.add([message("after")])).new
        assert await stored(messages) == before + 1
        database.close()


async def test_a_file_that_may_not_grow(database: Database) -> None:
    pages = await database.run(lambda db: int(db.pragma("page_count")))
    await database.run(lambda db: db.pragma("max_page_count", pages + 20))
    messages = Messages(database)
    with pytest.raises(DiskFull):
        await fill(messages)
    before = await stored(messages)
    await database.run(lambda db: db.pragma("max_page_count", 1_000_000))
    assert (await messages.add([message("after")])).new
    assert await stored(messages) == before + 1


_LIMITED = """
import asyncio, resource, signal, sys
from pathlib import Path
from evodesk.errors import StoreError
from evodesk.store.database import Database
from evodesk.store.messages import Messages
from tests.store.making import message

async def main():
    database = Database.open(Path(sys.argv[1]))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    messages = Messages(database)
    try:
        for number in range(10_000):
            await messages.add([message(f"{number}", "x" * 2000)])
    except StoreError as error:
        print(error.code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(len((await messages.add([message("after")])).new))
    database.close()

asyncio.run(main())
"""


def test_a_limit_of_the_system_is_told_as_not_writable(file: Path) -> None:
    command = [sys.executable, "-c", _LIMITED, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["not_writable", "1"]


def test_a_disk_that_became_read_only(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        Database.open(disk / "evodesk.db").close()
        before = (disk / "evodesk.db").read_bytes()
        make_read_only(disk)
        with pytest.raises(NotWritable):
            Database.open(disk / "evodesk.db")
        assert (disk / "evodesk.db").read_bytes() == before


def test_no_room_for_the_copy_before_a_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk", "3m") as disk:
        file = disk / "evodesk.db"
        Database.open(file).close()
        _grow(file)
        version = known_steps()[-1].number
        more = (*known_steps(), Step(version + 1, "CREATE TABLE later (a);"))
        monkeypatch.setattr(module, "known_steps", lambda: more)
        before = file.read_bytes()
        with pytest.raises(DiskFull):
            Database.open(file)
        assert file.read_bytes() == before
        assert not copy_of(file, version).exists()
        assert not [each for each in disk.iterdir() if each.suffix == ".part"]


def _grow(file: Path) -> None:
    """More than half of what the disk has."""
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE filler AS SELECT zeroblob(1900000) AS content")
    db.close()


async def test_a_lock_of_another_program_passes(file: Path, database: Database) -> None:
    await database.run(lambda db: db.pragma("busy_timeout", 50))
    messages = Messages(database)
    other = sqlite3.connect(file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked):
        await messages.add([message("a")])
    other.close()
    assert (await messages.add([message("a")])).new


async def with_damage(file: Path) -> None:
    """Overwrite the middle of a file that was closed well."""
    database = Database.open(file)
    await Messages(database).add([message(str(n), "x" * 500) for n in range(300)])
    database.close()
    with file.open("r+b") as raw:
        raw.seek(file.stat().st_size // 2 // 4096 * 4096)
        raw.write(b"\xff" * 4096 * 8)


async def test_damage_met_while_it_runs_is_checked_at_the_next_start(file: Path) -> None:
    await with_damage(file)
    database = Database.open(file)
    with pytest.raises(Damaged):
        await Messages(database).latest(SERVER, 1000)
    database.close()
    with pytest.raises(Damaged):
        Database.open(file)
    assert suspicion(file).exists()


async def test_a_suspicion_that_proves_wrong_is_dropped(file: Path) -> None:
    Database.open(file).close()
    suspicion(file).touch()
    Database.open(file).close()
    assert not suspicion(file).exists()


async def test_a_damaged_file_is_kept_beside_its_place(file: Path) -> None:
    await with_damage(file)
    content = file.read_bytes()
    suspicion(file).touch()
    file.with_name("evodesk.db-wal").write_bytes(b"log")
    kept = set_aside(file, NOW)
    assert kept == file.with_name("evodesk-damaged-2026-11-26-094107.db")
    assert kept.read_bytes() == content
    assert file.with_name(f"{kept.name}-wal").read_bytes() == b"log"
    database = Database.open(file)
    assert await stored(Messages(database)) == 0
    database.close()


def test_nothing_that_was_set_aside_is_overwritten(file: Path) -> None:
    kept = []
    for number in range(3):
        file.write_bytes(b"%d" % number)
        kept.append(set_aside(file, NOW))
    assert [each.read_bytes() for each in kept] == [b"0", b"1", b"2"]


def test_setting_aside_in_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        (disk / "evodesk.db").write_bytes(b"damaged")
        make_read_only(disk)
        with pytest.raises(NotWritable):
            set_aside(disk / "evodesk.db", NOW)
        assert [each.name for each in disk.iterdir()] == ["evodesk.db"]
