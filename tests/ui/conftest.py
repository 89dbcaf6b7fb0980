"""What every widget test is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from evodesk.ui.appearance import Appearance
from evodesk.ui.feed_pane import FeedPane
from evodesk.ui.style import dress
from tests.ui.sample_messages import TITLES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def pytest_itemcollected(item: pytest.Item) -> None:
    """What the offscreen platform says about size hints, raising and popups is no defect."""
    mark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
    item.add_marker(mark)


@pytest.fixture(autouse=True, scope="session")
def _english_numbers() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English))


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> Appearance:
    appearance = Appearance(qapp)
    dress(qapp, appearance)
    return appearance


@pytest.fixture
def appearance(_dressed: Appearance) -> Appearance:
    """The light one, in our style; a test that changes the scheme finds it light again."""
    _dressed.set_scheme("light")
    return _dressed


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """For what needs one to stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def pane(appearance: Appearance, qtbot: QtBot) -> FeedPane:
    """The feed's, without any message."""
    pane = FeedPane(appearance)
    qtbot.addWidget(pane)
    pane.set_titles(TITLES)
    pane.resize(560, 500)
    pane.show()
    qtbot.waitExposed(pane)
    return pane
