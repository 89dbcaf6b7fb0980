"""Puts a file that cannot be read out of the way: beside its place, with the date in its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evodesk.store.failures import translated

if TYPE_CHECKING:
    from datetime import datetime

_PARTS = ("", "-wal", "-shm")
"""What belongs to one SQLite database."""


def set_aside(path: Path, now: datetime) -> Path:
    """Rename it, its write-ahead log included; where it lies now. Nothing is ever deleted or
    overwritten. Raises NotWritable, DiskFull."""
    target = _free_name(path, f"{now:%Y-%m-%d-%H%M%S}")
    with translated(path):
        for part in _PARTS:
            source = Path(f"{path}{part}")
            if source.exists():
                source.rename(f"{target}{part}")
    suspicion(path).unlink(missing_ok=True)
    return target


def suspicion(path: Path) -> Path:
    """Exists when damage was met while the file was in use: the next start checks the file."""
    return path.with_name(f"{path.name}-suspect")


def _free_name(path: Path, when: str) -> Path:
    names = (f"{path.stem}-damaged-{when}{more}{path.suffix}" for more in ("", *_numbers()))
    return next(each for each in map(path.with_name, names) if not each.exists())


def _numbers() -> list[str]:
    return [f"-{number}" for number in range(2, 100)]
