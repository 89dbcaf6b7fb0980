"""`evodesk export`: reads the store, also while the program runs, and writes lines."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from evodesk.paths import DataFolder
from evodesk.store.export import rows, to_csv, to_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def export(data_dir: Path | None, instance: str | None, form: str, output: Path | None) -> None:
    """`form` is `jsonl` or `csv`; no output: standard output. Raises StoreError, OSError."""
    write = to_csv if form == "csv" else to_jsonl
    found = rows(DataFolder.create(data_dir).database, instance=instance)
    with _opened(output) as out:
        write(found, out)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        yield sys.stdout
        sys.stdout.flush()
        return
    with output.open("w", encoding="utf-8", newline="") as out:
        yield out
