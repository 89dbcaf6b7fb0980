"""Beside a row whose switch failed: the cause, what stays, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evodesk.domain.status import Health
from evodesk.ui import texts
from evodesk.ui.buttons import Button, IconButton
from evodesk.ui.glyphs import glyph_pixmap
from evodesk.ui.instance_words import what_stays
from evodesk.ui.label import Label
from evodesk.ui.roomy import roomy_size
from evodesk.ui.style import paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from evodesk.domain.switch import Failure
    from evodesk.ui.appearance import Appearance

_WIDTH, _RADIUS = 372, 8
_CAN_ASK = "websocket_off"
"""The one cause that somebody else must be asked to mend."""


class FailurePopover(QFrame):
    """Closes by Esc, by a click elsewhere, and after each button."""

    retry_wanted = Signal(str, object)

    def __init__(
        self, failure: Failure, title: str, host: str, appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover.failure")
        self._failure, self._host, self._appearance = failure, host, appearance
        words = texts.error_words(failure.code, dict(failure.values))
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 14, 14, 14)
        column.setSpacing(8)
        column.addLayout(self._head(self.tr("Could not switch")))
        for text, color in (
            (words.text, "text"),
            (what_stays(failure, title), "text"),
            (words.todo, "textMuted"),
        ):
            if text:
                column.addWidget(Label(appearance, text, color=color, wraps=True))
        column.addSpacing(4)
        buttons = self._buttons()
        column.addLayout(buttons)
        margins = column.contentsMargins()
        needed = buttons.sizeHint().width() + margins.left() + margins.right()
        self.setFixedWidth(max(roomy_size(appearance, self, _WIDTH, 0).width(), needed))

    def open_beside(self, anchor: QWidget) -> None:
        """To the right of the anchor's list, its upper edge a little above the anchor."""
        self.adjustSize()
        self.setFixedHeight(self.heightForWidth(self.width()))
        corner = anchor.mapToGlobal(QPoint(anchor.width() + 12, -70))
        screen = anchor.screen().availableGeometry()
        x = min(corner.x(), screen.right() - self.width())
        y = max(screen.top(), min(corner.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self._retry.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A mask and no translucent window: that one has black corners without a compositor.
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(self, self._appearance, "raised", "borderStrong", _RADIUS)

    def _head(self, title: str) -> QHBoxLayout:
        glyph = QLabel()
        ratio = self.devicePixelRatioF()
        glyph.setPixmap(glyph_pixmap(Health.DOWN, 18, self._appearance, ratio))
        close = IconButton(self._appearance, "x", self.tr("Close"), side=28)
        close.clicked.connect(self.close)
        line = QHBoxLayout()
        line.setSpacing(9)
        line.addWidget(glyph)
        line.addWidget(Label(self._appearance, title, "title", wraps=True), 1)
        line.addWidget(close)
        return line

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        if self._failure.code == _CAN_ASK and self._host:
            copy = Button(self._appearance, self.tr("Copy request"), icon="copy")
            copy.setObjectName("btn.copyRequest")
            copy.clicked.connect(self._copy_request)
            line.addWidget(copy)
        self._retry = Button(self._appearance, self.tr("Try again"), icon="rotate-cw")
        self._retry.setObjectName("btn.retry")
        self._retry.clicked.connect(self._ask_again)
        line.addWidget(self._retry)
        line.addStretch(1)
        return line

    def _copy_request(self) -> None:
        pattern = self.tr(
            "Hello! On server {host} WebSocket is off. Could you set WEBSOCKET_ENABLED=true and"
            " restart? Instance {instance} needs it."
        )
        request = pattern.format(host=self._host, instance=self._failure.instance)
        QGuiApplication.clipboard().setText(request)
        self.close()

    def _ask_again(self) -> None:
        self.retry_wanted.emit(self._failure.instance, self._failure.side)
        self.close()
