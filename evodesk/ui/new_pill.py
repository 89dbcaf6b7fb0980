"""The pill at the foot of the feed: how many rows came while somebody read further up."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_HEIGHT = 32
_PAD, _GAP, _ICON = 16, 8, 16
_SPEAK_EVERY = 10.0
"""Seconds between two announcements to a screen reader."""


class NewPill(QAbstractButton):
    """Hidden at zero."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pill.new")
        self._appearance = appearance
        self._spoken_at = -_SPEAK_EVERY
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_count(self, count: int) -> None:
        text = self.tr("%n new", "", count) if count else ""
        if text == self.text():
            return
        self.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        self.setVisible(count > 0)
        if count:
            self._speak(text)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = 2 * _PAD + _ICON + _GAP + metrics.horizontalAdvance(self.text())
        return QSize(width, max(_HEIGHT, metrics.height() + 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._appearance.color
        round_rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(color("text"), 2) if focused else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(color(self._ground()))
        painter.drawRoundedRect(round_rect, round_rect.height() / 2, round_rect.height() / 2)
        ratio = self.devicePixelRatioF()
        arrow = self._appearance.pixmap("arrow-down", _ICON, "onAccent", ratio)
        painter.drawPixmap(QPoint(_PAD, (self.height() - _ICON) // 2), arrow)
        painter.setPen(color("onAccent"))
        words = self.rect().adjusted(_PAD + _ICON + _GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _ground(self) -> str:
        if self.isDown():
            return "accentPressed"
        return "accentHover" if self.underMouse() else "accent"

    def _speak(self, text: str) -> None:
        if monotonic() - self._spoken_at >= _SPEAK_EVERY:
            self._spoken_at = monotonic()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _restyle(self) -> None:
        self.setFont(self._appearance.font("bodyStrong"))
        self.adjustSize()
        self.update()
