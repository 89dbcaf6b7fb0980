from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from evodesk.ui.inspector import Inspector
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.message_page import MessagePage
from tests.ui.finding import find
from tests.ui.sample_messages import design_rows
from tests.ui.samples import status

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def inspector(appearance: Appearance, qtbot: QtBot) -> Inspector:
    made = Inspector(InstancePage(appearance), MessagePage(appearance))
    qtbot.addWidget(made)
    made.instance_page.show_status(status())
    made.resize(340, 700)
    made.show()
    return made


def open_page(inspector: Inspector, button: str) -> QPushButton:
    """The page with this button in it."""
    if button == "btn.close.message":
        inspector.open_message(design_rows()[0])
    else:
        inspector.open_instance()
    return find(inspector, QPushButton, button)


def test_what_is_opened_stands_in_front(inspector: Inspector, qtbot: QtBot) -> None:
    stored = design_rows()[0]
    with qtbot.waitSignal(inspector.opened):
        inspector.open_message(stored)
    assert inspector.currentWidget() is inspector.message_page
    assert inspector.message_page.stored == stored
    with qtbot.waitSignal(inspector.opened):
        inspector.open_instance()
    assert inspector.currentWidget() is inspector.instance_page


@pytest.mark.parametrize("replaces", [False, True])
@pytest.mark.parametrize("button", ["btn.closeInspector", "btn.close.message"])
def test_either_page_can_be_left(
    inspector: Inspector, qtbot: QtBot, button: str, replaces: bool
) -> None:
    inspector.set_replacing(replaces)
    way_out = open_page(inspector, button)
    assert way_out.toolTip() == ("Back to messages" if replaces else "Close")
    with qtbot.waitSignal(inspector.left):
        QTest.mouseClick(way_out, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("button", ["btn.closeInspector", "btn.close.message"])
def test_the_keyboard_gets_in_and_out(inspector: Inspector, qtbot: QtBot, button: str) -> None:
    inspector.activateWindow()
    qtbot.waitUntil(inspector.isActiveWindow)
    open_page(inspector, button)
    inspector.focus_page()
    focused, page = QApplication.focusWidget(), inspector.currentWidget()
    assert focused is not None
    assert page is not None
    assert page.isAncestorOf(focused)
    with qtbot.waitSignal(inspector.left):
        QTest.keyClick(focused, Qt.Key.Key_Escape)
