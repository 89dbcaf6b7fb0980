"""A button that tests whether an address leads to this computer, and the line that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.field import Note
from evodesk.ui.reach_words import reach_words

if TYPE_CHECKING:
    from evodesk.domain.reach import Reach
    from evodesk.ui.appearance import Appearance


class ReachTest(QWidget):
    wanted = Signal(str)
    """The address to try; answered by `show_reach`."""

    def __init__(self, appearance: Appearance, base: str) -> None:
        super().__init__()
        self._base = ""
        self._button = Button(appearance, self.tr("Test"))
        self._button.setObjectName("btn.reach")
        self._button.clicked.connect(self._ask)
        self._note = Note(appearance, "note.reach")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._note)
        self.set_base(base)

    def set_base(self, base: str) -> None:
        """Empty: there is nothing to try."""
        if base == self._base and base:
            return
        self._base = base
        self._button.setEnabled(bool(base))
        self._note.fall_silent()

    def show_reach(self, reach: Reach) -> None:
        """Ignored when it is about another address."""
        if reach.base != self._base:
            return
        self._button.setEnabled(True)
        self._note.say("bad" if reach.stuck else "ok", reach_words(reach))

    def _ask(self) -> None:
        self._button.setEnabled(False)
        self._note.say("busy", self.tr("Testing…"))
        self.wanted.emit(self._base)
