"""Theme, fonts, icons and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


def test_a_scheme_changes_colours_palette_and_icons(
    qapp: QApplication, qtbot: QtBot, appearance: Appearance
) -> None:
    before = appearance.pixmap("x", 16, "text").toImage()
    with qtbot.waitSignal(appearance.changed):
        appearance.set_scheme("dark")
    assert appearance.is_dark
    assert appearance.color("surface") == QColor("#1B1F26")
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor("#1B1F26")
    assert appearance.pixmap("x", 16, "text").toImage() != before


def test_an_unknown_role_is_an_error(appearance: Appearance) -> None:
    with pytest.raises(KeyError):
        appearance.color("purple")


def test_sizes_follow_the_base_of_13(appearance: Appearance) -> None:
    roles = ("display", "title", "body", "small", "micro")
    assert [appearance.font(role).pixelSize() for role in roles] == [22, 15, 13, 12, 11]


def test_an_avatar_keeps_its_colour(appearance: Appearance) -> None:
    assert appearance.avatar("5511955501432") == appearance.avatar("5511955501432")
    fills = {appearance.avatar(str(n))[0].name() for n in range(100)}
    assert len(fills) == 8


def test_icons_are_sharp_on_any_screen(appearance: Appearance) -> None:
    pixmap = appearance.pixmap("search", 16, "text", 1.5)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (24, 1.5)
    assert appearance.pixmap("search", 16, "text", 1.5) is pixmap
