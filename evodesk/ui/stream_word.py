"""One honest word about how messages come in: live, connecting, armed or paused."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_SIGN, _GAP = 14, 4
_DOT, _RING = 8, 11


class Flow(StrEnum):
    """What the feed as a whole does; PAUSED is the reader's own doing."""

    OFF = "off"
    """No instance delivers here: no word."""
    CONNECTING = "connecting"
    ARMED = "armed"
    LIVE = "live"
    ASKING = "asking"
    """What goes to other systems is asked for, and nothing else comes in."""
    PAUSED = "paused"


_ROLES = {
    Flow.OFF: "textMuted",
    Flow.CONNECTING: "info",
    Flow.ARMED: "info",
    Flow.LIVE: "ok",
    Flow.ASKING: "info",
    Flow.PAUSED: "warn",
}
_ICONS = {Flow.ASKING: "eye", Flow.PAUSED: "pause"}


class StreamWord(QWidget):
    """Gives its word away before it presses others: the sign and the tooltip remain."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._flow = Flow.OFF
        self._period = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def flow(self) -> Flow:
        return self._flow

    def set_period(self, seconds: int) -> None:
        """How often what goes to other systems is asked for."""
        self._period = seconds
        self.show_flow(self._flow)

    def show_flow(self, flow: Flow) -> None:
        self._flow = flow
        armed = flow is Flow.ARMED
        tip = self.tr("Armed, waiting for the first event") if armed else self._word()
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        word = self._word()
        width = _SIGN + _GAP + self.fontMetrics().horizontalAdvance(word) + 2 if word else 0
        return QSize(width, max(_SIGN, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(_SIGN if self._word() else 0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._flow is Flow.OFF:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_sign(painter)
        room = self.rect().adjusted(_SIGN + _GAP, 0, 0, 0)
        metrics = self.fontMetrics()
        word = metrics.elidedText(self._word(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self._appearance.color(_ROLES[self._flow]))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_sign(self, painter: QPainter) -> None:
        """A dot; hollow while nothing is proven yet; an eye or two bars when nothing flows."""
        square = QRectF(0, (self.height() - _SIGN) / 2, _SIGN, _SIGN)
        if (icon := _ICONS.get(self._flow)) is not None:
            role, ratio = f"{_ROLES[self._flow]}Fill", self.devicePixelRatioF()
            painter.drawPixmap(square.topLeft(), self._appearance.pixmap(icon, _SIGN, role, ratio))
            return
        live = self._flow is Flow.LIVE
        side = _DOT if live else _RING
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(square.center())
        fill = self._appearance.color(f"{_ROLES[self._flow]}Fill")
        painter.setPen(QPen(Qt.PenStyle.NoPen) if live else QPen(fill, 2))
        painter.setBrush(fill if live else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot if live else dot.adjusted(1, 1, -1, -1))

    def _word(self) -> str:
        if self._flow is Flow.LIVE:
            return self.tr("Live")
        if self._flow is Flow.CONNECTING:
            return self.tr("Connecting")
        if self._flow is Flow.ARMED:
            return self.tr("Armed")
        if self._flow is Flow.ASKING:
            return self.tr("Asks every {s} s").format(s=self._period)
        return self.tr("Paused") if self._flow is Flow.PAUSED else ""

    def _restyle(self) -> None:
        self.setFont(self._appearance.font("smallStrong"))
        self.updateGeometry()
        self.update()
