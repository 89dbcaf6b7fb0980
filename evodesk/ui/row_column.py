"""The scrolling column of instance rows; its scroll bar lies over the rows' right margin.

Only what is in view, and somewhat more, exists as widgets: two radios with their words cost as much
for the row that nobody sees, and a server may have hundreds of instances.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from evodesk.ui.instance_shape import RowMeasures, shape_of
from evodesk.ui.instance_words import strip_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QResizeEvent

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.instance_row import InstanceRow

_BEYOND = 640
"""px above and below the view in which rows are there already."""


class RowColumn(QScrollArea):
    """Shows the instances of `show_all` in that order. `make` builds a row when it comes near the
    view; one that leaves goes away, but for the current one, where the Tab key stops."""

    def __init__(
        self, measures: RowMeasures, make: Callable[[InstanceStatus], InstanceRow]
    ) -> None:
        super().__init__()
        self._measures, self._make = measures, make
        self._shown: dict[str, InstanceStatus] = {}
        self._names: list[str] = []
        self._tops = [0]
        """Of each row, and where the last one ends."""
        self._laid_out: list[str] = []
        """Whose tops these are."""
        self._rows: dict[str, InstanceRow] = {}
        self._current = ""
        self._inside = QWidget()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)
        # The pane's own ground shows through. A background role would change the labels' ink too.
        for part in (self.viewport(), self._inside):
            part.setAutoFillBackground(False)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._lay_bar_over)
        bar.valueChanged.connect(self._furnish)

    def __contains__(self, name: str) -> bool:
        """Whether it is shown, in view or not."""
        return name in self._shown

    @property
    def rows(self) -> Iterable[InstanceRow]:
        """Those that exist at the moment."""
        return self._rows.values()

    @property
    def current(self) -> str:
        return self._current

    def show_all(self, statuses: Iterable[InstanceStatus]) -> None:
        """These and no others; a row that stays keeps its widget and focus."""
        self._shown = {status.name: status for status in statuses}
        self._names = list(self._shown)
        for name, row in self._rows.items():
            if name in self._shown and row.status != self._shown[name]:
                row.show_status(self._shown[name])
        self._lay_out()

    def update_status(self, status: InstanceStatus) -> None:
        """One that is shown has changed."""
        before, self._shown[status.name] = self._shown[status.name], status
        if (row := self._rows.get(status.name)) is not None:
            row.show_status(status)
        if (strip_of(before) is None) is not (strip_of(status) is None):
            self._lay_out()

    def row(self, name: str) -> InstanceRow:
        """Of an instance that is shown; it is built where it is out of view."""
        if name not in self._rows:
            place = self._names.index(name)
            row = self._make(self._shown[name])
            row.setParent(self._inside)
            row.setGeometry(self._box(place))
            # Screen readers go from child to child.
            below = (self._rows[each] for each in self._names[place:] if each in self._rows)
            if (following := next(below, None)) is not None:
                row.stackUnder(following)
            row.show()
            self._rows[name] = row
        return self._rows[name]

    def make_current(self, name: str) -> InstanceRow:
        """The row where the Tab key stops from now on."""
        self._current = name
        return self.row(name)

    def show_measures(self, measures: RowMeasures) -> None:
        self._measures = measures
        for row in self._rows.values():
            row.show_measures(measures)
        self._lay_out()

    def neighbour(self, name: str, key: Qt.Key) -> str:
        """Where an arrow or page key leads; at an end the name itself."""
        page = max(1, self.viewport().height() // self._heights()[False])
        here, last = self._names.index(name), len(self._names) - 1
        places = {
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_PageUp: here - page,
            Qt.Key.Key_PageDown: here + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        return self._names[min(last, max(0, places[key]))]

    def reveal(self, name: str) -> None:
        self.ensureWidgetVisible(self.row(name), 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        first, cut = self._first_in_view()
        heights = self._heights()
        rows = (heights[strip_of(status) is not None] for status in self._shown.values())
        self._tops, self._laid_out = list(accumulate(rows, initial=0)), list(self._names)
        self._inside.resize(self.viewport().width(), self._tops[-1])
        if first in self._shown:
            self.verticalScrollBar().setValue(self._tops[self._names.index(first)] + cut)
        for name, row in self._rows.items():
            if name in self._shown:
                row.setGeometry(self._box(self._names.index(name)))
        self._furnish()

    def _first_in_view(self) -> tuple[str, int]:
        """The row that stays where it is when others grow above it, and by how much it is cut;
        none at the very top."""
        value = self.verticalScrollBar().value()
        place = bisect_right(self._tops, value) - 1
        if value == 0 or place >= len(self._laid_out):
            return "", 0
        return self._laid_out[place], value - self._tops[place]

    def _heights(self) -> dict[bool, int]:
        """Of a row without and with a strip."""
        width = self.viewport().width()
        return {has: shape_of(width, self._measures, has_strip=has).height for has in (False, True)}

    def _furnish(self) -> None:
        """Rows where people look, none elsewhere."""
        top = self.verticalScrollBar().value()
        first = bisect_right(self._tops, top - _BEYOND) - 1
        end = bisect_left(self._tops, top + self.viewport().height() + _BEYOND)
        near = self._names[max(0, first) : end]
        wanted = {*near, self._current} & self._shown.keys()
        gone = [self._rows.pop(name) for name in self._rows.keys() - wanted]
        for name in near:
            self.row(name)
        for row in gone:  # where the focus was, Qt may scroll when it is hidden, and we come again
            row.hide()
            row.setParent(None)
            row.deleteLater()

    def _box(self, place: int) -> QRect:
        top, end = self._tops[place : place + 2]
        return QRect(0, top, self.viewport().width(), end - top)

    def _lay_bar_over(self, _low: int, high: int) -> None:
        bar = self.verticalScrollBar()
        self.setViewportMargins(0, 0, -bar.sizeHint().width() if high > 0 else 0, 0)
        holder = bar.parentWidget()
        if holder is not None:
            holder.raise_()
