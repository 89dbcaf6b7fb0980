"""Which instances the list shows: all, those with a problem, those without a mode; with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evodesk.domain.reception import Mode
from evodesk.ui import texts
from evodesk.ui.buttons import Button
from evodesk.ui.matches import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

Chip = Literal["all", "problem", "nomode"]

HEIGHT = 40
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
    """One chip is always on; its count is always seen."""

    chosen = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._is_narrow = False
        self._counts: dict[Chip, int] = dict.fromkeys(_CHIPS, 0)
        self._buttons = {chip: Button(appearance, kind="chip") for chip in _CHIPS}
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(6)
        for chip, button in self._buttons.items():
            button.setObjectName(f"chip.{chip}")
            button.setAutoExclusive(True)
            button.clicked.connect(self.chosen)
            line.addWidget(button)
        line.addStretch(1)
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

    def _show(self) -> None:
        short = self._is_narrow
        words: dict[Chip, str] = {
            "all": self.tr("All"),
            "problem": self.tr("Problems") if short else self.tr("With a problem"),
            "nomode": self.tr("No mode") if short else self.tr("No active mode"),
        }
        for chip, button in self._buttons.items():
            button.setText(f"{words[chip]}  {texts.number(self._counts[chip])}")
