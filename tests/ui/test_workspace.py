from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from evodesk.domain.instance import LinkState
from evodesk.domain.reception import Side
from evodesk.domain.status import ServerState
from evodesk.domain.switch import Takeover, Wish
from evodesk.ui.blank import Blank
from evodesk.ui.feed_pane import FeedPane
from evodesk.ui.feed_table import FeedTable
from evodesk.ui.inspector import Inspector
from evodesk.ui.instance_list import InstanceList
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.message_page import MessagePage
from evodesk.ui.mode_radio import ModeRadio
from evodesk.ui.workspace import Workspace
from tests.ui.finding import find
from tests.ui.sample_messages import design_rows
from tests.ui.samples import NOW, SERVER, office, server_status, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.settings import Theme
    from evodesk.ui.appearance import Appearance


def now() -> float:
    return NOW


@pytest.fixture
def window(appearance: Appearance, qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace(
        appearance,
        InstanceList(appearance, clock=now),
        FeedPane(appearance),
        Inspector(InstancePage(appearance, clock=now), MessagePage(appearance)),
    )
    made.header.show_servers((SERVER,), SERVER.id)
    made.show_server(server_status())
    made.show_instances(office())
    made.setMinimumSize(860, 560)  # the main window's
    made.resize(1180, 760)
    made.show()
    yield made
    made.hide()
    made.deleteLater()
    # Hundreds of rows left behind would slow every later change of theme.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def inspector(window: Workspace) -> QStackedWidget:
    return find(window, QStackedWidget, "inspector")


def row(window: Workspace, name: str) -> QWidget:
    return find(window, QWidget, f"row.{name}")


def feed(window: Workspace) -> FeedPane:
    return next(pane for pane in window.findChildren(FeedPane))


def press(parent: QWidget, name: str) -> None:
    QTest.mouseClick(find(parent, QPushButton, name), Qt.MouseButton.LeftButton)


def key(
    window: Workspace,
    pressed: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, pressed, held)


def focused_name() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused else ""


def test_a_click_on_a_radio_asks_and_moves_nothing(window: Workspace, qtbot: QtBot) -> None:
    radio = find(window, ModeRadio, "radio.webhook.balcao")
    with qtbot.waitSignal(window.mode_requested) as asked:
        QTest.mouseClick(radio, Qt.MouseButton.LeftButton)
    assert asked.args == ["balcao", Side.WEBHOOK]
    assert not radio.isChecked()


def test_selecting_an_instance_opens_its_page(window: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.instance_chosen) as chosen:
        QTest.mouseClick(row(window, "pecas"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["pecas"]
    assert window.selected == "pecas"
    assert isinstance(inspector(window).currentWidget(), InstancePage)


def test_an_instance_that_is_gone_is_no_longer_selected(window: Workspace) -> None:
    window.select("pecas")
    window.show_instances((status(),))
    assert window.selected == ""


def test_the_title_counts_problems(window: Workspace) -> None:
    assert window.windowTitle() == "evodesk: 5 with a problem"
    window.update_instances((status("campinas", "Filial Campinas"),))
    assert window.windowTitle() == "evodesk: 4 with a problem"
    window.show_instances((status(),))
    assert window.windowTitle() == "evodesk"


def test_an_update_reaches_the_open_page(window: Workspace) -> None:
    window.select("balcao")
    window.update_instances((status("balcao", "Oficina · Novo", link=LinkState.CLOSED),))
    names = {part.accessibleName() for part in inspector(window).findChildren(QWidget)}
    assert "Oficina · Novo" in names


def test_a_message_opens_in_the_inspector(window: Workspace) -> None:
    rows = design_rows()
    feed(window).show_latest(rows)
    table = find(window, FeedTable, "feed")
    last = table.visualRect(table.model().index(len(rows) - 1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=last)
    page = inspector(window).currentWidget()
    assert isinstance(page, MessagePage)
    assert page.stored == rows[-1]


def test_without_the_server_nothing_can_be_switched(window: Workspace) -> None:
    window.show_server(server_status(ServerState.DOWN))
    radio = find(window, ModeRadio, "radio.webhook.balcao")
    assert not radio.isEnabled()
    assert radio.toolTip().startswith("No contact with the server")
    window.show_server(server_status())
    assert find(window, ModeRadio, "radio.webhook.balcao").isEnabled()


@pytest.mark.parametrize(
    ("width", "feed_seen", "inspector_seen"),
    [(1180, True, True), (1100, True, False), (900, True, False)],
)
def test_the_width_decides_about_the_inspector(
    window: Workspace, width: int, feed_seen: bool, inspector_seen: bool
) -> None:
    window.resize(width, 700)
    assert feed(window).isVisible() is feed_seen
    assert inspector(window).isVisible() is inspector_seen


def test_in_a_small_window_the_inspector_takes_the_feeds_place(window: Workspace) -> None:
    window.resize(860, 560)
    QTest.mouseClick(row(window, "pecas"), Qt.MouseButton.LeftButton)
    assert inspector(window).isVisible()
    assert not feed(window).isVisible()
    find(window, QPushButton, "btn.activate.webhook").setFocus()
    key(window, Qt.Key.Key_Escape)
    assert not inspector(window).isVisible()
    assert feed(window).isVisible()


def test_a_message_opened_in_a_small_window_leaves_the_keyboard_on_the_way_back(
    window: Workspace,
) -> None:
    window.activateWindow()
    window.resize(860, 560)
    feed(window).rows.show_rows(design_rows())
    feed(window).focus_rows()
    key(window, Qt.Key.Key_End)
    key(window, Qt.Key.Key_Return)
    assert not feed(window).isVisible()
    assert focused_name() == "btn.close.message"
    key(window, Qt.Key.Key_Space)
    assert feed(window).isVisible()
    assert focused_name() == "feed"


def test_what_was_opened_in_a_small_window_does_not_hide_the_feed_in_a_large_one(
    window: Workspace,
) -> None:
    window.resize(860, 560)
    QTest.mouseClick(row(window, "pecas"), Qt.MouseButton.LeftButton)
    window.resize(1180, 760)
    assert feed(window).isVisible()
    assert inspector(window).isVisible()


def test_a_closed_inspector_stays_closed(window: Workspace) -> None:
    press(window, "btn.panel")
    assert not inspector(window).isVisible()
    window.resize(1400, 760)
    assert not inspector(window).isVisible()
    press(window, "btn.panel")
    assert inspector(window).isVisible()


def test_density_follows_the_width_until_it_is_chosen(window: Workspace, qtbot: QtBot) -> None:
    compact = find_action(window, "action.compact")
    assert not compact.isChecked()
    window.resize(900, 700)
    assert compact.isChecked()
    with qtbot.waitSignal(window.density_chosen) as chosen:
        compact.trigger()
    assert chosen.args == [False]
    window.resize(860, 700)
    assert not compact.isChecked()


def find_action(window: Workspace, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None
    return found


def test_each_action_of_the_menu_asks(window: Workspace, qtbot: QtBot) -> None:
    for action, signal, args in (
        ("refresh", window.refresh_requested, []),
        ("settings", window.settings_wanted, ["general"]),
        ("about", window.settings_wanted, ["about"]),
        ("quit", window.quit_wanted, []),
    ):
        with qtbot.waitSignal(signal) as asked:
            find_action(window, f"action.{action}").trigger()
        assert asked.args == args


def test_every_action_does_something(window: Workspace) -> None:
    for action in window.actions():
        assert action.receivers("2triggered(bool)") > 0, action.objectName()


def test_the_keyboard_walks_through_the_panes(window: Workspace, qtbot: QtBot) -> None:
    feed(window).show_latest(design_rows())
    window.select("balcao")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen = []
    for _ in range(4):
        key(window, Qt.Key.Key_F6)
        seen.append(pane_with_focus(window))
    assert seen == ["list", "feed", "inspector", "list"]
    key(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert pane_with_focus(window) == "inspector"


def pane_with_focus(window: Workspace) -> str:
    focused = QApplication.focusWidget()
    assert focused is not None
    panes: dict[str, QWidget] = {
        "list": next(iter(window.findChildren(InstanceList))),
        "feed": feed(window),
        "inspector": inspector(window),
    }
    return next(name for name, pane in panes.items() if pane.isAncestorOf(focused))


def test_searching_and_filtering_have_shortcuts(window: Workspace, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    key(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused_name() == "search.feed"
    key(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert focused_name() == "filter.instances"


def test_a_strip_that_offers_a_choice_opens_the_page(window: Workspace) -> None:
    choose = next(b for b in row(window, "posvenda").findChildren(QPushButton) if b.isVisible())
    assert choose.text() == "Choose"
    choose.click()
    assert window.selected == "posvenda"
    assert inspector(window).isVisible()


def test_a_restart_is_asked_with_the_title(window: Workspace, qtbot: QtBot) -> None:
    window.select("balcao")
    page = next(iter(window.findChildren(InstancePage)))
    page.restart_requested.emit("balcao")
    sheet = find(window, QDialog, "sheet.restart")
    assert sheet.windowTitle() == "Restart Oficina · Balcão?"
    with qtbot.waitSignal(window.asking.restart_confirmed) as asked:
        press(sheet, "btn.go")
    assert asked.args == ["balcao"]


def test_deleting_messages_is_asked_with_their_number_and_instance(
    window: Workspace, qtbot: QtBot
) -> None:
    window.asking.ask_wipe("balcao", 1234)
    sheet = find(window, QDialog, "sheet.wipe")
    assert sheet.windowTitle() == "Delete 1,234 messages?"
    told = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "All that this computer keeps of Oficina · Balcão." in told
    with qtbot.waitSignal(window.asking.wipe_confirmed) as asked:
        press(sheet, "btn.go")
    assert asked.args == ["balcao"]


def test_a_takeover_is_asked_with_title_and_host(window: Workspace, qtbot: QtBot) -> None:
    wish, host = Wish("recepcao", Side.WEBSOCKET), "n8n.clinicasorriso.example"
    window.asking.ask_takeover(Takeover(wish, host))
    sheet = find(window, QDialog, "sheet.takeover")
    find(sheet, QCheckBox, "check.told").setChecked(True)
    with qtbot.waitSignal(window.asking.switch_confirmed) as confirmed:
        press(sheet, "btn.go")
    assert confirmed.args == [replace(wish, confirmed=True, told_host=host)]


def test_an_address_is_asked_for(window: Workspace, qtbot: QtBot) -> None:
    window.asking.ask_destination(Wish("recepcao", Side.WEBHOOK), "")
    sheet = find(window, QDialog, "sheet.destination")
    assert sheet.isVisible()
    with qtbot.waitSignal(window.settings_wanted) as wanted:
        press(sheet, "btn.toSettings")
    assert wanted.args == ["receiving"]


def test_a_menu_opens_by_key(window: Workspace, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.hide()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_drawn_small_and_large_empty_and_full(
    window: Workspace, appearance: Appearance, scheme: Theme
) -> None:
    appearance.set_scheme(scheme)
    for count in (0, 3, 300):
        window.show_instances(tuple(status(f"i{n}", "N" * 40 + str(n)) for n in range(count)))
        for size in ((860, 560), (1180, 760), (1600, 1000)):
            window.resize(*size)
            assert (window.width(), window.height()) == size
            assert not window.grab().isNull()


def test_tab_goes_from_the_chips_to_the_current_row_and_on_to_the_feed(window: Workspace) -> None:
    window.select("posvenda")
    find(window, QPushButton, "chip.all").setFocus(Qt.FocusReason.TabFocusReason)
    visited = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        assert reached is not None
        visited.append(reached.objectName())
    assert visited == [
        "row.posvenda",
        "radio.webhook.posvenda",
        "radio.websocket.posvenda",
        "strip.posvenda",
        "search.feed",
    ]


def test_a_server_that_never_answered_is_not_said_to_be_empty(window: Workspace) -> None:
    window.show_instances(())
    blank = next(b for b in window.findChildren(Blank) if b.isVisible())
    for state, expected in (
        (ServerState.KEY_REFUSED, "Key refused"),
        (ServerState.OK, "This server has no instances"),
    ):
        window.show_server(server_status(state))
        shown = [label.text() for label in blank.findChildren(QLabel)]
        assert expected in shown


def test_in_the_feeds_place_the_way_back_stands_left(window: Workspace, qtbot: QtBot) -> None:
    window.resize(900, 600)
    window.open_instance("balcao")
    page = next(iter(window.findChildren(InstancePage)))
    back = find(page, QPushButton, "btn.closeInspector")
    qtbot.waitUntil(lambda: back.mapTo(page, QPoint(0, 0)).x() < 40)
    window.resize(1180, 760)
    qtbot.waitUntil(lambda: back.mapTo(page, QPoint(0, 0)).x() > page.width() - 60)


def test_a_narrow_list_keeps_the_radios_beside_the_state(window: Workspace) -> None:
    window.resize(860, 560)
    assert row(window, "balcao").height() == 64
    assert feed(window).width() >= 420
