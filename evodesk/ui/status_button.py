"""A quiet button of the status bar: small text, perhaps an icon, an edge only under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy

from evodesk.ui.style import paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_PAD, _ICON, _GAP = 8, 14, 6
_HEIGHT = 28


class StatusButton(QPushButton):
    def __init__(self, appearance: Appearance, icon: str = "") -> None:
        super().__init__()
        self._appearance = appearance
        self._icon = icon
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._appearance.font("small"))
        width = self._text_left() + metrics.horizontalAdvance(self.text()) + _PAD
        return QSize(width, max(_HEIGHT, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hot = self.underMouse() or self.isDown()
        role = "text" if hot else "textMuted"
        if hot:
            painter.fillRect(self.rect().adjusted(0, 1, 0, 0), self._appearance.color("hover"))
        if self._icon:
            picture = self._appearance.pixmap(self._icon, _ICON, role, self.devicePixelRatioF())
            painter.drawPixmap(_PAD, (self.height() - _ICON) // 2, picture)
        painter.setFont(self._appearance.font("small"))
        painter.setPen(self._appearance.color(role))
        left = self._text_left()
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(1, 2, -1, -1), self._appearance, 4)

    def _text_left(self) -> int:
        return _PAD + (_ICON + _GAP if self._icon else 0)
