"""The line under an instance's row: one problem, one sentence, at most one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.instance_shape import RIGHT
from evodesk.ui.style import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

    from evodesk.ui.appearance import Appearance
    from evodesk.ui.instance_words import Strip

_ICON_X, _ICON, _TEXT_X = 14, 14, 36
_BEFORE_BUTTON = 4
_LINK_PADDING = 6
"""px between the edge of a link button and its word, so that the word ends where times end."""


class InstanceStrip(QWidget):
    """The row places it, after each `show_strip` too.

    A click beside the button is a click on the row.
    """

    pressed = Signal(str)
    """The strip's kind."""

    def __init__(self, strip: Strip, appearance: Appearance, row: QWidget) -> None:
        super().__init__(row)
        self._appearance = appearance
        self._strip = strip
        self.button = Button(appearance, kind="link", parent=self)
        self.button.clicked.connect(self._press)
        self.show_strip(strip)

    def show_strip(self, strip: Strip) -> None:
        self._strip = strip
        self.button.setText(strip.action)
        self.button.setAccessibleDescription(strip.text)
        self.button.setVisible(bool(strip.action))
        self.update()

    def place(self, box: QRect) -> None:
        """Also after a change of font, which may leave the box and change the button."""
        self.setGeometry(box)
        size = self.button.sizeHint()
        left = box.width() - RIGHT + _LINK_PADDING - size.width()
        top = (box.height() - size.height()) // 2
        self.button.setGeometry(QRect(QPoint(left, top), size))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, strip = self._appearance, self._strip
        painter = paint_bar(self, look, f"{strip.family}Bg")
        icon = look.pixmap(strip.icon, _ICON, strip.family, self.devicePixelRatioF())
        painter.drawPixmap(_ICON_X, (self.height() - _ICON) // 2, icon)
        self._paint_sentence(painter)

    def _paint_sentence(self, painter: QPainter) -> None:
        hidden = self.button.isHidden()
        right = self.width() - RIGHT if hidden else self.button.x() - _BEFORE_BUTTON
        line = QRect(_TEXT_X, 0, right - _TEXT_X, self.height())
        painter.setFont(self._appearance.font("small"))
        painter.setPen(self._appearance.color("text"))
        metrics, strip = painter.fontMetrics(), self._strip
        fits = metrics.horizontalAdvance(strip.text) <= line.width()
        text = strip.text if fits else strip.short or strip.text
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)

    def _press(self) -> None:
        self.pressed.emit(self._strip.kind)
