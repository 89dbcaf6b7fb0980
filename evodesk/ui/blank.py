"""What stands where rows would be: an icon, a title, one sentence and at most one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.label import Label

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_ICON = 32
_MARGIN = 24
_SENTENCE_WIDTH = 340


class Blank(QWidget):
    pressed = Signal()

    def __init__(self, appearance: Appearance, icon: str) -> None:
        super().__init__()
        self._appearance, self._icon_name = appearance, icon
        self._icon = QLabel()
        self._title = Label(appearance, font="title", wraps=True)
        self._text = Label(appearance, font="body", color="textMuted", wraps=True)
        self._button = Button(appearance)
        self._button.hide()
        self._button.clicked.connect(self.pressed)
        self._lay_out()
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, title: str, text: str, button: str = "") -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._appearance.color("surface"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A label with a largest width of its own would stand at the left, not in the middle.
        side = max(_MARGIN, (self.width() - _SENTENCE_WIDTH) // 2)
        self._column.setContentsMargins(side, _MARGIN, side, _MARGIN)

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(4)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(self._icon, alignment=middle)
        column.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(middle)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self._button, alignment=middle)
        column.addStretch(1)

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._appearance.pixmap(self._icon_name, _ICON, "textFaint", ratio))
        self.update()
