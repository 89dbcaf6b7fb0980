"""What the simulated server holds against what the program has kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from sqlite3 import connect
from typing import TYPE_CHECKING, Any

from evodesk.store.configs import shape_of
from tests.faults.processes import ENV, PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

Id = tuple[str, str]
"""Instance and message id."""


def ids(ledger: dict[str, Any], kind: str) -> set[Id]:
    """`kind` is `stored` or `acknowledged`."""
    return {(name, each) for name, found in ledger.items() for each in found[kind]}


def exported(folder: Path) -> Counter[Id]:
    """How often `evodesk export` tells of each message."""
    output = folder / "export.jsonl"
    command = [sys.executable, "-m", "evodesk", "export", "--data-dir", str(folder)]
    subprocess.run([*command, "--output", str(output)], check=True, env=ENV, timeout=PATIENCE)
    found: Counter[Id] = Counter()
    with output.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["instance"], row["id"]] += 1
    return found


class Kept:
    """What is committed in the program's database, read beside it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "evodesk.db"
        self._last = 0
        self._ids: set[Id] = set()

    def ids(self) -> set[Id]:
        rows = self._read("SELECT row, instance, id FROM message WHERE row > ?", self._last)
        self._ids.update((instance, id_) for _, instance, id_ in rows)
        self._last = max((row[0] for row in rows), default=self._last)
        return self._ids

    def journal(self) -> dict[int, Entry]:
        rows = self._read("SELECT id, instance, state, before, target FROM switch")
        return {
            number: Entry(instance, state, shape_of(before).mode, shape_of(target).mode)
            for number, instance, state, before, target in rows
        }

    def _read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        if not self._file.exists():
            return []
        with closing(connect(f"file:{self._file}?mode=ro", uri=True)) as db:
            if not db.execute("PRAGMA user_version").fetchone()[0]:
                return []
            return db.execute(query, values).fetchall()


@dataclass(frozen=True)
class Entry:
    """One line of the switch journal."""

    instance: str
    state: str
    before: str
    target: str

    @property
    def is_open(self) -> bool:
        return self.state in ("running", "rolling_back")
