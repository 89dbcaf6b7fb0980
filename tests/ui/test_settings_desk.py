"""The settings window is made late, and knows what was told before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from evodesk.settings import Settings
from evodesk.ui.settings_desk import SettingsDesk
from evodesk.ui.settings_window import SettingsWindow
from evodesk.ui.tray import Tray
from tests.ui.finding import find, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def desk(appearance: Appearance, window: QWidget) -> Iterator[SettingsDesk]:
    desk = SettingsDesk(appearance, Settings(), Tray(appearance, window))
    yield desk
    desk.close()


def windows() -> list[SettingsWindow]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, SettingsWindow) and each.isVisible()]


def test_one_window_however_often_it_is_wanted(desk: SettingsDesk) -> None:
    assert windows() == []
    desk.open("general")
    desk.open("about")
    assert len(windows()) == 1


def test_what_was_told_before_it_was_opened_is_there(desk: SettingsDesk) -> None:
    desk.show_receiver(8799)
    desk.show_settings(replace(Settings(), public_url="https://porta.example"))
    desk.open("receiving")
    (window,) = windows()
    assert "Receiver on, port 8799" in texts(window)
    assert find(window, QLineEdit, "field.public").text() == "https://porta.example"


def test_its_wishes_leave_by_the_desk(desk: SettingsDesk, qtbot: QtBot) -> None:
    desk.open("privacy")
    with qtbot.waitSignal(desk.compact_wanted):
        windows()[0].compact_wanted.emit()
