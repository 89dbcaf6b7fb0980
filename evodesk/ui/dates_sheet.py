"""Asks from which day to which messages are looked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from evodesk.domain.filter import Period
from evodesk.ui.buttons import Button
from evodesk.ui.calendar import first_second
from evodesk.ui.day_field import DayField
from evodesk.ui.field import Note
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance


class DatesSheet(Sheet):
    chosen = Signal(object)
    """A Period of whole local days."""

    def __init__(
        self, appearance: Appearance, period: Period | None, parent: QWidget | None = None
    ) -> None:
        """`period`: what the days are set to at first; None: today alone."""
        super().__init__(appearance, "dates", parent)
        today = QDate.currentDate()
        first, last = days_of(period) if period else (today, today)
        self.add_title("calendar", "accentText", self.tr("Choose dates"))
        lead = self.tr("Both days are included, by this computer's clock.")
        self.body.addWidget(Label(appearance, lead, "body", "textMuted", wraps=True))
        self._first = DayField(appearance, "dates.first", self.tr("From"), first)
        self._last = DayField(appearance, "dates.last", self.tr("To"), last)
        self._add_fields()
        self._note = Note(appearance, "dates.note")
        self.body.addWidget(self._note)
        self._go = Button(appearance, self.tr("Show"), "primary")
        self._go.setDefault(True)
        self.add_buttons(self._go)
        self.accepted.connect(self._give)
        self.settle()

    def _add_fields(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for column, field in enumerate((self._first, self._last)):
            grid.addWidget(Label(self._appearance, field.accessibleName(), "bodyStrong"), 0, column)
            grid.addWidget(field, 1, column)
            field.dateChanged.connect(self._check)
        self.body.addLayout(grid)

    def _check(self) -> None:
        in_order = self._first.date() <= self._last.date()
        self._go.setEnabled(in_order)
        if in_order:
            self._note.fall_silent()
        else:
            self._note.say("bad", self.tr("The first day is after the last one."))

    def _give(self) -> None:
        self.chosen.emit(period_of(self._first.date(), self._last.date()))


def period_of(first: QDate, last: QDate) -> Period:
    """From the first moment of one local day to the last of another."""
    return Period(first_second(first), first_second(last.addDays(1)))


def days_of(period: Period) -> tuple[QDate, QDate]:
    """The first and the last local day that the period reaches into."""
    moments = (datetime.fromtimestamp(at) for at in (period.since, period.until - 1))
    first, last = (QDate(at.year, at.month, at.day) for at in moments)
    return first, last
