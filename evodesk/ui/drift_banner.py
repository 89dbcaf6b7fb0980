"""The card's banner where somebody else changed the settings: both states, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evodesk.domain.status import Health
from evodesk.ui.banner import Banner
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.drift_words import DriftWords


class DriftBanner(Banner):
    keep_asked = Signal()
    apply_asked = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, Health.DRIFT)
        self.setObjectName("banner.drift")
        self._words: DriftWords | None = None
        self._values: list[QWidget] = []
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 4, 0, 6)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(1, 1)
        self._keep = Button(appearance, kind="primary")
        self._keep.setObjectName("btn.drift.keep")
        self._keep.clicked.connect(self.keep_asked)
        self._apply = Button(appearance)
        self._apply.setObjectName("btn.drift.apply")
        self._apply.clicked.connect(self.apply_asked)
        self._note = Label(appearance, font="small", color="textMuted", wraps=True)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(self._lines)
        for part in (self._keep, self._apply, self._note):
            column.addWidget(part)
        self.add_below(column)

    def show_drift(self, words: DriftWords | None, blocked: str) -> None:
        """None hides it. `blocked`: why nothing can be written to the server now, or empty."""
        self.setVisible(words is not None)
        if words is None:
            return
        self._apply.setEnabled(not blocked)
        self._apply.setToolTip(blocked)
        if words == self._words:
            return
        self._words = words
        self.show_words(words.title, icon="git-compare")
        self._show_lines(words.lines)
        for button, word in ((self._keep, words.keep), (self._apply, words.apply)):
            button.setText(word)
            button.setVisible(bool(word))
        self._note.setText(words.note)

    def _show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        for part in self._values:
            self._lines.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._values = []
        for row, (label, value) in enumerate(lines):
            font = "smallStrong" if row == 0 else "small"
            self._put(Label(self._appearance, label, "small", "textMuted"), row, 0)
            self._put(Label(self._appearance, breakable(value), font, wraps=True), row, 1)
        told = ". ".join(f"{label}: {value}" for label, value in lines)
        self.setAccessibleDescription(told)

    def _put(self, part: QWidget, row: int, column: int) -> None:
        self._values.append(part)
        self._lines.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)


def breakable(text: str) -> str:
    """Hosts and names of events may go on in the next line, or they would widen the card."""
    return text.replace(".", ".\u200b").replace("_", "_\u200b")
