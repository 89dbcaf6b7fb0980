"""What a stranger is called is shown, not read as markup."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from evodesk.domain.reception import Destination, Mode
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.filter_button import FilterButton
from evodesk.ui.instance_list import InstanceList
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.label import tip
from evodesk.ui.status_bar import StatusBar
from tests.ui.samples import NOW, server_status, status

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from evodesk.domain.status import InstanceStatus
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


def listed(look: Appearance) -> QWidget:
    made = InstanceList(look, clock=lambda: NOW)
    made.resize(400, 400)
    made.show_instances((delivering(),))
    return made


def paged(look: Appearance) -> QWidget:
    made = InstancePage(look, clock=lambda: NOW)
    made.show_status(delivering())
    return made


def filtered(look: Appearance) -> QWidget:
    made = FilterButton(look, "more", "More")
    made.offer("All", [(1, NAME)])
    made.choose((1,))
    return made


def told_version(look: Appearance) -> QWidget:
    made = StatusBar(look)
    made.show_server(replace(server_status(), version=NAME))
    return made


def delivering() -> InstanceStatus:
    place = Destination(here=False, host=NAME)
    return status(title=NAME, mode=Mode.WEBHOOK, destination=place)


@pytest.mark.parametrize("make", [listed, paged, filtered, told_version])
def test_no_tooltip_reads_what_it_is_given_as_markup(
    make: Callable[[Appearance], QWidget], appearance: Appearance, qtbot: QtBot
) -> None:
    made = make(appearance)
    qtbot.addWidget(made)
    made.show()
    told = [part.toolTip() for part in (made, *made.findChildren(QWidget))]
    assert any("&lt;img" in text for text in told)
    assert not any("<img" in text for text in told)
