"""One line above search results: how many there are, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evodesk.ui.label import Label
from evodesk.ui.row_words import local_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance

_LEAST_HEIGHT = 32


class ResultsBar(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._count = Label(appearance, font="smallStrong")
        self._span = Label(appearance, font="small", color="textMuted")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 8)
        row.setSpacing(6)
        row.addWidget(self._count)
        row.addWidget(self._span, 1)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.hide()

    def show_searching(self) -> None:
        self._count.setText(self.tr("Searching…"))
        self._span.setText("")

    def show_rows(self, rows: Sequence[StoredMessage]) -> None:
        # With none, the words below the bar say it.
        self._count.setText(self.tr("%n found", "", len(rows)) if rows else "")
        self._span.setText(self._between(rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("window"))
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._appearance.color("border"))

    def _between(self, rows: Sequence[StoredMessage]) -> str:
        if not rows:
            return ""
        stamps = [stored.message.timestamp for stored in rows]
        first, last = (f"{local_time(at):%d/%m/%Y}" for at in (min(stamps), max(stamps)))
        if first == last:
            return first
        return self.tr("{first} to {last}").format(first=first, last=last)
