"""A box to choose one of a few values by its words, drawn like the inputs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QComboBox

from evodesk.ui.style import paint_box, paint_focus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from evodesk.ui.appearance import Appearance

_HEIGHT, _PAD, _CHEVRON = 32, 11, 14


class Choice(QComboBox):
    """`activated` is emitted for a person's act only. The wheel never changes the value."""

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        options: Iterable[tuple[object, str]],
        current: object,
    ) -> None:
        """`options`: each value with its words; an unknown `current` means the first."""
        super().__init__()
        self._appearance = appearance
        self.setObjectName(name)
        self.setFont(appearance.font("body"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, words in options:
            self.addItem(words, value)
        self.setCurrentIndex(max(0, self.findData(current)))

    def sizeHint(self) -> QSize:
        words = (self.itemText(i) for i in range(self.count()))
        widest = max((self.fontMetrics().horizontalAdvance(w) for w in words), default=0)
        # 2: an advance is rounded, and words that just fit must not be elided.
        width = _PAD + widest + 2 + 2 * _PAD + _CHEVRON
        return QSize(width, max(_HEIGHT, self.fontMetrics().height() + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * _PAD + _CHEVRON + 40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._appearance
        ground = "hover" if self.underMouse() else "surface"
        painter = paint_box(self, look, ground, "borderStrong", 6)
        arrow = look.pixmap("chevron-down", _CHEVRON, "textMuted", self.devicePixelRatioF())
        left = self.width() - _PAD - _CHEVRON
        painter.drawPixmap(left, (self.height() - _CHEVRON) // 2, arrow)
        room = self.rect().adjusted(_PAD, 0, left - _PAD - self.width(), 0)
        painter.setPen(look.color("text" if self.isEnabled() else "textDisabled"))
        metrics = self.fontMetrics()
        words = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), look)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
