"""What is kept, how much it is, and the wish to give room back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evodesk.settings import Settings
from evodesk.ui.buttons import Button
from evodesk.ui.choice import Choice
from evodesk.ui.label import Label
from evodesk.ui.privacy_page import PrivacyPage
from tests.ui.finding import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


def test_limits_are_shown_and_chosen(appearance: Appearance, qtbot: QtBot) -> None:
    page = PrivacyPage(appearance, Settings(keep_days=90))
    qtbot.addWidget(page)
    days = find(page, Choice, "choice.keepDays")
    assert days.currentText() == "90 days"
    days.setCurrentIndex(0)
    with qtbot.waitSignal(page.changed) as changed:
        days.activated.emit(0)
    assert changed.args == [Settings(keep_days=0)]


def test_the_size_and_compacting(appearance: Appearance, qtbot: QtBot) -> None:
    page = PrivacyPage(appearance, Settings())
    qtbot.addWidget(page)
    page.show()
    button, note = find(page, Button, "btn.compact"), find(page, Label, "note.size")
    page.show_size(3 * 1024**3, False)
    assert note.text() == "3.0 GB on this computer"
    with qtbot.waitSignal(page.compact_wanted):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    page.show_size(3 * 1024**3, True)
    assert not button.isEnabled()
    assert note.text() == "Compacting 3.0 GB…"
