"""Theme, fonts, icons and colours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPalette

from evodesk.ui.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


ROOT = Path(__file__).parents[2]


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


def test_text_grows_with_the_system_font(
    qapp: QApplication, qtbot: QtBot, appearance: Appearance
) -> None:
    usual, large = qapp.font(), qapp.font()
    large.setPixelSize(26)
    with qtbot.waitSignal(appearance.changed):
        qapp.setFont(large)
    sizes = [appearance.font(role).pixelSize() for role in ("title", "body", "micro")]
    qapp.setFont(usual)
    assert sizes == [30, 26, 22]
    assert appearance.font("body").pixelSize() == 13


def test_high_contrast_leaves_ink_and_paper(
    qapp: QApplication, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Appearance, "high_contrast", property(lambda _: True))
    appearance.set_scheme("dark")
    palette = qapp.palette()
    inks = {appearance.color(role).name() for role in ("text", "okFill", "border", "accent")}
    papers = {appearance.color(role).name() for role in ("surface", "okBg", "selected", "onErr")}
    assert inks == {palette.color(QPalette.ColorRole.WindowText).name()}
    assert papers == {palette.color(QPalette.ColorRole.Base).name()}


def test_every_icon_that_ships_is_used() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "evodesk").rglob("*.py"))
    shipped = {file.stem for file in (ROOT / "resources" / "icons").glob("*.svg")}
    assert {name for name in shipped if f'"{name}"' not in code} == set()
