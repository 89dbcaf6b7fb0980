"""What stands where rows would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from evodesk.ui.blank import Blank

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


def test_icon_and_words_stand_in_the_middle(appearance: Appearance, qtbot: QtBot) -> None:
    blank = Blank(appearance, "search-x")
    blank.show_words("Nothing with “x”", "Searched all instances.")
    qtbot.addWidget(blank)
    for width in (300, 466, 900):
        blank.resize(width, 500)
        with qtbot.waitExposed(blank):
            blank.show()
        middles = [label.geometry().center().x() for label in blank.findChildren(QLabel)]
        assert all(abs(middle - width / 2) <= 1 for middle in middles)
