"""What the command line asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    demo: bool = False
    server: str = ""
    """An address for this run only; its key comes from EVODESK_API_KEY. Neither is stored."""
    data_dir: Path | None = None
    language: str = ""
    minimized: bool = False
    seconds: float | None = None
    """Quit by itself after so many seconds, without asking."""
    screenshot: Path | None = None
    report: str = ""
    """A file, `-` for standard output, or empty: no report."""

    @property
    def unattended(self) -> bool:
        return self.seconds is not None
