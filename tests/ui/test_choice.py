from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from evodesk.ui.choice import Choice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


def test_the_widest_words_fit(appearance: Appearance, qtbot: QtBot) -> None:
    words = ("Como no sistema", "Pela largura da janela", "W" * 30)
    box = Choice(appearance, "choice", [(text, text) for text in words], words[-1])
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    needed = QFontMetrics(box.font()).horizontalAdvance(words[-1])
    # At each side 11 px, and 11 + 14 px for the arrow.
    assert box.width() - 3 * 11 - 14 > needed
    assert not box.grab().isNull()


def test_an_unknown_value_shows_the_first(appearance: Appearance, qtbot: QtBot) -> None:
    box = Choice(appearance, "choice", [("a", "A"), ("b", "B")], "c")
    qtbot.addWidget(box)
    assert box.currentData() == "a"
