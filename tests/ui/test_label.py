"""What a stranger is called is shown, not read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.label import tip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

NAME = '<img src="//evil.example/share/x.png">\n<b>Maria & "Zé"</b>'


@pytest.mark.parametrize("text", ["Maria", 'a & "b"', NAME])
def test_a_tip_says_what_it_was_given(text: str) -> None:
    """Qt takes what holds no tag as it is."""
    shown = QTextDocument()
    if "<" in tip(text):
        shown.setHtml(tip(text))
    else:
        shown.setPlainText(tip(text))
    assert shown.toPlainText() == text
    assert "<img" not in tip(text)


def test_a_name_that_does_not_fit_is_no_markup(appearance: Appearance, qtbot: QtBot) -> None:
    label = ElidedLabel(appearance, NAME)
    qtbot.addWidget(label)
    label.resize(20, 20)
    label.show()
    assert label.toolTip() == tip(NAME)
    assert label.textFormat() == Qt.TextFormat.PlainText
