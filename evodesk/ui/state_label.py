"""State word, detail and phone in one line; what does not fit leaves, the phone first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from evodesk.ui.instance_painter import paint_state
from evodesk.ui.instance_words import StateLine
from evodesk.ui.label import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_GAP = 12


class StateLabel(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._line = StateLine("", "", "text")
        self._phone = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def show_line(self, line: StateLine, phone: str) -> None:
        self._line, self._phone = line, phone
        whole = " ".join(part for part in (line.word, line.detail, phone) if part)
        self.setAccessibleName(whole)
        self.setToolTip(tip(whole))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, max(18, QFontMetrics(self._appearance.font("smallStrong")).height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, self.rect(), self._line, self._appearance)
        small = QFontMetrics(self._appearance.font("small"))
        strong = QFontMetrics(self._appearance.font("smallStrong"))
        taken = strong.horizontalAdvance(self._line.word)
        taken += small.horizontalAdvance(self._line.detail) + _GAP
        if taken + small.horizontalAdvance(self._phone) > self.width():
            return
        painter.setFont(self._appearance.font("small"))
        painter.setPen(self._appearance.color("textMuted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), right, self._phone)
