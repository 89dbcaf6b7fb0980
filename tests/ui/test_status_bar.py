from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from evodesk.domain.status import ServerState
from evodesk.ui.status_bar import StatusBar
from tests.ui.finding import find
from tests.ui.samples import server_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def bar(appearance: Appearance, qtbot: QtBot) -> Iterator[StatusBar]:
    window = QWidget()
    qtbot.addWidget(window)
    made = StatusBar(appearance, window)
    made.resize(1180, 28)
    window.show()
    yield made
    window.close()


def fill(bar: StatusBar) -> None:
    bar.show_server(server_status())
    bar.show_receiver(8765)
    bar.show_stored(48212)


def texts(bar: StatusBar) -> list[str]:
    names = ("status.latency", "status.version", "status.receiver")
    buttons = [find(bar, QPushButton, name) for name in names]
    return [b.text() for b in buttons] + [find(bar, QLabel, "status.stored").text()]


def test_sentences_where_there_is_room(bar: StatusBar) -> None:
    fill(bar)
    assert texts(bar) == [
        "Server answered in 42 ms",
        "Evolution API 2.3.6",
        "Receiver on, port 8765",
        "48,212 messages kept on this computer",
    ]


def test_numbers_only_in_a_narrow_window(bar: StatusBar) -> None:
    fill(bar)
    bar.set_narrow(True)
    assert texts(bar) == ["42 ms", "2.3.6", "8765", "48,212 messages"]
    version = find(bar, QPushButton, "status.version")
    assert version.toolTip() == version.accessibleName() == "Evolution API 2.3.6"


def test_the_sentences_give_way_before_they_are_cut(bar: StatusBar) -> None:
    fill(bar)
    bar.resize(400, 28)
    assert texts(bar)[0] == "42 ms"
    bar.resize(1180, 28)
    assert texts(bar)[0] == "Server answered in 42 ms"


def test_what_is_not_known_is_not_shown(bar: StatusBar) -> None:
    for name in ("status.latency", "status.version"):
        assert find(bar, QPushButton, name).isHidden()
    assert find(bar, QLabel, "status.stored").isHidden()
    assert find(bar, QPushButton, "status.receiver").text() == "Receiver off"


def test_a_lost_server_has_no_time_of_answer(bar: StatusBar) -> None:
    fill(bar)
    bar.show_server(server_status(ServerState.DOWN))
    assert find(bar, QPushButton, "status.latency").isHidden()


@pytest.mark.parametrize(
    ("name", "page"),
    [("latency", "servers"), ("version", "servers"), ("receiver", "receiving")],
)
def test_each_button_opens_its_page(bar: StatusBar, qtbot: QtBot, name: str, page: str) -> None:
    fill(bar)
    with qtbot.waitSignal(bar.page_wanted) as wanted:
        button = find(bar, QPushButton, f"status.{name}")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == [page]


def test_nothing_is_kept_yet(bar: StatusBar) -> None:
    bar.show_stored(0)
    assert find(bar, QLabel, "status.stored").text() == "No messages kept on this computer"
    bar.set_narrow(True)
    assert find(bar, QLabel, "status.stored").text() == "No messages"
