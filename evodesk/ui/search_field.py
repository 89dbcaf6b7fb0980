"""A quiet input with a magnifier, and a cross while there is something to clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from evodesk.ui.appearance import Appearance


_PASSING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
)
"""A menu or another window takes the focus and gives it back; Tab goes on to the filters."""


class SearchField(QLineEdit):
    use_changed = Signal()
    left = Signal()
    """Esc."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        """`name`: placeholder and accessible name."""
        super().__init__()
        self._appearance = appearance
        self.in_use = False
        """Somebody went to it. A focus that fell to it when a window opened does not count, nor
        does Tab: who only passes by finds the buttons beside it in their places."""
        self.setProperty("quiet", True)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._magnifier = self.addAction(
            appearance.icon("search", "textMuted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._cross = self.addAction(
            appearance.icon("circle-x", "textMuted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._cross.setToolTip(self.tr("Clear search"))
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear)
        self.textChanged.connect(self._show_cross)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._set_used(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._set_used(False)

    def use(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._set_used(True)

    def release(self) -> None:
        """Not in use any more, wherever the focus is."""
        self._set_used(False)

    def _set_used(self, used: bool) -> None:
        self.in_use = used
        self.use_changed.emit()

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def _restyle(self) -> None:
        self.setFont(self._appearance.font("body"))
        self._magnifier.setIcon(self._appearance.icon("search", "textMuted"))
        self._cross.setIcon(self._appearance.icon("circle-x", "textMuted"))
