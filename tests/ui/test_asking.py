from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from evodesk.domain.contact import Contact
from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.ui.asking import Asking
from tests.ui.finding import find
from tests.ui.samples import status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


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
    made = Asking(appearance, window)
    made.set_instances({"balcao": status()})
    return made


def press(sheet: QDialog, name: str) -> None:
    QTest.mouseClick(find(sheet, QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_sheet_blocks_its_window_only(asking: Asking, window: QWidget) -> None:
    asking.ask_restart("balcao")
    sheet = find(window, QDialog, "sheet.restart")
    assert sheet.windowModality() is Qt.WindowModality.WindowModal
    assert sheet.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def test_a_restart_is_confirmed_by_name(asking: Asking, window: QWidget, qtbot: QtBot) -> None:
    asking.ask_restart("balcao")
    with qtbot.waitSignal(asking.restart_confirmed) as confirmed:
        press(find(window, QDialog, "sheet.restart"), "btn.go")
    assert confirmed.args == ["balcao"]


def test_what_was_typed_is_there_again(asking: Asking, window: QWidget, qtbot: QtBot) -> None:
    wish, typed = Wish("balcao", Side.WEBHOOK), "https://n8n.example/hook"
    asking.ask_destination(wish, "")
    sheet = find(window, QDialog, "sheet.destination")
    QTest.keyClicks(find(sheet, QLineEdit, "field.webhook"), typed)
    sheet.setObjectName("answered")
    with qtbot.waitSignal(asking.switch_confirmed) as given:
        press(sheet, "btn.go")
    assert given.args == [replace(wish, url=typed)]
    asking.ask_destination(wish, "")
    again = find(window, QDialog, "sheet.destination")
    assert find(again, QLineEdit, "field.webhook").text() == typed


def test_nothing_that_was_asked_about_a_server_outlives_it(
    asking: Asking, window: QWidget, qtbot: QtBot
) -> None:
    wish, given = Wish("balcao", Side.WEBHOOK), list[object]()
    asking.switch_confirmed.connect(given.append)
    asking.restart_confirmed.connect(given.append)
    asking.ask_restart("balcao")
    asking.ask_destination(wish, "")
    sheet = find(window, QDialog, "sheet.destination")
    QTest.keyClicks(find(sheet, QLineEdit, "field.webhook"), "https://n8n.example/hook")
    asking.dismiss()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))
    assert given == []
    asking.ask_destination(wish, "")
    again = find(window, QDialog, "sheet.destination")
    assert not find(again, QLineEdit, "field.webhook").text()


def test_quitting_is_asked(asking: Asking, window: QWidget, qtbot: QtBot) -> None:
    asking.ask_quit()
    with qtbot.waitSignal(asking.quit_confirmed):
        press(find(window, QDialog, "sheet.quit"), "btn.go")


def test_an_alias_is_given_by_keyboard(asking: Asking, window: QWidget, qtbot: QtBot) -> None:
    contact = Contact("balcao", "77@lid", "Dani", alias="Dani da loja")
    asking.ask_alias(contact, "Dani da loja")
    field = find(window, QLineEdit, "field.alias")
    assert field.selectedText() == "Dani da loja"
    with qtbot.waitSignal(asking.alias_given) as given:
        QTest.keyClicks(field, "Daniela")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert given.args == ["balcao", "77@lid", "Daniela"]
