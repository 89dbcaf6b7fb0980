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
    """Every file that the program writes."""

    root: Path

    @classmethod
    def of(cls, chosen: Path | None) -> DataFolder:
        """The chosen folder, else the system's place for it; it may not exist."""
        return cls(chosen or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)))

    @classmethod
    def create(cls, chosen: Path | None) -> DataFolder:
        """The same, made where it is missing: nobody else may look into it. Raises NotWritable."""
        folder = cls.of(chosen)
        try:
            folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.logs.mkdir(exist_ok=True)
        except OSError as error:
            raise NotWritable(path=str(folder.root)) from error
        return folder

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
    def cache(self) -> Path:
        """Media that can be fetched again."""
        return self.root / "cache"

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
