from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QRadioButton

from evodesk.ui.export_sheet import ExportChoice, ExportSheet
from tests.ui.finding import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def sheet(appearance: Appearance, qtbot: QtBot) -> ExportSheet:
    made = ExportSheet(appearance, "oficina")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.show_count(1200)
    return made


def press(sheet: ExportSheet, name: str) -> None:
    QTest.mouseClick(find(sheet, QPushButton, name), Qt.MouseButton.LeftButton)


def choose(sheet: ExportSheet, target: str) -> str:
    """Which name the dialog offers; it is answered with `target`."""
    press(sheet, "btn.go")
    dialog = sheet.findChildren(QFileDialog)[-1]
    offered = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(target)
    dialog.close()
    return offered


def test_it_says_how_many(sheet: ExportSheet) -> None:
    assert "1,200 message(s)" in [label.text() for label in sheet.findChildren(QLabel)]
    sheet.show_count(0)
    assert not find(sheet, QPushButton, "btn.go").isEnabled()


def test_form_and_place_are_chosen(sheet: ExportSheet, qtbot: QtBot) -> None:
    find(sheet, QRadioButton, "export.csv").click()
    find(sheet, QCheckBox, "export.mask").click()
    with qtbot.waitSignal(sheet.chosen) as chosen:
        assert choose(sheet, "/tmp/mine.csv") == "oficina.csv"
    assert chosen.args == [ExportChoice("csv", Path("/tmp/mine.csv"), True)]
    assert not find(sheet, QPushButton, "btn.go").isEnabled()
    sheet.show_end()
    assert not sheet.isVisible()


def test_while_it_runs_escape_stops_it(sheet: ExportSheet, qtbot: QtBot) -> None:
    choose(sheet, "/tmp/mine.html")
    with qtbot.waitSignal(sheet.stop_wanted):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    sheet.show_end()
    assert not sheet.isVisible()


def test_after_a_failure_it_can_be_tried_again(sheet: ExportSheet, qtbot: QtBot) -> None:
    find(sheet, QRadioButton, "export.csv").click()
    choose(sheet, "/nowhere/mine.csv")
    sheet.show_failure("The folder takes nothing.")
    assert "The folder takes nothing." in [label.text() for label in sheet.findChildren(QLabel)]
    with qtbot.waitSignal(sheet.chosen):
        assert choose(sheet, "/tmp/mine.csv") == "oficina.csv"


def test_a_contacts_name_makes_a_file_name(appearance: Appearance, qtbot: QtBot) -> None:
    made = ExportSheet(appearance, 'Conversa com A/B: "C"')
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    made.show_count(1)
    assert choose(made, "/tmp/x.html") == "Conversa com A_B_ _C_.html"
