"""The splitter between the panes: a line of 1 px, easy to grab, double click for the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from evodesk.ui.appearance import Appearance

_GRAB = 3
"""px at each side of the line."""


class PaneSplitter(QSplitter):
    default_wanted = Signal()
    """Somebody double-clicked a line."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.appearance = appearance
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Line(self)


class _Line(QSplitterHandle):
    def __init__(self, splitter: PaneSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._splitter = splitter

    def paintEvent(self, _event: QPaintEvent) -> None:
        role = "borderStrong" if self.underMouse() else "border"
        QPainter(self).fillRect(self.contentsRect(), self._splitter.appearance.color(role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Qt's own leaves 5 px to grab; the margins are what it places the handle by.
        self.setContentsMargins(_GRAB, 0, _GRAB, 0)
        self.setMask(self.contentsRect().adjusted(-_GRAB, 0, _GRAB, 0))
        QWidget.resizeEvent(self, event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._splitter.default_wanted.emit()
