"""One line above search results: how many there are, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evodesk.ui.buttons import Button, IconButton
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.label import Label
from evodesk.ui.row_words import local_time
from evodesk.ui.style import paint_bar
from evodesk.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_LEAST_HEIGHT, _GAP = 35, 6


class ResultsBar(QWidget):
    clear_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._count = Label(appearance, font="smallStrong")
        self._span = ElidedLabel(appearance, font="small", color="textMuted")
        self._clear = Button(appearance, self.tr("Clear filters"), kind="link")
        self._clear.setObjectName("btn.clearFilters")
        self._clear.clicked.connect(self.clear_wanted)
        self._export = IconButton(appearance, "download", self.tr("Export what was found…"))
        self._export.setObjectName("btn.export")
        self._export.clicked.connect(self.export_wanted)
        self._lay_out()
        self.hide()

    def show_clearing(self, possible: bool) -> None:
        """There are filters to clear."""
        self._clear.setVisible(possible)

    def show_searching(self) -> None:
        self._count.setText(self.tr("Searching…"))
        self._span.show_text("")

    def show_rows(self, count: int, more: bool) -> None:
        """So many are shown; with `more` the number of all is still being counted."""
        # With none, the words below the bar say it.
        self._export.setVisible(count > 0)
        self._count.setText("" if more or not count else self._found(count))
        self._span.show_text("")

    def show_extent(self, count: int, first: int, last: int) -> None:
        """Of all that was found: how many, and the days (unix seconds) of its ends."""
        self._count.setText(self._found(count) if count else "")
        self._span.show_text(self._between(*sorted((first, last))) if count else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "window")

    def _lay_out(self) -> None:
        acts = QWidget()
        line = QHBoxLayout(acts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(self._clear)
        line.addWidget(self._export)
        row = WrappingRow(QMargins(12, 2, 8, 3), _GAP, last_apart=True)
        for part in (self._count, self._span, acts):
            row.addWidget(part)
        self.setLayout(row)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def _found(self, count: int) -> str:
        return self.tr("%Ln found", "", count)

    def _between(self, first: int, last: int) -> str:
        begin, end = (f"{local_time(at):%d/%m/%Y}" for at in (first, last))
        if begin == end:
            return begin
        return self.tr("{first} to {last}").format(first=begin, last=end)
