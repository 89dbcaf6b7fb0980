"""Where things lie: the person's data folder and the files that ship with the program."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from evodesk import APP_NAME
from evodesk.errors import NotWritable


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Every file that the program writes. `root` exists and is ours after `create`."""

    root: Path

    @classmethod
    def create(cls, chosen: Path | None = None) -> DataFolder:
        """The chosen folder, else the system's place for it. Raises NotWritable."""
        root = chosen or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
        try:
            root.mkdir(parents=True, exist_ok=True, mode=0o700)
            (root / "logs").mkdir(exist_ok=True)
        except OSError as error:
            raise NotWritable(path=str(root)) from error
        return cls(root)

    @property
    def database(self) -> Path:
        return self.root / "evodesk.db"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def control(self) -> Path:
        return self.root / "control.json"

    @property
    def media(self) -> Path:
        return self.root / "media"

    @property
    def logs(self) -> Path:
        return self.root / "logs"


def resources() -> Path:
    """The folder `resources`: beside the package in a checkout, inside it once installed."""
    if getattr(sys, "frozen", False):
        return Path(sys._MEIPASS) / "resources"  # type: ignore[attr-defined]
    package = Path(__file__).parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
