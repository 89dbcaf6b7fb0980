"""A field for one day, typed or picked from a calendar, drawn like the inputs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDateEdit

from evodesk.ui.calendar import Calendar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from evodesk.ui.appearance import Appearance

_PAD, _CHEVRON = 11, 14
_EARLIEST = QDate(2009, 1, 1)
"""The year in which WhatsApp began."""


class DayField(QDateEdit):
    """Nothing earlier than WhatsApp and nothing later than today can be chosen. The wheel never
    changes the day."""

    def __init__(self, appearance: Appearance, name: str, label: str, day: QDate) -> None:
        super().__init__(day)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFont(appearance.font("body"))
        self.setDisplayFormat("dd/MM/yyyy")
        self.setMinimumDate(_EARLIEST)
        self.setMaximumDate(QDate.currentDate())
        self.setCalendarPopup(True)
        self.setCalendarWidget(Calendar(appearance, label))
        self._appearance = appearance

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = self._appearance
        arrow = look.pixmap("chevron-down", _CHEVRON, "textMuted", self.devicePixelRatioF())
        left = self.width() - _PAD - _CHEVRON
        QPainter(self).drawPixmap(left, (self.height() - _CHEVRON) // 2, arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
