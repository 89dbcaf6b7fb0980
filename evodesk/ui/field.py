"""An input line that can be marked as wrong, and the line below it that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from evodesk.domain.status import Health
from evodesk.ui.glyphs import color_role, glyph_pixmap
from evodesk.ui.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

Tone = Literal["ok", "busy", "bad", "warn"]

_TONES: dict[Tone, Health] = {
    "ok": Health.OK,
    "busy": Health.CONNECTING,
    "bad": Health.DOWN,
    "warn": Health.NO_MODE,
}
_GLYPH = 14
_HEIGHT = 32
TALL = 36
"""For the few fields that a window is about."""


class Field(QLineEdit):
    def __init__(self, appearance: Appearance, name: str, height: int = _HEIGHT) -> None:
        super().__init__()
        self._appearance = appearance
        self._height = height
        self._is_bad = False
        self.setObjectName(name)
        self._restyle()
        appearance.changed.connect(self._restyle)

    def set_bad(self, bad: bool) -> None:
        self._is_bad = bad
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._height))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_bad:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._appearance.color("errFill"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _restyle(self) -> None:
        self.setFont(self._appearance.font("body"))


class Note(QWidget):
    """Glyph and sentence. It keeps its place while it is silent, so that nothing jumps."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._tone: Tone | None = None
        self._glyph = QLabel()
        self._glyph.setFixedSize(_GLYPH, _GLYPH)
        self._text = Label(appearance, font="small", wraps=True)
        self._text.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def say(self, tone: Tone, text: str) -> None:
        self._tone = tone
        self._text.setText(text)
        self._restyle()

    def fall_silent(self) -> None:
        self._tone = None
        self._text.clear()
        self._restyle()

    def _restyle(self) -> None:
        self.setMinimumHeight(self._text.fontMetrics().height())
        if self._tone is None:
            self._glyph.clear()
            return
        state = _TONES[self._tone]
        ratio = self.devicePixelRatioF()
        self._glyph.setPixmap(glyph_pixmap(state, _GLYPH, self._appearance, ratio))
        self._text.set_color(color_role(state))
