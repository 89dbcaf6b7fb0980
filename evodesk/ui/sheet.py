"""The window-modal sheet that questions are asked on. Shown by `open()`, never by `exec()`.

As tall as what it says; where the screen is not, it is scrolled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.label import IconLabel, Label
from evodesk.ui.roomy import roomy_size, scrolling

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

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
        content = QWidget()
        content.installEventFilter(self)
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, QPalette.ColorRole.Base))

    def add_title(self, icon: str, role: str, title: str) -> None:
        self.setWindowTitle(title)
        row = QHBoxLayout()
        row.setSpacing(10)
        picture = IconLabel(self._appearance, icon, role, 22)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._appearance, title, "dialogTitle", wraps=True), 1)
        self.body.addLayout(row)

    def add_buttons(
        self, go: Button, instead: Button | None = None, *, closes: bool = True
    ) -> Button:
        """`go` at the left, cancelling at the right, and what could be done `instead` behind it;
        returns the cancelling one. `closes`: the sheet is accepted by `go`."""
        go.setObjectName("btn.go")
        if closes:
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
        """Take the height that the wrapped texts need at the sheet's width; again by itself when
        they change."""
        width = roomy_size(self._appearance, self, _WIDTH, 0).width()
        wanted = QSize(width, self.body.totalHeightForWidth(width))
        self.setFixedSize(wanted.boundedTo(self.screen().availableSize()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.settle()
        return super().eventFilter(watched, event)
