"""The left pane as people use it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from evodesk.domain.instance import LinkState
from evodesk.domain.reception import Mode, Side
from evodesk.ui.buttons import Button
from evodesk.ui.failure_popover import FailurePopover
from evodesk.ui.instance_list import InstanceList
from evodesk.ui.instance_row import InstanceRow
from evodesk.ui.mode_radio import ModeRadio
from evodesk.ui.row_column import RowColumn
from evodesk.ui.shape import CHIPS
from tests.ui.finding import find
from tests.ui.samples import FOREIGN, NOW, failure, office, status, switching

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.domain.status import InstanceStatus
    from evodesk.settings import Theme
    from evodesk.ui.appearance import Appearance

LEFT = Qt.MouseButton.LeftButton
A, B, C = (status(name, name.upper()) for name in ("a", "b", "c"))


@pytest.fixture
def pane(qtbot: QtBot, appearance: Appearance) -> InstanceList:
    pane = InstanceList(appearance, clock=lambda: NOW)
    qtbot.addWidget(pane)
    pane.resize(388, 700)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def row(pane: InstanceList, name: str) -> InstanceRow:
    return find(pane, InstanceRow, f"row.{name}")


def radio(pane: InstanceList, side: Side, name: str) -> ModeRadio:
    return find(pane, ModeRadio, f"radio.{side.value}.{name}")


def chip(pane: InstanceList, name: str) -> Button:
    return find(pane, Button, f"chip.{name}")


def shown(pane: InstanceList) -> list[str]:
    rows = [r for r in pane.findChildren(InstanceRow) if r.isVisible()]
    return [r.status.title for r in sorted(rows, key=lambda r: r.y())]


def marked(pane: InstanceList, appearance: Appearance) -> list[str]:
    """The instances whose row shows the bar of the selected one at its left edge."""
    bar = appearance.color("controlOn")
    rows = [r for r in pane.findChildren(InstanceRow) if r.isVisible()]
    return [r.status.name for r in rows if r.grab().toImage().pixelColor(0, 20) == bar]


def test_rows_are_alphabetical(pane: InstanceList, qtbot: QtBot) -> None:
    pane.show_instances(office())
    qtbot.waitUntil(lambda: row(pane, "posvenda").y() > 0)
    titles = [s.title for s in office()]
    assert shown(pane) == sorted(titles, key=str.casefold)


def test_a_click_on_a_radio_asks_and_moves_nothing(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((A,))
    with qtbot.waitSignal(pane.mode_requested) as asked:
        QTest.mouseClick(radio(pane, Side.WEBHOOK, "a"), LEFT)
    assert asked.args == ["a", Side.WEBHOOK]
    assert radio(pane, Side.WEBSOCKET, "a").isChecked()


def test_the_active_mode_has_nothing_to_ask(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((A,))
    with qtbot.assertNotEmitted(pane.mode_requested):
        QTest.mouseClick(radio(pane, Side.WEBSOCKET, "a"), LEFT)


def test_with_both_on_either_can_be_asked_for(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((status("a", "A", Mode.BOTH),))
    with qtbot.waitSignal(pane.mode_requested) as asked:
        QTest.mouseClick(radio(pane, Side.WEBSOCKET, "a"), LEFT)
    assert asked.args == ["a", Side.WEBSOCKET]


def test_both_radios_wait_while_switching(pane: InstanceList) -> None:
    pane.show_instances((A,))
    pane.update_instances((replace(A, progress=switching("a")),))
    assert not any(radio(pane, side, "a").isEnabled() for side in Side)
    assert radio(pane, Side.WEBSOCKET, "a").accessibleName().endswith("switching…")
    pane.update_instances((status("a", "A", Mode.WEBHOOK),))
    assert all(radio(pane, side, "a").isEnabled() for side in Side)
    assert radio(pane, Side.WEBHOOK, "a").isChecked()


def test_the_focus_stays_in_the_row_that_switches(pane: InstanceList) -> None:
    pane.show_instances((A, B))
    radio(pane, Side.WEBHOOK, "a").setFocus()
    pane.update_instances((replace(A, progress=switching("a")),))
    assert row(pane, "a").hasFocus()


def test_the_phase_shows_by_itself_when_it_lasts(qtbot: QtBot, appearance: Appearance) -> None:
    now = [float(NOW)]
    pane = InstanceList(appearance, clock=lambda: now[0])
    qtbot.addWidget(pane)
    pane.show_instances((replace(A, progress=switching("a", started_at=NOW)),))
    assert "Connected" in row(pane, "a").accessibleDescription()
    now[0] += 1
    qtbot.waitUntil(lambda: "switching…" in row(pane, "a").accessibleDescription())


def test_rows_keep_their_widgets(pane: InstanceList) -> None:
    pane.show_instances((A, C))
    before = row(pane, "a")
    pane.show_instances((A, B))
    assert row(pane, "a") is before
    assert [r.status.name for r in pane.findChildren(InstanceRow) if r.isVisible()] == ["a", "b"]


def test_a_new_title_moves_the_row(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((A, B))
    pane.update_instances((replace(A, title="Z"),))
    qtbot.waitUntil(lambda: shown(pane) == ["B", "Z"])


def test_selecting(qtbot: QtBot, appearance: Appearance, pane: InstanceList) -> None:
    pane.show_instances((A, B))
    with qtbot.waitSignal(pane.selected) as chosen:
        QTest.mouseClick(row(pane, "b"), LEFT)
    assert chosen.args == ["b"]
    assert marked(pane, appearance) == ["b"]
    pane.show_instances((A,))
    pane.show_instances((A, B))
    assert marked(pane, appearance) == []


def test_arrows_move_the_focus_and_ask_nothing(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((A, B, C))
    row(pane, "a").setFocus()
    with qtbot.assertNotEmitted(pane.mode_requested), qtbot.assertNotEmitted(pane.selected):
        QTest.keyClick(row(pane, "a"), Qt.Key.Key_Down)
        assert row(pane, "b").hasFocus()
        QTest.keyClick(row(pane, "b"), Qt.Key.Key_Right)
        assert radio(pane, Side.WEBHOOK, "b").hasFocus()
        QTest.keyClick(radio(pane, Side.WEBHOOK, "b"), Qt.Key.Key_Right)
        assert radio(pane, Side.WEBSOCKET, "b").hasFocus()
        QTest.keyClick(radio(pane, Side.WEBSOCKET, "b"), Qt.Key.Key_Down)
        assert radio(pane, Side.WEBSOCKET, "c").hasFocus()
        QTest.keyClick(radio(pane, Side.WEBSOCKET, "c"), Qt.Key.Key_Left)
        QTest.keyClick(radio(pane, Side.WEBHOOK, "c"), Qt.Key.Key_Home)
        assert radio(pane, Side.WEBHOOK, "a").hasFocus()
        QTest.keyClick(radio(pane, Side.WEBHOOK, "a"), Qt.Key.Key_End)
        assert radio(pane, Side.WEBHOOK, "c").hasFocus()


def test_enter_selects(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((A,))
    row(pane, "a").setFocus()
    with qtbot.waitSignal(pane.selected):
        QTest.keyClick(row(pane, "a"), Qt.Key.Key_Return)


def test_only_the_current_row_is_a_stop_of_tab(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((A, B, C))
    QTest.keyClick(row(pane, "a"), Qt.Key.Key_Down)
    stops = [
        r.status.name
        for r in pane.findChildren(InstanceRow)
        if r.radios[Side.WEBHOOK].focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["b"]


@pytest.mark.parametrize("typed", ["recepcao", "RECEPÇÃO", "95550-0340", "clínica · r"])
def test_the_filter_ignores_accents_and_case(qtbot: QtBot, pane: InstanceList, typed: str) -> None:
    pane.show_instances(office())
    field = find(pane, QLineEdit, "filter.instances")
    field.setText(typed)
    assert shown(pane) == ["Clínica · Recepção"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(shown(pane)) == len(office())


def test_chips_count_and_filter(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances(office())
    assert chip(pane, "all").text() == "All  9"
    assert chip(pane, "problem").text() == "With a problem  5"
    QTest.mouseClick(chip(pane, "nomode"), LEFT)
    assert shown(pane) == ["Pós-venda"]
    pane.update_instances((status("posvenda", "Pós-venda"),))
    assert shown(pane) == []
    assert chip(pane, "nomode").text() == "No active mode  0"
    pane.set_narrow(True)
    assert chip(pane, "problem").text() == "Problems  4"


def test_the_strip_chooses(qtbot: QtBot, appearance: Appearance, pane: InstanceList) -> None:
    pane.show_instances((status("a", "A", Mode.NONE),))
    with qtbot.waitSignals([pane.selected, pane.strip_pressed]):
        QTest.mouseClick(find(pane, Button, "strip.a"), LEFT)
    assert marked(pane, appearance) == ["a"]


def test_a_click_on_a_strips_sentence_selects_the_row(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((status("a", "A", Mode.NONE),))
    strip = find(pane, Button, "strip.a").parentWidget()
    assert strip is not None
    with qtbot.waitSignal(pane.selected), qtbot.assertNotEmitted(pane.strip_pressed):
        QTest.mouseClick(strip, LEFT)


def test_a_problem_that_ends_takes_its_strip_along(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((status("a", "A", Mode.NONE),))
    button = find(pane, Button, "strip.a")
    with qtbot.waitSignal(button.destroyed):
        pane.update_instances((A,))
        assert not button.isVisible()
    assert row(pane, "a").sizeHint().height() == 64


def open_popover(qtbot: QtBot, pane: InstanceList, shown: InstanceStatus) -> FailurePopover:
    pane.set_host("evolution.oficinasilva.example")
    pane.show_instances((shown,))
    QTest.mouseClick(find(pane, Button, f"strip.{shown.name}"), LEFT)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, FailurePopover)]
    popover = next(w for w in found if w.isVisible())
    assert isinstance(popover, FailurePopover)
    return popover


def test_a_failure_is_explained_and_can_be_tried_again(qtbot: QtBot, pane: InstanceList) -> None:
    failed = status("recepcao", "Recepção", Mode.WEBHOOK, failure=failure())
    popover = open_popover(qtbot, pane, failed)
    with qtbot.waitSignal(pane.mode_requested) as asked:
        QTest.mouseClick(find(popover, Button, "btn.retry"), LEFT)
    assert asked.args == ["recepcao", Side.WEBSOCKET]


def test_the_request_to_the_administrator(qtbot: QtBot, pane: InstanceList) -> None:
    failed = status("recepcao", "Recepção", Mode.WEBHOOK, failure=failure())
    popover = open_popover(qtbot, pane, failed)
    QTest.mouseClick(find(popover, Button, "btn.copyRequest"), LEFT)
    copied = QGuiApplication.clipboard().text()
    assert "evolution.oficinasilva.example" in copied
    assert "Instance recepcao needs it" in copied


def test_other_failures_have_nothing_to_request(qtbot: QtBot, pane: InstanceList) -> None:
    failed = status("a", "A", Mode.WEBHOOK, failure=failure("a", "timed_out"))
    popover = open_popover(qtbot, pane, failed)
    assert popover.findChild(Button, "btn.copyRequest") is None
    popover.close()


def test_a_failure_and_a_lost_phone_show_at_once(pane: InstanceList) -> None:
    pane.show_instances((A, B))
    down = status("b", "B", link=LinkState.CLOSED, reason=401)
    pane.update_instances((replace(A, failure=failure("a", "timed_out")), down))
    assert find(pane, Button, "strip.a").text() == "Why?"
    assert "Down" in row(pane, "b").accessibleDescription()
    assert not find(pane, Button, "strip.b").isVisible()
    assert row(pane, "b").sizeHint().height() == row(pane, "a").sizeHint().height()


def test_offline_nothing_can_be_asked(qtbot: QtBot, pane: InstanceList) -> None:
    pane.show_instances((A,))
    pane.set_enabled(False, "No contact with the server.")
    target = radio(pane, Side.WEBHOOK, "a")
    assert not target.isEnabled()
    assert target.toolTip() == "No contact with the server."
    pane.show_instances((A, B))
    assert not radio(pane, Side.WEBHOOK, "b").isEnabled()
    pane.set_enabled(True)
    assert target.isEnabled()


def test_another_system_is_named(pane: InstanceList) -> None:
    pane.show_instances((status("a", "A", Mode.WEBHOOK, destination=FOREIGN),))
    expected = "Delivers to n8n.clinicasorriso.example, another system"
    assert radio(pane, Side.WEBHOOK, "a").toolTip() == expected


def test_screen_readers_get_the_whole_row(pane: InstanceList) -> None:
    pane.show_instances((A,))
    assert row(pane, "a").accessibleName() == "A"
    assert row(pane, "a").accessibleDescription() == "A: Connected, WebSocket, last message 4 s ago"
    assert radio(pane, Side.WEBHOOK, "a").accessibleName() == "Webhook of instance A"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [340, 388, 520])
def test_every_state_can_be_painted(
    qtbot: QtBot, appearance: Appearance, pane: InstanceList, scheme: Theme, width: int
) -> None:
    appearance.set_scheme(scheme)
    pane.set_narrow(width == 340)
    qtbot.waitUntil(lambda: pane.minimumWidth() <= width)
    pane.resize(width, 700)
    pane.show_instances((*office(), status("x", "N" * 40, failure=failure("x"))))
    pane.select("balcao")
    picture = pane.grab().toImage()
    assert pane.width() == width
    ground = picture.pixelColor(width // 2, 4)
    assert ground == appearance.color("surface")


def test_a_reader_hears_at_once_that_a_row_is_muted(pane: InstanceList) -> None:
    pane.show_instances((A,))
    pane.update_instances((replace(A, is_muted=True),))
    assert row(pane, "a").accessibleDescription().endswith(", muted")


def test_a_muted_row_is_told_apart_without_colour(pane: InstanceList) -> None:
    pane.show_instances((A,))
    loud = row(pane, "a").grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pane.show_instances((replace(A, is_muted=True),))
    quiet = row(pane, "a").grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert quiet != loud


def test_three_hundred_rows_and_none(qtbot: QtBot, pane: InstanceList) -> None:
    many = tuple(status(f"i{n:03}", f"Instance {n:03}") for n in range(300))
    pane.show_instances(many)
    assert chip(pane, "all").text() == "All  300"
    pane.show_instances(())
    qtbot.waitUntil(lambda: shown(pane) == [])
    assert chip(pane, "all").text() == "All  0"


MANY = tuple(status(f"i{n:03}", f"Instance {n:03}") for n in range(300))


def test_only_rows_near_the_view_exist(pane: InstanceList) -> None:
    pane.show_instances(MANY)
    assert len(pane.findChildren(InstanceRow)) < 40
    assert chip(pane, "all").text() == "All  300"


def test_rows_come_as_people_scroll(pane: InstanceList, qtbot: QtBot) -> None:
    pane.show_instances(MANY)
    bar = pane.findChildren(RowColumn)[0].verticalScrollBar()
    bar.setValue(150 * 64)
    middle = row(pane, "i150")
    assert middle.visibleRegion().boundingRect().height() == 64
    assert middle.mapTo(pane, QPoint(0, 0)).y() == 48 + CHIPS
    bar.setValue(bar.maximum())
    assert row(pane, "i299").mapTo(pane, QPoint(0, 64)).y() == pane.height()
    qtbot.waitUntil(lambda: pane.findChild(InstanceRow, "row.i150") is None)
    assert len(pane.findChildren(InstanceRow)) < 40


def test_the_row_where_tab_stops_stays_when_it_leaves_the_view(pane: InstanceList) -> None:
    pane.show_instances(MANY)
    row(pane, "i001").setFocus()
    bar = pane.findChildren(RowColumn)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    assert row(pane, "i001").hasFocus()
    QTest.keyClick(row(pane, "i001"), Qt.Key.Key_Down)
    assert row(pane, "i002").hasFocus()
    assert not row(pane, "i002").visibleRegion().isEmpty()


def test_the_keyboard_reaches_every_row(pane: InstanceList) -> None:
    pane.show_instances(MANY)
    here, page = "i000", (700 - 48 - CHIPS) // 64
    row(pane, here).setFocus()
    for key, reached in (
        (Qt.Key.Key_End, "i299"),
        (Qt.Key.Key_PageUp, f"i{299 - page}"),
        (Qt.Key.Key_Home, "i000"),
    ):
        QTest.keyClick(row(pane, here), key)
        here = reached
        assert row(pane, reached).hasFocus()
        assert row(pane, reached).is_current
        assert row(pane, reached).visibleRegion().boundingRect().height() == 64


def test_a_row_that_comes_into_view_shows_what_is_so(
    pane: InstanceList, appearance: Appearance
) -> None:
    pane.show_instances(MANY)
    pane.set_enabled(False, "No contact with the server.")
    pane.update_instances((replace(MANY[200], failure=failure("i200", "timed_out")),))
    pane.select("i200")
    assert marked(pane, appearance) == ["i200"]
    assert find(pane, Button, "strip.i200").isVisible()
    assert not radio(pane, Side.WEBHOOK, "i200").isEnabled()
    pane.select("i201")
    assert row(pane, "i201").y() - row(pane, "i200").y() == 64 + 32


def test_a_row_that_was_filtered_out_is_a_stop_of_tab_again(pane: InstanceList) -> None:
    pane.show_instances((A, B))
    row(pane, "b").setFocus()
    field = find(pane, QLineEdit, "filter.instances")
    field.setText("A")
    assert row(pane, "a").is_current
    field.setText("")
    assert [r.is_current for r in pane.findChildren(InstanceRow) if r.isVisible()] == [True, False]


def test_filtering_out_the_row_with_the_focus_far_below_leaves_a_list_to_go_on_with(
    pane: InstanceList,
) -> None:
    """Qt gives the focus of a row that is hidden away, and scrolls to where it was."""
    broken = [replace(each, failure=failure(each.name, "timed_out")) for each in MANY[:40]]
    pane.show_instances((*broken, *MANY[40:]))
    column = pane.findChildren(RowColumn)[0]
    pane.activateWindow()
    row(pane, "i000").setFocus()
    QTest.keyClick(row(pane, "i000"), Qt.Key.Key_End)
    column.verticalScrollBar().setValue(0)
    QTest.mouseClick(chip(pane, "problem"), LEFT)
    assert chip(pane, "problem").text() == "With a problem  40"
    stops = [each for each in pane.findChildren(InstanceRow) if each.is_current]
    assert [each.status.name for each in stops if each.isVisible()] == [column.current]
    assert column.current in {each.name for each in broken}


def test_a_screen_reader_goes_through_the_rows_from_top_to_bottom(pane: InstanceList) -> None:
    pane.show_instances(MANY)
    column = pane.findChildren(RowColumn)[0]
    for top in (150 * 64, 140 * 64):
        column.verticalScrollBar().setValue(top)
    places = [each.y() for each in column.findChildren(InstanceRow)]
    assert places == sorted(places)


def test_rows_stay_under_the_pointer_when_others_grow_above_them(pane: InstanceList) -> None:
    many = [status(f"n{n:02}", f"N{n:02}") for n in range(40)]
    pane.show_instances(tuple(many))
    pane.findChildren(RowColumn)[0].verticalScrollBar().setValue(1000)
    seen = row(pane, "n18").mapTo(pane, QPoint())
    grown = tuple(replace(each, failure=failure(each.name)) for each in many[:5])
    pane.update_instances(grown)
    assert row(pane, "n18").mapTo(pane, QPoint()) == seen
    pane.show_instances((status("a", "A"), *grown, *many[5:]))
    assert row(pane, "n18").mapTo(pane, QPoint()) == seen
    pane.update_instances(tuple(many[:5]))
    assert row(pane, "n18").mapTo(pane, QPoint()) == seen
