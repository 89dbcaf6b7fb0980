"""A small calendar that opens under a button and closes once a day was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evodesk.ui.calendar import Calendar, first_second

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance


class DatePopup(QWidget):
    chosen = Signal(int)
    """The first second of the day, in unix seconds."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup.date")
        self._calendar = Calendar(appearance, self.tr("Day"))
        # By a click or Enter; arrow keys only move through the days.
        self._calendar.clicked.connect(self._choose)
        self._calendar.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._calendar)

    def open_under(self, button: QWidget) -> None:
        """Nothing later than today can be chosen."""
        self._calendar.setMaximumDate(QDate.currentDate())
        self._calendar.setSelectedDate(QDate.currentDate())
        self.adjustSize()
        right = button.mapToGlobal(QPoint(button.width(), button.height() + 2))
        self.move(right.x() - self.width(), right.y())
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, day: QDate) -> None:
        self.hide()
        self.chosen.emit(first_second(day))
