from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from evodesk.ui.leave_sheet import LeaveSheet
from tests.ui.finding import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def sheet(appearance: Appearance, window: QWidget) -> LeaveSheet:
    made = LeaveSheet(appearance, 3, has_tray=False, parent=window)
    made.open()
    return made


def buttons(sheet: LeaveSheet) -> list[QPushButton]:
    return [find(sheet, QPushButton, f"btn.{name}") for name in ("keep", "stay", "back")]


def test_it_tells_how_many_deliver_here(sheet: LeaveSheet) -> None:
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "3 instances deliver to this computer." in words


def test_enter_hands_back_and_escape_stays(sheet: LeaveSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.restore_wanted):
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_each_button_says_one_thing(sheet: LeaveSheet, qtbot: QtBot) -> None:
    keep, stay, back = buttons(sheet)
    with qtbot.waitSignal(sheet.keep_wanted):
        keep.click()
    with qtbot.waitSignal(sheet.restore_wanted):
        back.click()
    with qtbot.waitSignals([sheet.stayed, sheet.rejected]):
        stay.click()


def test_the_choice_is_remembered_only_when_ticked(sheet: LeaveSheet) -> None:
    check = find(sheet, QCheckBox, "check.remember")
    told = [sheet.remembers]
    check.click()
    assert [*told, sheet.remembers] == [False, True]


def test_the_tray_is_offered_only_where_there_is_one(
    appearance: Appearance, window: QWidget
) -> None:
    for has_tray, word in ((True, "Stay in the tray"), (False, "Cancel")):
        made = LeaveSheet(appearance, 1, has_tray=has_tray, parent=window)
        assert find(made, QPushButton, "btn.stay").text() == word


def test_nothing_can_be_pressed_twice(sheet: LeaveSheet, qtbot: QtBot) -> None:
    sheet.show_progress(1)
    assert find(sheet, QLabel, "note.leave").text() == "Handing back: 1 of 3"
    assert not any(button.isEnabled() for button in buttons(sheet))
    with qtbot.assertNotEmitted(sheet.restore_wanted):
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        sheet.close()
    assert sheet.isVisible()


def test_a_failure_is_named_and_asked_again(sheet: LeaveSheet) -> None:
    sheet.show_progress(1)
    sheet.show_failure(["Balcão", "Peças"])
    assert find(sheet, QLabel, "note.leave").text() == "Could not hand back: Balcão, Peças."
    assert all(button.isEnabled() for button in buttons(sheet))
    assert find(sheet, QPushButton, "btn.back").text() == "Try again"


def test_long_words_make_the_sheet_taller_not_wider(sheet: LeaveSheet) -> None:
    sheet.show_failure(["N" * 40] * 6)
    # The sheet grows with the next turn of the event loop.
    QApplication.processEvents()
    assert sheet.width() == 520
    for label in sheet.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
