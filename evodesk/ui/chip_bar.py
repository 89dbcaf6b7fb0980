"""Which instances the list shows: all, those with a problem, those without a mode; with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evodesk.domain.reception import Mode
from evodesk.ui import texts
from evodesk.ui.buttons import Button
from evodesk.ui.matches import fold
from evodesk.ui.shape import CHIPS

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

Chip = Literal["all", "problem", "nomode"]

_MARGIN, _GAP = 12, 6
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
        self._words: dict[Chip, str] = {}
        self._buttons = {chip: Button(appearance, kind="chip") for chip in _CHIPS}
        self.setFixedHeight(CHIPS)
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        line.setSpacing(_GAP)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        short = self._is_narrow
        words: dict[Chip, str] = {
            "all": self.tr("All"),
            "problem": self.tr("Problems") if short else self.tr("With a problem"),
            "nomode": self.tr("No mode") if short else self.tr("No active mode"),
        }
        self._words = words
        for chip, button in self._buttons.items():
            button.setText(self._text(chip, words[chip]))
            button.setAccessibleName(button.text())
            button.setToolTip("")
        self._fit()

    def _text(self, chip: Chip, word: str) -> str:
        return f"{word}  {texts.number(self._counts[chip])}"

    def _fit(self) -> None:
        """Large text: the longer words are cut so that every count is seen."""
        wide = {chip: button.sizeHint().width() for chip, button in self._buttons.items()}
        spare = self.width() - 2 * _MARGIN - (len(wide) - 1) * _GAP
        for others, chip in zip((2, 1, 0), sorted(wide, key=wide.__getitem__), strict=True):
            room = min(wide[chip], spare // (others + 1))
            spare -= room
            if room < wide[chip]:
                self._cut(chip, wide[chip] - room)

    def _cut(self, chip: Chip, excess: int) -> None:
        button, word = self._buttons[chip], self._words[chip]
        metrics = button.fontMetrics()
        room = metrics.horizontalAdvance(word) - excess
        cut = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
        button.setToolTip(button.text())
        button.setText(self._text(chip, cut))
