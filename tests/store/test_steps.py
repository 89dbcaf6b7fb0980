"""Migrations: from every version, whole or not at all, with a copy before."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from peewee import SqliteDatabase

from evodesk.errors import NewerFile
from evodesk.store.database import Database
from evodesk.store.steps import Step, copy_of, known_steps, migrate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIRST = Step(1, "CREATE TABLE one (a TEXT); INSERT INTO one VALUES ('kept');")
SECOND = Step(2, "CREATE TABLE two (b TEXT); INSERT INTO two SELECT a FROM one;")
BROKEN = Step(3, "DELETE FROM one; CREATE TABLE three (c TEXT); INSERT INTO nowhere VALUES (1);")


def run(file: Path, steps: Sequence[Step]) -> None:
    with closing(SqliteDatabase(str(file))) as db:
        migrate(db, file, steps)


def schema(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as db:
        return db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def rows(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as db:
        return db.execute(statement).fetchall()


def test_numbers_have_no_gap() -> None:
    steps = known_steps()
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))


@pytest.mark.parametrize("version", range(len(known_steps()) + 1))
def test_from_every_version(tmp_path: Path, version: int) -> None:
    old, fresh = tmp_path / "old.db", tmp_path / "fresh.db"
    with closing(sqlite3.connect(old)) as db:
        for step in known_steps()[:version]:
            db.executescript(f"{step.sql} PRAGMA user_version = {step.number};")
    for file in (old, fresh):
        Database.open(file).close()
    assert schema(old) == schema(fresh)
    assert rows(old, "PRAGMA user_version") == [(known_steps()[-1].number,)]


def test_a_file_with_something_in_it_is_copied_first(file: Path) -> None:
    run(file, [FIRST])
    assert not copy_of(file, 0).exists()
    run(file, [FIRST, SECOND])
    assert rows(file, "SELECT b FROM two") == [("kept",)]
    copy = copy_of(file, 1)
    assert rows(copy, "SELECT a FROM one") == [("kept",)]
    assert rows(copy, "PRAGMA user_version") == [(1,)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert {entry.name for entry in file.parent.iterdir()} == {file.name, copy.name}


def test_the_copy_holds_what_is_still_in_the_wal(file: Path) -> None:
    run(file, [FIRST])
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("INSERT INTO one VALUES ('in the WAL')")
        writer.commit()
        run(file, [FIRST, SECOND])
    assert len(rows(copy_of(file, 1), "SELECT a FROM one")) == 2


def test_a_failing_step_rolls_back_whole_and_keeps_those_before(file: Path) -> None:
    run(file, [FIRST])
    with pytest.raises(sqlite3.OperationalError):
        run(file, [FIRST, SECOND, BROKEN])
    assert rows(file, "PRAGMA user_version") == [(2,)]
    assert rows(file, "SELECT a FROM one") == [("kept",)]
    assert "three" not in {name for _, name, _ in schema(file)}


def test_a_newer_file_names_both_versions(file: Path) -> None:
    run(file, [FIRST, SECOND])
    with pytest.raises(NewerFile) as caught:
        run(file, [FIRST])
    assert caught.value.values == {"path": str(file), "found": "2", "known": "1"}
