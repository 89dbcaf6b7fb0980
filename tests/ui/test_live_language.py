"""Windows that are open speak another language at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from evodesk import __version__
from evodesk.settings import Settings
from evodesk.ui.first_run import FirstRun
from evodesk.ui.header import Header
from evodesk.ui.main_menu import MainMenu
from evodesk.ui.settings_window import SettingsWindow
from evodesk.ui.status_bar import StatusBar
from tests.ui.finding import find
from tests.ui.samples import server_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


class Quoting(QTranslator):
    """A language in which every sentence stands in quotes."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"«{sourceText}»" if context[:1].isupper() and context[:1] != "Q" else ""


@pytest.fixture
def other_language(qapp: QApplication) -> Iterator[Quoting]:
    translator = Quoting()
    yield translator
    qapp.removeTranslator(translator)


def shown(window: QWidget) -> set[str]:
    labels = {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
    return labels | {b.text() for b in window.findChildren(QPushButton) if b.isVisible()}


def test_the_first_window(
    appearance: Appearance, qtbot: QtBot, qapp: QApplication, other_language: Quoting
) -> None:
    window = FirstRun(appearance, Settings())
    qtbot.addWidget(window)
    window.show()
    before = shown(window)
    qapp.installTranslator(other_language)
    qapp.processEvents()
    kept = {f"evodesk {__version__}", "", "Português"}
    assert not (shown(window) & before) - kept
    assert "«Connect your server»" in shown(window)


def test_the_settings(
    appearance: Appearance, qtbot: QtBot, qapp: QApplication, other_language: Quoting
) -> None:
    window = SettingsWindow(appearance, Settings(), has_tray=True, has_vault=True)
    qtbot.addWidget(window)
    window.show()
    qapp.installTranslator(other_language)
    qapp.processEvents()
    assert {"«General»", "«Language»", "«Close»"} <= shown(window)


def test_header_menu_and_status_bar(
    appearance: Appearance, qtbot: QtBot, qapp: QApplication, other_language: Quoting
) -> None:
    window = QMainWindow()
    content = QWidget()
    column = QVBoxLayout(content)
    header, bar = Header(appearance), StatusBar(appearance)
    column.addWidget(header)
    column.addWidget(bar)
    window.setCentralWidget(content)
    qtbot.addWidget(window)
    header.show_server(server_status())
    bar.show_server(server_status())
    menu = MainMenu(appearance, window)
    window.show()
    qapp.installTranslator(other_language)
    qapp.processEvents()
    menu.retranslate()
    assert "«Server responding»" in shown(window)
    assert "«Receiver off»" in shown(window)
    assert find(window, QPushButton, "btn.settings").toolTip() == "«Settings»"
    assert "«Refresh now»" in {action.text() for action in window.findChildren(QAction)}
