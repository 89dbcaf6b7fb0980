"""The scrolling column of instance rows; its scroll bar lies over the rows' right margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from evodesk.ui.instance_row import InstanceRow


class RowColumn(QScrollArea):
    """Holds the rows in the order of `arrange`; knows nothing of what they show."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)
        # The pane's own ground shows through. A background role would change the labels' ink too.
        for part in (self.viewport(), inside):
            part.setAutoFillBackground(False)
        self.rows: list[InstanceRow] = []
        self.verticalScrollBar().rangeChanged.connect(self._lay_bar_over)

    def arrange(self, rows: Sequence[InstanceRow]) -> None:
        """Put the rows into this order; those that are in place are not touched."""
        for place, row in enumerate(rows):
            item = self._column.itemAt(place)
            if item is None or item.widget() is not row:
                self._column.insertWidget(place, row)
        self.rows = list(rows)

    def show_only(self, shown: Collection[InstanceRow]) -> None:
        """Hide the rows that are not among these."""
        if all(row.isHidden() is (row not in shown) for row in self.rows):
            return
        # Each row that appears would lay all of them out again: seconds with 500 rows.
        self._column.setEnabled(False)
        for row in self.rows:
            row.setVisible(row in shown)
        self._column.setEnabled(True)
        self._column.invalidate()

    def remove(self, row: InstanceRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)

    def neighbour(self, row: InstanceRow, key: Qt.Key) -> InstanceRow:
        """The shown row that an arrow or page key leads to; at an end the row itself."""
        shown = [other for other in self.rows if not other.isHidden()]
        page = max(1, self.viewport().height() // max(1, row.height()))
        here = shown.index(row)
        places = {
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_PageUp: here - page,
            Qt.Key.Key_PageDown: here + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(shown) - 1,
        }
        return shown[min(len(shown) - 1, max(0, places[key]))]

    def reveal(self, row: InstanceRow) -> None:
        self.ensureWidgetVisible(row, 0, 0)

    def _lay_bar_over(self, _low: int, high: int) -> None:
        bar = self.verticalScrollBar()
        self.setViewportMargins(0, 0, -bar.sizeHint().width() if high > 0 else 0, 0)
        holder = bar.parentWidget()
        if holder is not None:
            holder.raise_()
