from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QTextEdit

from evodesk.domain.details import Card, Details, Place
from evodesk.ui.details_box import DetailsBox
from tests.ui.finding import find
from tests.ui.opening import Opener, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def browser() -> Iterator[Opener]:
    with opened("https") as opener:
        yield opener


@pytest.fixture
def box(appearance: Appearance, qtbot: QtBot) -> DetailsBox:
    made = DetailsBox(appearance)
    qtbot.addWidget(made)
    return made


def test_without_details_it_is_not_there(box: DetailsBox) -> None:
    assert box.isHidden()


def test_a_place_is_opened_in_the_browser_only_after_asking(
    box: DetailsBox, browser: Opener
) -> None:
    box.show_details(Details(Place(-23.55, -46.63)))
    box.show()
    for name, count in (("btn.cancel", 0), ("btn.go", 1)):
        QTest.mouseClick(find(box, QPushButton, "btn.map"), Qt.MouseButton.LeftButton)
        sheet = find(box, QDialog, "sheet.map")
        QTest.mouseClick(find(sheet, QPushButton, name), Qt.MouseButton.LeftButton)
        sheet.setObjectName("answered")
        assert len(browser.urls) == count
    assert browser.urls[0].host() == "www.openstreetmap.org"
    assert "mlat=-23.55&mlon=-46.63" in browser.urls[0].query()


def test_cards_are_text(box: DetailsBox) -> None:
    box.show_details(Details(cards=(Card("Ana", ("+55 11 1", "+55 11 2")), Card("<b>B</b>"))))
    text = box.findChild(QTextEdit)
    assert text is not None
    assert text.toPlainText() == "Ana · +55 11 1 · +55 11 2\n<b>B</b>"
