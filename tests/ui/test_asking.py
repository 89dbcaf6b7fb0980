from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.ui.asking import Asking
from tests.ui.finding import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WISH = Wish("recepcao", Side.WEBSOCKET)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    yield made
    made.close()


@pytest.fixture
def asking(appearance: Appearance, window: QWidget) -> Asking:
    return Asking(appearance, window)


def press(sheet: QDialog, name: str) -> None:
    QTest.mouseClick(find(sheet, QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_takeover_names_the_host_and_is_confirmed(
    asking: Asking, window: QWidget, qtbot: QtBot
) -> None:
    asking.ask_takeover("Clínica · Recepção", WISH, "n8n.clinicasorriso.example")
    sheet = find(window, QDialog, "sheet.takeover")
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert "n8n.clinicasorriso.example" in texts
    assert "If you switch to WebSocket:" in texts
    with qtbot.waitSignal(asking.switch_confirmed) as confirmed:
        press(sheet, "btn.go")
    assert confirmed.args == [Wish("recepcao", Side.WEBSOCKET, confirmed=True)]


def test_enter_and_escape_take_nothing_over(asking: Asking, window: QWidget, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        asking.ask_takeover("Clínica", WISH, "n8n.example")
        sheet = find(window, QDialog, "sheet.takeover")
        sheet.setObjectName("answered")
        with qtbot.assertNotEmitted(asking.switch_confirmed):
            QTest.keyClick(sheet, key)
        assert not sheet.isVisible()


def test_a_sheet_blocks_its_window_only(asking: Asking, window: QWidget) -> None:
    asking.ask_restart("Clínica", "recepcao")
    sheet = find(window, QDialog, "sheet.restart")
    assert sheet.windowModality() is Qt.WindowModality.WindowModal
    assert sheet.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def test_a_restart_is_confirmed_by_name(asking: Asking, window: QWidget, qtbot: QtBot) -> None:
    asking.ask_restart("Clínica", "recepcao")
    with qtbot.waitSignal(asking.restart_confirmed) as confirmed:
        press(find(window, QDialog, "sheet.restart"), "btn.go")
    assert confirmed.args == ["recepcao"]


def test_an_address_is_asked_for_until_it_is_one(
    asking: Asking, window: QWidget, qtbot: QtBot
) -> None:
    asking.ask_url("Clínica", Wish("recepcao", Side.WEBHOOK))
    sheet = find(window, QDialog, "sheet.url")
    go, field = find(sheet, QPushButton, "btn.go"), find(sheet, QLineEdit, "field.webhook")
    assert not go.isEnabled()
    QTest.keyClicks(field, "n8n.example/hook")
    assert not go.isEnabled()
    field.clear()
    QTest.keyClicks(field, "https://n8n.example/hook ")
    with qtbot.waitSignal(asking.switch_confirmed) as given:
        press(sheet, "btn.go")
    assert given.args == [Wish("recepcao", Side.WEBHOOK, url="https://n8n.example/hook")]


def test_quitting_is_asked(asking: Asking, window: QWidget, qtbot: QtBot) -> None:
    asking.ask_quit()
    with qtbot.waitSignal(asking.quit_confirmed):
        press(find(window, QDialog, "sheet.quit"), "btn.go")


def test_long_words_make_the_sheet_taller_not_wider(asking: Asking, window: QWidget) -> None:
    asking.ask_takeover("N" * 40, WISH, "a-very-long-host-name.of-some-customer.example:8443")
    sheet = find(window, QDialog, "sheet.takeover")
    assert sheet.width() == 520
    for label in sheet.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
