"""The clock of what turns: it runs for what can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evodesk.ui.spinner import Spinner

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


class Dial(QWidget):
    """Remembers the phase of each painting."""

    def __init__(self, spinner: Spinner) -> None:
        super().__init__()
        self._spinner = spinner
        self.painted: set[float] = set()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.add(self._spinner.phase)


class Pair(QWidget):
    """Two dials of one clock."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.spinner = Spinner(appearance, self)
        self.dials = [Dial(self.spinner), Dial(self.spinner)]
        column = QVBoxLayout(self)
        for dial in self.dials:
            column.addWidget(dial)


@pytest.fixture
def pair(qtbot: QtBot, appearance: Appearance) -> Pair:
    pair = Pair(appearance)
    qtbot.addWidget(pair)
    pair.resize(100, 100)
    with qtbot.waitExposed(pair):
        pair.show()
    return pair


def test_what_turns_is_painted_again_and_the_rest_is_not(qtbot: QtBot, pair: Pair) -> None:
    turning, still = pair.dials
    pair.spinner.set_turning(turning, True)
    qtbot.waitUntil(lambda: len(turning.painted) > 3)
    assert len(still.painted) <= 2


def test_it_stands_still_while_nothing_is_seen(qtbot: QtBot, pair: Pair) -> None:
    for dial in pair.dials:
        pair.spinner.set_turning(dial, True)
    pair.dials[0].hide()
    qtbot.waitUntil(lambda: pair.spinner.phase > 0)
    pair.hide()
    assert pair.spinner.phase == 0
    pair.show()
    qtbot.waitUntil(lambda: pair.spinner.phase > 0)
    pair.dials[1].hide()
    assert pair.spinner.phase == 0


def test_what_no_longer_turns_may_come_back(pair: Pair) -> None:
    dial = pair.dials[0]
    pair.spinner.set_turning(dial, True)
    pair.hide()
    pair.spinner.set_turning(dial, False)
    pair.show()
    assert pair.spinner.phase == 0


def test_one_that_was_hidden_may_go_away(qtbot: QtBot, pair: Pair) -> None:
    first, second = pair.dials
    for dial in pair.dials:
        pair.spinner.set_turning(dial, True)
    first.hide()
    with qtbot.waitSignal(first.destroyed):
        first.deleteLater()
    second.painted.clear()
    qtbot.waitUntil(lambda: len(second.painted) > 2)
