from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QRadioButton

from evodesk.domain.reception import Side
from evodesk.live.bulk import BulkLine, Fate
from evodesk.ui.bulk_list import BulkList
from evodesk.ui.bulk_sheet import BulkSheet
from tests.ui.finding import find
from tests.ui.samples import office

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.domain.switch import Wish
    from evodesk.ui.appearance import Appearance


@pytest.fixture
def sheet(appearance: Appearance, qtbot: QtBot) -> BulkSheet:
    made = BulkSheet(appearance, office())
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def press(sheet: BulkSheet, name: str) -> None:
    QTest.mouseClick(find(sheet, QPushButton, name), Qt.MouseButton.LeftButton)


def go_word(sheet: BulkSheet) -> str:
    return find(sheet, QPushButton, "btn.go").text()


def listed(sheet: BulkSheet) -> dict[str, str]:
    """What the visible rows say."""
    rows = find(sheet, BulkList, "bulk.list")
    items = [rows.topLevelItem(row) for row in range(rows.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items if item and not item.isHidden()}


def test_it_offers_what_can_be_switched(sheet: BulkSheet) -> None:
    assert go_word(sheet) == "Switch 3 instance(s)"
    find(sheet, QRadioButton, "bulk.webhook").click()
    assert go_word(sheet) == "Switch 5 instance(s)"


def test_nothing_ticked_is_nothing_to_do(sheet: BulkSheet) -> None:
    rows = find(sheet, BulkList, "bulk.list")
    rows.tick_all(False)
    assert not find(sheet, QPushButton, "btn.go").isEnabled()
    assert go_word(sheet) == "Switch"
    rows.tick_all(True)
    assert go_word(sheet) == "Switch 3 instance(s)"


def test_what_a_switch_may_lose_is_said_where_it_may(appearance: Appearance, qtbot: QtBot) -> None:
    first, *others = office()
    business = replace(first, instance=replace(first.instance, is_business=True))
    made = BulkSheet(appearance, (business, *others))
    qtbot.addWidget(made)

    def said() -> bool:
        return any("may be lost" in label.text() for label in made.findChildren(QLabel))

    assert not said(), "it is on WebSocket already"
    find(made, QRadioButton, "bulk.webhook").click()
    assert said()
    find(made, BulkList, "bulk.list").tick_all(False)
    assert not said()


def test_a_row_is_unticked_by_the_keyboard(sheet: BulkSheet, qtbot: QtBot) -> None:
    rows = find(sheet, BulkList, "bulk.list")
    rows.setFocus()
    rows.setCurrentItem(rows.findItems("Guincho 24 h", Qt.MatchFlag.MatchExactly)[0])
    QTest.keyClick(rows, Qt.Key.Key_Space)
    with qtbot.waitSignal(sheet.wanted) as wanted:
        press(sheet, "btn.go")
    names = [wish.instance for wish in wanted.args[0]]
    assert names == ["marketing", "posvenda"]


def test_it_tells_each_one_and_the_whole(sheet: BulkSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.wanted) as wanted:
        press(sheet, "btn.go")
    wishes: tuple[Wish, ...] = wanted.args[0]
    assert {wish.side for wish in wishes} == {Side.WEBSOCKET}
    assert not find(sheet, QPushButton, "btn.go").isEnabled()
    first = BulkLine(wishes[0], Fate.RUNNING)
    sheet.show_line(first)
    assert listed(sheet) == {
        "Guincho 24 h": "switching…", "Marketing": "waiting", "Pós-venda": "waiting",
    }  # fmt: skip
    sheet.show_line(replace(first, fate=Fate.DONE))
    assert find(sheet, QProgressBar, "bulk.progress").value() == 1
    sheet.show_end()
    press(sheet, "btn.cancel")
    assert not sheet.isVisible()


def test_while_it_runs_escape_stops_it_and_the_sheet_stays(sheet: BulkSheet, qtbot: QtBot) -> None:
    press(sheet, "btn.go")
    with qtbot.waitSignal(sheet.stop_wanted):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert not find(sheet, QPushButton, "btn.cancel").isEnabled()
    sheet.show_end()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
