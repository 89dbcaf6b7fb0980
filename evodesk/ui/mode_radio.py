"""The radio that asks for a mode. It never checks itself: only what the server says does.

A plain QRadioButton clicks its neighbour on an arrow key, which would switch a customer's
production by accident. Here arrows go to the parent, which only moves the focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QRadioButton, QWidget

from evodesk.ui import texts
from evodesk.ui.glyphs import paint_spinner
from evodesk.ui.style import paint_focus, paint_radio

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from evodesk.domain.reception import Side
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.spinner import Spinner

INSET = 4
"""px between the left edge and the circle: room for the focus ring."""
_CIRCLE = 16
_GAP = 6
_LINK = 12
"""Side of the icon that tells of another system."""
MARGIN = 4
"""px after the word or the mark: room for the focus ring."""
_HEIGHT = 28
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def radio_size(metrics: QFontMetrics, word: str, external: bool) -> QSize:
    """What a radio needs; `metrics` of its strong font, `external` with the mark."""
    width = INSET + _CIRCLE + _GAP + metrics.horizontalAdvance(word) + MARGIN
    return QSize(width + (_GAP + _LINK if external else 0), max(_HEIGHT, metrics.height() + 6))


class ModeRadio(QRadioButton):
    """`asked` tells the wish. Whoever knows the server's state calls `show_state`."""

    asked = Signal(object)
    """A person clicked or pressed Space: the Side."""

    def __init__(
        self,
        side: Side,
        appearance: Appearance,
        spinner: Spinner,
        parent: QWidget,
        *,
        heading: bool = False,
    ) -> None:
        super().__init__(texts.mode_word(side), parent)
        self.side = side
        self._appearance, self._spinner = appearance, spinner
        self._heading = heading
        """Whether the word is a heading: always strong, never muted."""
        self._external = False
        self._pending = False
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._ask)

    def show_state(
        self, *, on: bool, pending: bool = False, external: bool = False, enabled: bool = True
    ) -> None:
        """`pending`: the target of a running switch; `external`: delivers to another system."""
        self._external = external
        self._pending = pending
        self.setChecked(on)
        self.setEnabled(enabled)
        self._spinner.set_turning(self, pending)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._word_font(strong=True))
        return radio_size(metrics, self.text(), self._external)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Nothing: a click asks and does not check."""

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - _CIRCLE) / 2
        circle = QRectF(INSET, top, _CIRCLE, _CIRCLE)
        if self._pending:
            ring = circle.adjusted(1, 1, -1, -1)
            paint_spinner(painter, ring, self._appearance, self._spinner.phase)
        else:
            paint_radio(
                painter, circle, self._appearance, on=self.isChecked(), enabled=self.isEnabled()
            )
        self._paint_word(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._appearance, 5)

    def _ask(self) -> None:
        self.asked.emit(self.side)

    def _paint_word(self, painter: QPainter) -> None:
        left = INSET + _CIRCLE + _GAP
        metrics = QFontMetrics(self._word_font(self._is_strong))
        width = metrics.horizontalAdvance(self.text())
        painter.setFont(self._word_font(self._is_strong))
        painter.setPen(self._appearance.color("text" if self._is_strong else "textMuted"))
        box = QRect(left, 0, width + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._external:
            ratio = self.devicePixelRatioF()
            link = self._appearance.pixmap("external-link", _LINK, "textMuted", ratio)
            painter.drawPixmap(left + width + _GAP, (self.height() - _LINK) // 2, link)

    @property
    def _is_strong(self) -> bool:
        return self._heading or (self.isChecked() and self.isEnabled())

    def _word_font(self, strong: bool) -> QFont:
        if self._heading:
            return self._appearance.font("bodyStrong")
        return self._appearance.font("smallStrong" if strong else "small")
