"""Our style: controls in our colours, and a style sheet that names only known roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton

from evodesk.ui.buttons import Button, IconButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QApplication
    from pytestqt.qtbot import QtBot

    from evodesk.settings import Theme
    from evodesk.ui.appearance import Appearance


def colours(widget: QAbstractButton) -> set[str]:
    image = widget.grab().toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points}


@pytest.mark.parametrize("kind", [QRadioButton, QCheckBox])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_that_are_on_wear_our_colour(
    qtbot: QtBot, appearance: Appearance, kind: type[QAbstractButton], scheme: Theme
) -> None:
    control = kind()
    qtbot.addWidget(control)
    appearance.set_scheme(scheme)
    on = appearance.color("controlOn").name()
    assert on not in colours(control)
    control.setChecked(True)
    assert on in colours(control)


def test_the_sheet_follows_the_theme(qapp: QApplication, appearance: Appearance) -> None:
    assert appearance.color("accentHover").name() in qapp.styleSheet()
    assert "@" not in qapp.styleSheet()
    light = qapp.styleSheet()
    appearance.set_scheme("dark")
    assert qapp.styleSheet() != light


def test_a_primary_button_is_filled(qtbot: QtBot, appearance: Appearance) -> None:
    button = Button(appearance, "Connect", "primary", "plug")
    qtbot.addWidget(button)
    assert appearance.color("accent").name() in colours(button)
    button.set_kind("plain")
    assert appearance.color("accent").name() not in colours(button)


def test_an_icon_button_is_named_and_large_enough(qtbot: QtBot, appearance: Appearance) -> None:
    button = IconButton(appearance, "x", "Close")
    qtbot.addWidget(button)
    button.ensurePolished()
    assert button.accessibleName() == button.toolTip() == "Close"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 28
