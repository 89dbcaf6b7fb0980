"""The radio that must never switch production by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evodesk.domain.reception import Side
from evodesk.ui.mode_radio import ARROWS, ModeRadio
from evodesk.ui.spinner import Spinner

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


class Pair(QWidget):
    """Two radios side by side, WebSocket on."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.spinner = Spinner(appearance, self)
        line = QHBoxLayout(self)
        self.radios = {side: ModeRadio(side, appearance, self.spinner, self) for side in Side}
        self.asked: list[Side] = []
        for radio in self.radios.values():
            radio.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            radio.asked.connect(self.asked.append)
            line.addWidget(radio)
        self.radios[Side.WEBHOOK].show_state(on=False)
        self.radios[Side.WEBSOCKET].show_state(on=True)

    @property
    def marks(self) -> list[bool]:
        return [radio.isChecked() for radio in self.radios.values()]


@pytest.fixture
def pair(qtbot: QtBot, appearance: Appearance) -> Pair:
    pair = Pair(appearance)
    qtbot.addWidget(pair)
    with qtbot.waitExposed(pair):
        pair.show()
    return pair


def test_a_click_asks_and_leaves_the_mark(qtbot: QtBot, pair: Pair) -> None:
    QTest.mouseClick(pair.radios[Side.WEBHOOK], Qt.MouseButton.LeftButton)
    assert pair.asked == [Side.WEBHOOK]
    assert pair.marks == [False, True]


def test_the_whole_word_is_a_target(qtbot: QtBot, pair: Pair) -> None:
    radio = pair.radios[Side.WEBHOOK]
    end = QPoint(radio.width() - 2, radio.height() - 2)
    QTest.mouseClick(radio, Qt.MouseButton.LeftButton, pos=end)
    assert pair.asked == [Side.WEBHOOK]


@pytest.mark.parametrize("key", ARROWS)
def test_an_arrow_never_asks(qtbot: QtBot, pair: Pair, key: Qt.Key) -> None:
    for radio in pair.radios.values():
        radio.setFocus()
        QTest.keyClick(radio, key)
    assert pair.asked == []
    assert pair.marks == [False, True]


def test_space_asks(qtbot: QtBot, pair: Pair) -> None:
    pair.radios[Side.WEBHOOK].setFocus()
    QTest.keyClick(pair.radios[Side.WEBHOOK], Qt.Key.Key_Space)
    assert pair.asked == [Side.WEBHOOK]
    assert pair.marks == [False, True]


def test_both_off_can_be_shown(pair: Pair) -> None:
    pair.radios[Side.WEBSOCKET].show_state(on=False)
    assert pair.marks == [False, False]


def test_both_on_can_be_shown(pair: Pair) -> None:
    pair.radios[Side.WEBHOOK].show_state(on=True)
    assert pair.marks == [True, True]


def test_a_disabled_one_asks_nothing(qtbot: QtBot, pair: Pair) -> None:
    pair.radios[Side.WEBHOOK].show_state(on=False, enabled=False)
    QTest.mouseClick(pair.radios[Side.WEBHOOK], Qt.MouseButton.LeftButton)
    assert pair.asked == []


def test_drawing_a_state_asks_nothing(pair: Pair) -> None:
    pair.radios[Side.WEBHOOK].show_state(on=True)
    pair.radios[Side.WEBHOOK].show_state(on=False)
    assert pair.asked == []


def test_it_turns_only_while_it_is_pending_and_seen(qtbot: QtBot, pair: Pair) -> None:
    radio = pair.radios[Side.WEBHOOK]
    radio.show_state(on=False, pending=True, enabled=False)
    qtbot.waitUntil(lambda: pair.spinner.phase > 0)
    radio.show_state(on=True)
    assert pair.spinner.phase == 0


def test_the_mark_of_another_system_widens_it(pair: Pair) -> None:
    radio = pair.radios[Side.WEBHOOK]
    plain = radio.sizeHint().width()
    radio.show_state(on=True, external=True)
    assert radio.sizeHint().width() > plain
