from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from evodesk.domain.reach import Reach, ReachStep
from evodesk.ui.reach_test import ReachTest
from evodesk.ui.reach_words import reach_words
from tests.ui.finding import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

BASE = "https://tunnel.example:8443"


@pytest.fixture
def test(appearance: Appearance, qtbot: QtBot) -> ReachTest:
    made = ReachTest(appearance, BASE)
    qtbot.addWidget(made)
    made.show()
    return made


def told(test: ReachTest) -> str:
    return find(test, QLabel, "note.reach").text()


def press(test: ReachTest) -> None:
    QTest.mouseClick(find(test, QPushButton, "btn.reach"), Qt.MouseButton.LeftButton)


def test_it_asks_and_tells(test: ReachTest, qtbot: QtBot) -> None:
    with qtbot.waitSignal(test.wanted) as wanted:
        press(test)
    assert wanted.args == [BASE]
    assert told(test) == "Testing…"
    with qtbot.assertNotEmitted(test.wanted):
        press(test)
    test.show_reach(Reach(BASE))
    assert "tunnel.example:8443" in told(test)
    assert find(test, QPushButton, "btn.reach").isEnabled()


def test_the_answer_about_another_address_is_not_told(test: ReachTest, qtbot: QtBot) -> None:
    with qtbot.waitSignal(test.wanted):
        press(test)
    test.set_base("https://new.example")
    test.show_reach(Reach(BASE))
    assert told(test) == ""
    test.set_base("")
    assert not find(test, QPushButton, "btn.reach").isEnabled()


@pytest.mark.parametrize("step", [None, *ReachStep])
def test_each_end_has_words_of_its_own(step: ReachStep | None) -> None:
    words = reach_words(Reach(BASE, step, "502"))
    assert "tunnel.example:8443" in words
    assert "{" not in words
    assert len({reach_words(Reach(BASE, each)) for each in (None, *ReachStep)}) == 8


def test_a_redirect_names_both_ends() -> None:
    words = reach_words(Reach(BASE, ReachStep.REDIRECT, "login.example"))
    assert words.startswith("tunnel.example:8443 redirects to login.example.")
    assert reach_words(Reach(BASE, ReachStep.REDIRECT)).count("tunnel.example") == 2
