"""Brings a file to the newest schema: numbered SQL steps, each one transaction.

A step that was released is never changed; it knows nothing of today's Python code. The file's
`user_version` is the number of the last step that it has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from evodesk.errors import NewerFile
from evodesk.store.raw import raw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peewee import SqliteDatabase


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    sql: str


def known_steps() -> tuple[Step, ...]:
    """The packaged `migrations/NNNN_what.sql`, in their order."""
    folder = files("evodesk.store") / "migrations"
    scripts = (entry for entry in folder.iterdir() if entry.name.endswith(".sql"))
    found = (Step(int(entry.name[:4]), entry.read_text("utf-8")) for entry in scripts)
    return tuple(sorted(found, key=lambda step: step.number))


def version_of(db: SqliteDatabase, path: Path, steps: Sequence[Step]) -> int:
    """The file's version. Raises NewerFile when no step here knows it. Changes nothing."""
    found, known = int(db.pragma("user_version")), steps[-1].number
    if found > known:
        raise NewerFile(path=str(path), found=str(found), known=str(known))
    return found


def migrate(db: SqliteDatabase, path: Path, steps: Sequence[Step]) -> None:
    """Runs the missing steps. A file that holds something is copied first; a step that fails
    leaves the file as the step before left it."""
    found = version_of(db, path, steps)
    missing = [step for step in steps if step.number > found]
    if found and missing:
        _copy(db, copy_of(path, found))
    for step in missing:
        _run(db, step)


def copy_of(path: Path, version: int) -> Path:
    """Where the copy lies that is made before a file of `version` is migrated."""
    return path.with_name(f"{path.stem}-version-{version}{path.suffix}")


def _copy(db: SqliteDatabase, target: Path) -> None:
    """VACUUM INTO, because copying the file would miss what is still in its WAL."""
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        raw(db).execute("VACUUM INTO ?", (str(unfinished),))
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _run(db: SqliteDatabase, step: Step) -> None:
    """executescript would commit a transaction that was begun outside of it."""
    sql = raw(db)
    bump = f"PRAGMA user_version = {step.number};"
    try:
        sql.executescript(f"BEGIN IMMEDIATE;\n{step.sql}\n{bump}\nCOMMIT;")
    except BaseException:
        if sql.in_transaction:
            sql.execute("ROLLBACK")
        raise
