"""Writes a file that its owner alone may read: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from evodesk.errors import NotWritable


def write_private(path: Path, text: str) -> None:
    """Replace `path`; nobody else can read it from its first byte on, and a crash leaves the old
    one. Raises NotWritable; then nothing was changed."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # mode 0600
        unfinished = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise NotWritable(path=str(path)) from error
