from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from evodesk.domain.status import ServerState
from evodesk.ui.header import Header
from evodesk.ui.spinner import Spinner
from tests.ui.finding import find
from tests.ui.samples import SERVER, server_status

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

BRANCH = replace(SERVER, id="filial", name="Filial & Cia")


@pytest.fixture
def header(appearance: Appearance, qtbot: QtBot) -> Header:
    made = Header(appearance)
    qtbot.addWidget(made)
    made.resize(1180, 52)
    made.show_servers((SERVER, BRANCH), "matriz")
    made.show_server(server_status())
    made.show()
    return made


def button(header: Header) -> QPushButton:
    return find(header, QPushButton, "header.server")


def words(header: Header) -> list[str]:
    return [label.text() for label in header.findChildren(QLabel) if label.isVisible()]


def test_it_names_server_and_state(header: Header) -> None:
    assert button(header).accessibleName() == "Matriz, evolution.oficinasilva.example"
    assert words(header) == ["Server responding"]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (ServerState.CONNECTING, "Looking for the server…"),
        (ServerState.DOWN, "No contact with the server"),
        (ServerState.KEY_REFUSED, "Key refused"),
        (ServerState.UNLICENSED, "Server not licensed"),
    ],
)
def test_each_state_has_its_word(header: Header, state: ServerState, word: str) -> None:
    header.show_server(server_status(state))
    assert words(header) == [word]


def test_it_turns_only_while_the_server_is_looked_for(header: Header, qtbot: QtBot) -> None:
    spinner = button(header).findChild(Spinner)
    assert spinner is not None
    header.show_server(server_status(ServerState.CONNECTING))
    qtbot.waitUntil(lambda: spinner.phase > 0)
    header.show_server(server_status())
    assert spinner.phase == 0


def test_the_demonstration_is_told(header: Header) -> None:
    header.show_server(replace(server_status(), is_demo=True))
    assert "Demonstration" in words(header)


def test_without_a_server_it_invites(appearance: Appearance, qtbot: QtBot) -> None:
    header = Header(appearance)
    qtbot.addWidget(header)
    assert button(header).accessibleName() == "Add server…"


def test_the_menu_chooses_another_server(header: Header, qtbot: QtBot) -> None:
    QTest.mouseClick(button(header), Qt.MouseButton.LeftButton)
    menu = next(m for m in header.findChildren(QMenu) if m.isVisible())
    current, other, _, add = menu.actions()
    assert (current.isChecked(), other.text()) == (True, "Filial && Cia")
    assert other.shortcut().toString() == "Ctrl+2"
    with qtbot.waitSignal(header.server_chosen) as chosen:
        other.trigger()
    assert chosen.args == ["filial"]
    with qtbot.waitSignal(header.add_server_wanted):
        add.trigger()
    menu.hide()


def test_choosing_the_current_server_asks_nothing(header: Header, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(header.server_chosen):
        header.actions()[0].trigger()


def test_another_server_takes_the_old_word_away(header: Header) -> None:
    header.show_servers((SERVER, BRANCH), "filial")
    assert button(header).accessibleName().startswith("Filial & Cia")
    assert words(header) == [""]


def test_a_narrow_header_keeps_the_address_in_the_tooltip(header: Header) -> None:
    wide = button(header).sizeHint().width()
    header.set_narrow(True)
    assert button(header).sizeHint().width() < wide
    assert button(header).toolTip() == "evolution.oficinasilva.example"


def test_a_long_name_gives_way_to_the_window(header: Header) -> None:
    long = replace(SERVER, name="N" * 40)
    header.show_server(replace(server_status(), server=long))
    assert header.minimumSizeHint().width() < 560
    header.resize(560, 52)
    assert not header.grab().isNull()


def test_the_icon_buttons_have_names(header: Header, qtbot: QtBot) -> None:
    settings = find(header, QPushButton, "btn.settings")
    assert settings.accessibleName() == settings.toolTip() == "Settings"
    with qtbot.waitSignal(header.settings_wanted):
        QTest.mouseClick(settings, Qt.MouseButton.LeftButton)


def test_the_menu_button_is_there_only_with_a_menu(header: Header, qtbot: QtBot) -> None:
    menu_button = find(header, QPushButton, "btn.menu")
    header.set_menu(None)
    assert menu_button.isHidden()
    menu = QMenu(header)
    menu.addAction("About")
    header.set_menu(menu)
    QTest.mouseClick(menu_button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.hide()


def test_the_menu_ends_where_its_button_ends(header: Header) -> None:
    # The platform's screen is 800 px wide, and a menu never leaves the screen.
    header.resize(600, 52)
    menu = QMenu(header)
    menu.addAction("A rather long entry, much wider than the button")
    header.set_menu(menu)
    header.open_menu()
    menu_button = find(header, QPushButton, "btn.menu")
    end = menu_button.mapToGlobal(menu_button.rect().topRight())
    assert menu.geometry().right() == end.x()
    menu.hide()
