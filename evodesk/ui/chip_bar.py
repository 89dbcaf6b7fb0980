"""Which instances the list shows: all, those with a problem, those without a mode; with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from evodesk.domain.reception import Mode
from evodesk.ui import texts
from evodesk.ui.buttons import Button
from evodesk.ui.matches import fold
from evodesk.ui.shape import CHIPS
from evodesk.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

Chip = Literal["all", "problem", "nomode"]

_MARGINS, _GAP = QMargins(12, 8, 12, 8), 6
_CHIPS: tuple[Chip, ...] = ("all", "problem", "nomode")


def fits_chip(status: InstanceStatus, chip: Chip) -> bool:
    if chip == "all":
        return True
    if chip == "nomode":
        return status.mode is Mode.NONE
    return bool(status.troubles) or status.failure is not None


def chips_of(status: InstanceStatus) -> tuple[Chip, ...]:
    return tuple(chip for chip in _CHIPS if fits_chip(status, chip))


def fits_text(status: InstanceStatus, wanted: str) -> bool:
    """By title, name or phone; accents and case do not count."""
    if not wanted.strip():
        return True
    phone = texts.phone(status.instance.number)
    return fold(wanted.strip()) in fold(f"{status.title} {status.name} {phone}")


class ChipBar(QWidget):
    """One chip is always on; its count is always seen. Where the long words have no room, short
    ones stand there; where these have none, in several lines."""

    chosen = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._is_narrow = False
        self._counts: dict[Chip, int] = dict.fromkeys(_CHIPS, 0)
        self._buttons = {chip: Button(appearance, kind="chip") for chip in _CHIPS}
        self.setMinimumHeight(CHIPS)
        line = WrappingRow(_MARGINS, _GAP)
        for chip, button in self._buttons.items():
            button.setObjectName(f"chip.{chip}")
            button.setAutoExclusive(True)
            button.clicked.connect(self.chosen)
            line.addWidget(button)
        self.setLayout(line)
        self._buttons["all"].setChecked(True)
        self._show()

    @property
    def chip(self) -> Chip:
        return next(chip for chip, button in self._buttons.items() if button.isChecked())

    @property
    def last(self) -> QWidget:
        """What the Tab key comes from on its way to the rows."""
        return self._buttons["nomode"]

    def count(self, statuses: Collection[InstanceStatus]) -> None:
        self._counts = {
            chip: sum(fits_chip(status, chip) for status in statuses) for chip in _CHIPS
        }
        self._show()

    def set_narrow(self, narrow: bool) -> None:
        """Narrow: shorter words."""
        self._is_narrow = narrow
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        whole = self._texts(short=False)
        self._write(whole)
        if self._is_narrow or self.sizeHint().width() > self.width():
            self._write(self._texts(short=True))
        for chip, button in self._buttons.items():
            button.setAccessibleName(whole[chip])

    def _write(self, words: dict[Chip, str]) -> None:
        for chip, button in self._buttons.items():
            button.setText(words[chip])

    def _texts(self, *, short: bool) -> dict[Chip, str]:
        words: dict[Chip, str] = {
            "all": self.tr("All"),
            "problem": self.tr("Problems") if short else self.tr("With a problem"),
            "nomode": self.tr("No mode") if short else self.tr("No active mode"),
        }
        return {chip: f"{words[chip]}  {texts.number(self._counts[chip])}" for chip in _CHIPS}
