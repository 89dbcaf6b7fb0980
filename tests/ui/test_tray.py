from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from evodesk.domain.status import ServerState
from evodesk.ui.tray import Tray
from tests.ui.samples import office, server_status, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def tray(appearance: Appearance, qtbot: QtBot) -> Iterator[Tray]:
    made = Tray(appearance)
    made.show_server(server_status())
    made.show_instances(office())
    yield made
    menu(made).deleteLater()
    made.deleteLater()


def icon(tray: Tray) -> QSystemTrayIcon:
    found = tray.findChild(QSystemTrayIcon)
    assert isinstance(found, QSystemTrayIcon)
    return found


def menu(tray: Tray) -> QMenu:
    return icon(tray).contextMenu()


def texts(tray: Tray) -> list[str]:
    return [action.text() for action in menu(tray).actions() if not action.isSeparator()]


def tip(tray: Tray) -> str:
    return icon(tray).toolTip()


def test_the_tooltip_counts(tray: Tray) -> None:
    expected = "1 down, 1 with no mode, 1 mismatched, 1 connecting, 1 unknown"
    assert tip(tray) == f"evodesk: {expected}"


def test_a_lost_server_is_told_before_everything(tray: Tray) -> None:
    tray.show_server(server_status(ServerState.DOWN))
    assert tip(tray) == "evodesk: No contact with the server"


def test_the_menu_lists_instances_with_their_state(tray: Tray) -> None:
    listed = texts(tray)
    assert listed[1] == "Filial Campinas: down"
    assert "Oficina · Balcão: connected" in listed
    assert listed[-4:] == ["Open evodesk", "Refresh now", "Settings…", "Quit evodesk"]


def test_choosing_an_instance_asks_for_it(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.instance_wanted) as asked:
        menu(tray).actions()[1].trigger()
    assert asked.args == ["campinas"]


def test_what_is_below_the_instances_asks(tray: Tray, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in menu(tray).actions()}
    for words, wish in (
        ("Open evodesk", tray.open_wanted),
        ("Refresh now", tray.refresh_wanted),
        ("Settings…", tray.settings_wanted),
        ("Quit evodesk", tray.quit_wanted),
    ):
        with qtbot.waitSignal(wish):
            actions[words].trigger()


def test_the_summary_can_not_be_chosen(tray: Tray) -> None:
    assert not menu(tray).actions()[0].isEnabled()


def test_three_hundred_instances_do_not_make_a_menu_of_three_hundred(tray: Tray) -> None:
    tray.show_instances(tuple(status(f"i{n}", f"Instance {n}") for n in range(300)))
    assert len(texts(tray)) == 1 + 12 + 4
    assert tip(tray) == "evodesk: All good: 300 connected"


def test_an_ampersand_in_a_name_is_no_shortcut(tray: Tray) -> None:
    tray.show_instances((status("a", "Pai & Filho"),))
    assert texts(tray)[1] == "Pai && Filho: connected"


def test_the_menu_is_left_alone_while_nothing_changes(tray: Tray) -> None:
    before = menu(tray).actions()[1]
    tray.show_instances(office())
    assert menu(tray).actions()[1] is before


def test_without_a_tray_showing_does_nothing(tray: Tray) -> None:
    assert not tray.is_available
    tray.show()
    tray.hide()
