"""The button of the header that names the server: glyph, name, address, chevron."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from evodesk.domain.status import Health, ServerState
from evodesk.ui.glyphs import paint_glyph
from evodesk.ui.spinner import Spinner
from evodesk.ui.style import paint_box, paint_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_PAD, _GLYPH, _GAP, _CHEVRON = 11, 16, 9, 14
_HEIGHT = 36
_SHORTEST_NAME = 6
"""Letters of the name that stay when the window is narrow."""


class ServerButton(QPushButton):
    """The address gives way first, then the name."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._state: ServerState | None = None
        self._name = self._address = ""
        self._shows_address = True
        self._spinner = Spinner(appearance, self)
        self.setObjectName("header.server")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def show_name(self, name: str, address: str, state: ServerState | None) -> None:
        """Without a server, `name` is an invitation and `state` None."""
        self._name, self._address, self._state = name, address, state
        self.setToolTip(address)
        self.setAccessibleName(f"{name}, {address}" if address else name)
        self._spinner.set_turning(self, state is ServerState.CONNECTING)
        self.updateGeometry()
        self.update()

    def set_shows_address(self, shows: bool) -> None:
        self._shows_address = shows
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name, address = self._metrics()
        width = self._fixed_width() + name.horizontalAdvance(self._name) + 1
        if self._visible_address():
            width += _GAP + address.horizontalAdvance(self._visible_address()) + 1
        return QSize(width, max(_HEIGHT, name.height() + 16))

    def minimumSizeHint(self) -> QSize:
        name, _ = self._metrics()
        shortest = min(name.horizontalAdvance(self._name), name.averageCharWidth() * _SHORTEST_NAME)
        return QSize(self._fixed_width() + shortest + 1, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._paint_box()
        top = (self.height() - _GLYPH) / 2
        glyph = QRectF(_PAD, top, _GLYPH, _GLYPH)
        state, phase = self._state or Health.UNKNOWN, self._spinner.phase
        paint_glyph(painter, glyph, state, self._appearance, phase)
        self._paint_words(painter)
        self._paint_chevron(painter)

    def _paint_box(self) -> QPainter:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        hot = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Sunken)
        ground, edge = ("hover", "borderStrong") if hot else ("surface", "border")
        painter = paint_box(self, self._appearance, ground, edge, 6)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._appearance)
        return painter

    def _paint_words(self, painter: QPainter) -> None:
        name, address = self._metrics()
        left = _PAD + _GLYPH + _GAP
        room = self.width() - self._fixed_width() + 1
        shown = name.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._appearance.font("bodyStrong"))
        painter.setPen(self._appearance.color("text"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, 0, room, self.height()), middle, shown)
        left += name.horizontalAdvance(shown) + _GAP
        room -= name.horizontalAdvance(shown) + _GAP
        text = self._visible_address()
        if text and shown == self._name and room > address.averageCharWidth() * 4:
            painter.setFont(self._appearance.font("body"))
            painter.setPen(self._appearance.color("textMuted"))
            elided = address.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(QRect(left, 0, room, self.height()), middle, elided)

    def _paint_chevron(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        arrow = self._appearance.pixmap("chevron-down", _CHEVRON, "textMuted", ratio)
        left = self.width() - _PAD - _CHEVRON
        painter.drawPixmap(left, (self.height() - _CHEVRON) // 2, arrow)

    def _fixed_width(self) -> int:
        return _PAD + _GLYPH + _GAP + _GAP + _CHEVRON + _PAD

    def _visible_address(self) -> str:
        return self._address if self._shows_address else ""

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return (
            QFontMetrics(self._appearance.font("bodyStrong")),
            QFontMetrics(self._appearance.font("body")),
        )
