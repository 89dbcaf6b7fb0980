"""What every page of the settings window is made of: title, rows with a control at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.label import Label
from evodesk.ui.line import Line

if TYPE_CHECKING:
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance


class SettingsPage(QWidget):
    """A subclass adds its rows; a change of language builds the page anew."""

    changed = Signal(object)
    """The Settings with one value changed."""

    def __init__(self, appearance: Appearance, title: str, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        """The latest; the window tells each page when another one changed them."""
        self._appearance = appearance
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(32, 26, 32, 24)
        self.column.setSpacing(0)
        self.column.addWidget(Label(appearance, title, "dialogTitle", wraps=True))
        self.column.addSpacing(16)

    def add_row(self, title: str, control: QWidget, help_text: str = "") -> None:
        """Words at the left, control at the right; the words name the control."""
        control.setAccessibleName(title)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self._appearance, title, "bodyStrong", wraps=True))
        if help_text:
            words.addWidget(self.small(help_text))
            words.addStretch(1)
            control.setAccessibleDescription(help_text)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.column.addSpacing(16)

    def add_line(self) -> None:
        self.column.addWidget(Line(self._appearance))
        self.column.addSpacing(16)

    def small(self, text: str) -> Label:
        return Label(self._appearance, text, "small", "textMuted", wraps=True)
