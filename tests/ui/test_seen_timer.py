from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evodesk.ui.seen_timer import SeenTimer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_tells_at_once_and_goes_on_only_while_the_widget_is_seen(qtbot: QtBot) -> None:
    widget, told = QWidget(), list[int]()
    qtbot.addWidget(widget)
    timer = SeenTimer(widget, 5, lambda: told.append(1))
    assert (timer.isActive(), told) == (False, [])
    widget.show()
    assert (timer.isActive(), told) == (True, [1])
    qtbot.waitUntil(lambda: len(told) > 2)
    widget.hide()
    assert not timer.isActive()
