from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from evodesk.ui.dates_sheet import DatesSheet, days_of, period_of
from evodesk.ui.day_field import DayField
from tests.ui.finding import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

FIRST, LAST = QDate(2026, 3, 12), QDate(2026, 3, 15)


@pytest.fixture
def sheet(appearance: Appearance, window: QWidget) -> DatesSheet:
    made = DatesSheet(appearance, period_of(FIRST, LAST), window)
    made.open()
    return made


def field(sheet: DatesSheet, which: str) -> DayField:
    return find(sheet, DayField, f"dates.{which}")


def go(sheet: DatesSheet) -> QPushButton:
    return find(sheet, QPushButton, "btn.go")


def test_it_gives_whole_days_with_the_last_one(sheet: DatesSheet, qtbot: QtBot) -> None:
    assert (field(sheet, "first").date(), field(sheet, "last").date()) == (FIRST, LAST)
    field(sheet, "last").setFocus()
    QTest.keyClicks(field(sheet, "last"), "20")
    with qtbot.waitSignal(sheet.chosen) as chosen:
        QTest.keyClick(field(sheet, "last"), Qt.Key.Key_Return)
    assert chosen.args == [period_of(FIRST, QDate(2026, 3, 20))]


def test_every_button_of_the_calendar_says_what_it_does(sheet: DatesSheet) -> None:
    buttons = field(sheet, "first").calendarWidget().findChildren(QToolButton)
    assert all(button.text() or button.accessibleName() for button in buttons)


def test_days_in_the_wrong_order_are_told_and_not_given(sheet: DatesSheet) -> None:
    note = find(sheet, QLabel, "dates.note")
    field(sheet, "first").setDate(LAST.addDays(1))
    assert not go(sheet).isEnabled()
    assert note.text() == "The first day is after the last one."
    field(sheet, "first").setDate(LAST)
    assert go(sheet).isEnabled()
    assert note.text() == ""


def test_a_day_before_there_were_messages_cannot_be_chosen(sheet: DatesSheet) -> None:
    """Before 1970 Windows has no timestamps."""
    field(sheet, "first").setDate(QDate(1950, 1, 1))
    assert field(sheet, "first").date() == QDate(2009, 1, 1)


def test_at_first_it_is_today_and_never_later(
    appearance: Appearance, window: QWidget, qtbot: QtBot
) -> None:
    sheet = DatesSheet(appearance, None, window)
    sheet.open()
    today = QDate.currentDate()
    field(sheet, "last").setDate(today.addDays(3))
    with qtbot.waitSignal(sheet.chosen) as chosen:
        go(sheet).click()
    assert chosen.args == [period_of(today, today)]


@given(first=st.dates(date(1980, 1, 1), date(2090, 1, 1)), length=st.integers(0, 400))
def test_a_period_is_of_the_days_it_was_made_of(first: date, length: int) -> None:
    begin = QDate(first.year, first.month, first.day)
    assert days_of(period_of(begin, begin.addDays(length))) == (begin, begin.addDays(length))


def test_a_day_on_which_the_clocks_change_is_not_of_24_hours(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(time.tzset)
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/New_York")
        time.tzset()
        days = (QDate(2026, 3, 8), QDate(2026, 7, 1), QDate(2026, 11, 1))
        periods = [period_of(day, day) for day in days]
        assert [(each.until - each.since) // 3600 for each in periods] == [23, 24, 25]
