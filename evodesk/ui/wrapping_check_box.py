"""A check box whose text wraps where a plain one would be cut; it paints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from evodesk.ui.style import paint_check, paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_SQUARE, _GAP = 16, 8
_HEIGHT = 28
_WIDEST = 10_000


class WrappingCheckBox(QCheckBox):
    def __init__(self, appearance: Appearance, text: str) -> None:
        super().__init__(text)
        self._appearance = appearance
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        text = self._text_box(_WIDEST)
        return QSize(text.width() + _SQUARE + _GAP, max(_HEIGHT, text.height() + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(_SQUARE + _GAP, _HEIGHT)

    def heightForWidth(self, width: int) -> int:
        return max(_HEIGHT, self._text_box(width - _SQUARE - _GAP).height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._appearance
        line = QFontMetrics(look.font("body")).height()
        room = self._text_box(self.width() - _SQUARE - _GAP)
        top = (self.height() - room.height()) // 2
        square = QRectF(0, top + (line - _SQUARE) // 2, _SQUARE, _SQUARE)
        paint_check(painter, square, look, on=self.isChecked(), enabled=self.isEnabled())
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text" if self.isEnabled() else "textDisabled"))
        left = _SQUARE + _GAP
        box = QRect(left, top, self.width() - left, room.height())
        painter.drawText(box, _WRAP, self.text())
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), look, 4)

    def _text_box(self, width: int) -> QRect:
        metrics = QFontMetrics(self._appearance.font("body"))
        return metrics.boundingRect(QRect(0, 0, max(1, width), _WIDEST), _WRAP, self.text())


_WRAP = int(Qt.TextFlag.TextWordWrap)
