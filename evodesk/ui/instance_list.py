"""The left pane: every instance of the server, its state, its two radios, and who has a problem.

Rows stay where they are: alphabetical, never sorted by state.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from evodesk.domain.status import Health
from evodesk.ui import instance_words as words
from evodesk.ui import texts
from evodesk.ui.blank import Blank
from evodesk.ui.chip_bar import ChipBar, chips_of, fits_chip, fits_text
from evodesk.ui.failure_popover import FailurePopover
from evodesk.ui.instance_row import InstanceRow
from evodesk.ui.instance_shape import measure, width_beside
from evodesk.ui.label import Label
from evodesk.ui.row_column import RowColumn
from evodesk.ui.search_field import SearchField
from evodesk.ui.seen_timer import SeenTimer
from evodesk.ui.shape import BAR
from evodesk.ui.spinner import Spinner

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

_FILTER, _FILTER_NARROW = 168, 128
_TICK_MS = 1000


class InstanceList(QWidget):
    """Values in: `show_instances`, `update_instances`; wishes out: the signals."""

    selected = Signal(str)
    mode_requested = Signal(str, object)
    strip_pressed = Signal(str, str)
    """Instance, and the strip's kind."""

    def __init__(
        self,
        appearance: Appearance,
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._clock = appearance, clock
        self._spinner = Spinner(appearance, self)
        self._measures = measure(appearance)
        self._statuses: dict[str, InstanceStatus] = {}
        self._selected = self._host = self._blocked = self._waiting = ""
        self._is_narrow = False
        self._chips = ChipBar(appearance)
        self._chips.chosen.connect(self._show_filtered)
        self._column = RowColumn(self._measures, self._new_row)
        self._empty = Blank(appearance, "inbox")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._column)
        self._stack.addWidget(self._empty)
        SeenTimer(self, _TICK_MS, self._refresh_words)
        self._build()
        appearance.changed.connect(self._restyle)

    @property
    def width_wanted(self) -> int:
        """With less, the radios leave the line of the state word."""
        return width_beside(self._measures)

    def show_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        """The whole list."""
        self._statuses = {status.name: status for status in sorted(statuses, key=_place)}
        if self._selected not in self._statuses:
            self._selected = ""
        self._show_filtered()

    def update_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        """These changed; unknown names are left to the next `show_instances`. The others are
        looked through only for what may change their places, however many they are."""
        moved = regrouped = False
        for status in statuses:
            before = self._statuses.get(status.name)
            if before is None:
                continue
            self._announce(before, status)
            moved |= before.title != status.title
            regrouped |= _group(before) != _group(status)
            self._statuses[status.name] = status
            if status.name in self._column:
                self._column.update_status(status)
        if moved:
            self.show_instances(tuple(self._statuses.values()))
        elif regrouped:
            self._show_filtered()

    def select(self, name: str) -> None:
        """Mark a row as the one that the inspector shows; an unknown name marks none."""
        self._selected = name if name in self._statuses else ""
        for row in self._column.rows:
            row.set_selected(row.status.name == self._selected)
        if self._selected in self._column:
            self._make_current(self._selected)
            self._column.reveal(self._selected)

    def set_enabled(self, enabled: bool, reason: str = "") -> None:
        """Whether modes can be asked for; `reason` becomes the radios' tooltip."""
        self._blocked = "" if enabled else reason
        for row in self._column.rows:
            row.set_blocked(self._blocked)

    def set_waiting(self, why: str) -> None:
        """Why it is not known which instances there are; empty: the server has told."""
        self._waiting = why
        self._tell_empty(self._filter.text().strip())

    def set_host(self, host: str) -> None:
        """The server's host, for the request that "Copy request" copies."""
        self._host = host

    def set_narrow(self, narrow: bool) -> None:
        """Short chips, no phones, a short filter field."""
        self._is_narrow = narrow
        self._filter.setFixedWidth(_FILTER_NARROW if narrow else _FILTER)
        for row in self._column.rows:
            row.set_narrow(narrow)
        self._chips.set_narrow(narrow)

    def focus_filter(self) -> None:
        self._filter.use()

    def focus_rows(self) -> None:
        """For F6: to the current row."""
        if (current := self._column.current) in self._column:
            self._column.row(current).setFocus()
            self._column.reveal(current)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("surface"))
        for bottom in (BAR, BAR + self._chips.height()):
            painter.fillRect(0, bottom - 1, self.width(), 1, self._appearance.color("border"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._chips)
        column.addWidget(self._stack, 1)
        self._show_filtered()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(BAR)
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 0, 10, 0)
        line.setSpacing(8)
        line.addWidget(Label(self._appearance, self.tr("Instances"), "title"))
        line.addStretch(1)
        self._filter = SearchField(self._appearance, self.tr("Filter"))
        self._filter.setObjectName("filter.instances")
        self._filter.setFixedWidth(_FILTER)
        self._filter.textChanged.connect(self._show_filtered)
        self._filter.left.connect(self._filter.clear)
        line.addWidget(self._filter)
        return bar

    def _new_row(self, status: InstanceStatus) -> InstanceRow:
        row = InstanceRow(status, self._appearance, self._spinner, self._measures, self._clock)
        row.set_narrow(self._is_narrow)
        row.set_blocked(self._blocked)
        row.set_selected(status.name == self._selected)
        row.selected.connect(self._select)
        row.mode_requested.connect(self.mode_requested)
        row.strip_pressed.connect(self._press_strip)
        row.stepped.connect(self._step)
        row.entered.connect(self._enter)
        return row

    def _select(self, name: str) -> None:
        self.select(name)
        self.selected.emit(name)

    def _press_strip(self, name: str, which: str) -> None:
        if which == "failed":
            self._explain(self._column.row(name))
        else:
            self._select(name)
        self.strip_pressed.emit(name, which)

    def _explain(self, row: InstanceRow) -> None:
        failure = row.status.failure
        if failure is None:
            return
        popover = FailurePopover(failure, row.status.title, self._host, self._appearance, self)
        popover.retry_wanted.connect(self.mode_requested)
        popover.open_beside(row)

    def _step(self, row: InstanceRow, key: Qt.Key) -> None:
        name = self._column.neighbour(row.status.name, key)
        if name == row.status.name:
            return
        side = row.focused_side
        target = self._make_current(name)
        (target.radios[side] if side else target).setFocus(Qt.FocusReason.TabFocusReason)
        self._column.reveal(name)

    def _enter(self, row: InstanceRow) -> None:
        self._make_current(row.status.name)

    def _make_current(self, name: str) -> InstanceRow:
        row = self._column.make_current(name)
        for other in self._column.rows:
            if other.is_current and other is not row:
                other.set_current(False)
        # Qt puts rows, which come late, behind everything else in the window.
        self.setTabOrder(self._chips.last, row)
        row.set_current(True)
        return row

    def _show_filtered(self) -> None:
        text, chip = self._filter.text(), self._chips.chip
        shown = [
            status
            for status in self._statuses.values()
            if fits_chip(status, chip) and fits_text(status, text)
        ]
        self._column.show_all(shown)
        self._stack.setCurrentWidget(self._column if shown else self._empty)
        self._tell_empty(text.strip())
        self._chips.count(self._statuses.values())
        if shown:  # one of them must be a stop of the Tab key
            current = self._column.current
            self._make_current(current if current in self._column else shown[0].name)

    def _tell_empty(self, text: str) -> None:
        if not self._statuses and self._waiting:
            self._empty.show_words(self._waiting, "")
        elif not self._statuses:
            title = self.tr("This server has no instances")
            self._empty.show_words(
                title, self.tr("Create one in the Evolution manager and refresh.")
            )
        elif text:
            self._empty.show_words(self.tr("Nothing with “{text}”").format(text=text), "")
        else:
            self._empty.show_words(self.tr("No instance in this state"), "")

    def _announce(self, before: InstanceStatus, after: InstanceStatus) -> None:
        """Tell screen readers at once about a failed switch and a lost phone."""
        strip = words.strip_of(after)
        if after.failure is not None and before.failure != after.failure and strip:
            sentence = f"{after.title}: {strip.text}"
        elif after.health is Health.DOWN and before.health is not Health.DOWN:
            sentence = f"{after.title}: {texts.health_word(Health.DOWN)}"
        else:
            return
        event = QAccessibleAnnouncementEvent(self, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _refresh_words(self) -> None:
        for row in self._column.rows:
            row.refresh_words()

    def _restyle(self) -> None:
        self._measures = measure(self._appearance)
        self._column.show_measures(self._measures)


def _group(status: InstanceStatus) -> tuple[object, ...]:
    """What chips and filter look at."""
    return (status.title, status.instance.number, *chips_of(status))


def _place(status: InstanceStatus) -> tuple[str, str]:
    return status.title.casefold(), status.name
