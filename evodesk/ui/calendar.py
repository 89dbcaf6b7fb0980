"""The calendar to pick a day from, in the colours of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

if TYPE_CHECKING:
    from PySide6.QtCore import QDate

    from evodesk.ui.appearance import Appearance


class Calendar(QCalendarWidget):
    """Qt's own would have red weekends and black arrows, in the dark too."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName(name)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setContentsMargins(1, 1, 1, 1)
        self._button("prev").setAccessibleName(self.tr("Previous month"))
        self._button("next").setAccessibleName(self.tr("Next month"))
        self._restyle()
        appearance.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its edge: it floats."""
        painter = QPainter(self)
        painter.setPen(self._appearance.color("borderStrong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _restyle(self) -> None:
        self.setFont(self._appearance.font("body"))
        plain = QTextCharFormat()
        plain.setForeground(self._appearance.color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        for way, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            self._button(way).setIcon(self._appearance.icon(icon, "text"))

    def _button(self, way: str) -> QToolButton:
        """Qt's arrow to the `prev` or `next` month."""
        button = self.findChild(QToolButton, f"qt_calendar_{way}month")
        assert isinstance(button, QToolButton)
        return button


def first_second(day: QDate) -> int:
    """Of the local day, in unix seconds."""
    return day.startOfDay().toSecsSinceEpoch()
