"""The window-modal sheet that questions are asked on. Shown by `open()`, never by `exec()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.label import IconLabel, Label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_WIDTH = 520


class Sheet(QDialog):
    """A title line above `body`, which a subclass fills; Esc cancels."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setObjectName(f"sheet.{name}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._appearance.color("surface"))

    def add_title(self, icon: str, role: str, title: str) -> None:
        self.setWindowTitle(title)
        row = QHBoxLayout()
        row.setSpacing(10)
        picture = IconLabel(self._appearance, icon, role, 22)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._appearance, title, "dialogTitle", wraps=True), 1)
        self.body.addLayout(row)

    def add_buttons(self, go: Button, instead: Button | None = None) -> Button:
        """`go` at the left, cancelling at the right, and what could be done `instead` behind it;
        returns the cancelling one."""
        go.setObjectName("btn.go")
        go.clicked.connect(self.accept)
        cancel = Button(self._appearance, self.tr("Cancel"))
        cancel.setObjectName("btn.cancel")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(go)
        row.addStretch(1)
        row.addWidget(cancel)
        if instead is not None:
            row.addWidget(instead)
        self.body.addSpacing(8)
        self.body.addLayout(row)
        return cancel

    def settle(self) -> None:
        """Take the height that the wrapped texts need at the sheet's width."""
        self.setFixedSize(_WIDTH, self.body.totalHeightForWidth(_WIDTH))
