"""`evodesk export`: reads the store, also while the program runs, and writes lines."""

from __future__ import annotations

import itertools
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from evodesk.paths import DataFolder
from evodesk.store.export import rows, to_csv, to_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from evodesk.domain.message import StoredMessage


def export(data_dir: Path | None, instance: str | None, form: str, output: Path | None) -> None:
    """`form` is `jsonl` or `csv`; no output: standard output. Raises StoreError, OSError."""
    write = to_csv if form == "csv" else to_jsonl
    found = _begun(rows(DataFolder.of(data_dir).database, instance=instance))
    with _opened(output) as out:
        write(found, out)


def _begun(found: Iterator[StoredMessage]) -> Iterator[StoredMessage]:
    """A store that cannot be read fails here, before the output loses what was in it."""
    first = list(itertools.islice(found, 1))
    return itertools.chain(first, found)


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
