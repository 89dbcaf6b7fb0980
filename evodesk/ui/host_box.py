"""Where something goes: the host in large letters, under it the address as it may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.label import IconLabel, Label
from evodesk.ui.style import paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance


class HostBox(QFrame):
    def __init__(self, appearance: Appearance, host: str, url: str = "") -> None:
        """`url`: masked; what does not fit on its line is in the tooltip."""
        super().__init__()
        self._appearance = appearance
        words = QVBoxLayout()
        words.setSpacing(2)
        name = Label(appearance, host, "title", wraps=True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(name)
        if url:
            address = ElidedLabel(appearance, url, "mono", "textMuted")
            words.addWidget(address, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        icon = IconLabel(appearance, "external-link", "textMuted", 16)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_box(self, self._appearance, "sunken", "border")
