from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from evodesk.ui.toast import Toast, ToastCard, ToastStack

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

DONE = Toast("ok", "Webhook turned on! WebSocket was turned off.", "Guincho 24 h", "Undo", 7)
FAILED = Toast("error", "Could not switch")
LONGER_THAN_A_FADE = 200
"""ms. By then a toast whose time was over at once is gone."""


class Brief(Toast):
    """Would leave at the next turn of the loop."""

    @property
    def seconds(self) -> int:
        return 0


BRIEF = Brief("ok", "Webhook turned on!", action="Undo")


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(500, 300)
    ground.show()
    qtbot.waitExposed(ground)
    return ground


@pytest.fixture
def over(ground: QWidget) -> QWidget:
    over = QWidget(ground)
    over.setGeometry(0, 60, 500, 240)
    over.show()
    return over


@pytest.fixture
def stack(appearance: Appearance, ground: QWidget, over: QWidget) -> ToastStack:
    return ToastStack(appearance, ground, over)


def card(stack: ToastStack, number: int) -> ToastCard:
    found = stack.findChild(ToastCard, f"toast.{number}")
    assert isinstance(found, ToastCard)
    return found


def button(within: ToastCard, name: str) -> QPushButton:
    found = [one for one in within.findChildren(QPushButton) if name in (one.text(), one.toolTip())]
    assert len(found) == 1
    return found[0]


def shown(stack: ToastStack) -> list[Toast]:
    """Those in view, from the top."""
    cards = [card for card in stack.findChildren(ToastCard) if card.isVisible()]
    return [card.toast for card in sorted(cards, key=lambda card: card.y())]


def test_how_long_each_kind_stays() -> None:
    assert Toast("info", "Kept beside its place", stays=True).seconds is None
    assert Toast("ok", "Copied").seconds == 5
    assert DONE.seconds == 8
    assert FAILED.seconds is None


def test_two_at_most_and_the_oldest_leaves(stack: ToastStack) -> None:
    third = Toast("ok", "Copied")
    for toast in (DONE, FAILED, third):
        stack.show_toast(toast)
    assert shown(stack) == [FAILED, third]


def test_the_same_again_is_not_shown_twice(stack: ToastStack) -> None:
    stack.show_toast(DONE)
    stack.show_toast(DONE)
    assert shown(stack) == [DONE]


def test_its_button_tells_which_and_it_leaves(stack: ToastStack, qtbot: QtBot) -> None:
    stack.show_toast(DONE)
    with qtbot.waitSignal(stack.acted) as acted:
        QTest.mouseClick(button(card(stack, 1), "Undo"), Qt.MouseButton.LeftButton)
    assert acted.args == [DONE]
    assert shown(stack) == []
    assert stack.isHidden()


def test_the_cross_closes_an_error(stack: ToastStack) -> None:
    stack.show_toast(FAILED)
    QTest.mouseClick(button(card(stack, 1), "Close"), Qt.MouseButton.LeftButton)
    assert shown(stack) == []


def test_it_leaves_by_itself(stack: ToastStack, qtbot: QtBot) -> None:
    stack.show_toast(BRIEF)
    qtbot.waitUntil(lambda: shown(stack) == [])


def test_the_pointer_stops_the_clock(stack: ToastStack, qtbot: QtBot) -> None:
    stack.show_toast(BRIEF)
    one = card(stack, 1)
    spot = QPointF(5, 5)
    QApplication.sendEvent(one, QEnterEvent(spot, spot, spot))
    with qtbot.assertNotEmitted(one.closed, wait=LONGER_THAN_A_FADE):
        pass
    with qtbot.waitSignal(one.closed):
        QApplication.sendEvent(one, QEvent(QEvent.Type.Leave))


def test_the_keyboard_stops_the_clock(stack: ToastStack, qtbot: QtBot) -> None:
    stack.show_toast(BRIEF)
    one = card(stack, 1)
    undo = button(one, "Undo")
    undo.window().activateWindow()
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(one.closed, wait=LONGER_THAN_A_FADE):
        pass
    with qtbot.waitSignal(one.closed):
        undo.clearFocus()


def test_words_wrap_and_none_is_cut(stack: ToastStack, over: QWidget) -> None:
    stack.show_toast(Toast("error", "Could not switch " * 4, "The server refused. " * 8))
    over.resize(332, 240)
    one = card(stack, 1)
    assert stack.width() == 300
    layout = one.layout()
    assert layout is not None
    assert stack.height() >= layout.heightForWidth(300)


def test_it_hangs_in_the_corner_of_what_moves_below_it(stack: ToastStack, over: QWidget) -> None:
    stack.show_toast(DONE)
    for place in (QRect(0, 60, 500, 240), QRect(20, 90, 360, 210)):
        over.setGeometry(place)
        assert place.contains(stack.geometry())
        assert place.right() - stack.geometry().right() == 16
        assert stack.y() - place.y() == 34
