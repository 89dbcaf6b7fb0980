"""A titled part of the inspector, parted from what is above by a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evodesk.ui.label import IconLabel, Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance


@dataclass(frozen=True, slots=True)
class SectionLine:
    text: str
    word: str = ""
    icon: str = ""


class Section(QWidget):
    """Lines of a text at the left and a short word at the right."""

    def __init__(self, appearance: Appearance, title: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._shown: tuple[SectionLine, ...] = ()
        self._parts: list[QWidget] = []
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(4)
        column.addWidget(Label(appearance, title, "section", wraps=True))
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(6)
        self._lines.setHorizontalSpacing(7)
        self._lines.setColumnStretch(1, 1)
        column.addLayout(self._lines)

    def show_lines(self, lines: tuple[SectionLine, ...]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        for part in self._parts:
            self._lines.removeWidget(part)
            part.deleteLater()
        self._parts = []
        for place, line in enumerate(lines):
            self._add_line(place, line)

    def add_below(self, part: QWidget) -> None:
        """Under the lines, at the left."""
        self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._appearance.color("border"))

    def _add_line(self, place: int, line: SectionLine) -> None:
        text = Label(self._appearance, line.text, "small", "textMuted", wraps=True)
        span = 1 if line.word else 2
        if line.icon:
            icon = IconLabel(self._appearance, line.icon, "textMuted", 16)
            self._put(icon, place, 0)
            self._lines.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
            self._put(text, place, 1, span)
        else:
            self._put(text, place, 0, span + 1)
        if line.word:
            self._put(Label(self._appearance, line.word, "small", "textMuted"), place, 2)

    def _put(self, part: QWidget, line: int, column: int, span: int = 1) -> None:
        self._parts.append(part)
        self._lines.addWidget(part, line, column, 1, span)
