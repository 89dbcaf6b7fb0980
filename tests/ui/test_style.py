"""Our style: controls in our colours, and a style sheet that names only known roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QRadioButton, QVBoxLayout

from evodesk.ui.buttons import Button, IconButton, Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QApplication
    from pytestqt.qtbot import QtBot

    from evodesk.settings import Theme
    from evodesk.ui.appearance import Appearance


def focus(widget: QAbstractButton, qtbot: QtBot) -> None:
    """As Tab does it."""
    widget.show()
    widget.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)


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


def test_a_link_is_as_wide_after_a_change_of_theme(qtbot: QtBot, appearance: Appearance) -> None:
    """It was cut off on both sides."""
    link = Button(appearance, "Clear filters", "link")
    qtbot.addWidget(link)
    link.show()
    wide = link.sizeHint().width()
    appearance.set_scheme("dark")
    link.ensurePolished()
    assert link.sizeHint().width() == wide


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


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_shows_on_each_kind_of_button(
    qtbot: QtBot, appearance: Appearance, kind: Kind, scheme: Theme
) -> None:
    appearance.set_scheme(scheme)
    button = Button(appearance, "Go", kind)
    qtbot.addWidget(button)
    before = colours(button)
    focus(button, qtbot)
    assert appearance.color("focus").name() in colours(button)
    # Where the ground has about the ring's colour, a light line parts them.
    assert colours(button) - before
    assert appearance.color("surface").name() in colours(button) or kind in ("flat", "link")


def test_a_radio_button_is_framed_whole(qtbot: QtBot, appearance: Appearance) -> None:
    radio = QRadioButton("Webhook")
    qtbot.addWidget(radio)
    focus(radio, qtbot)
    middle = radio.grab().toImage().pixelColor(0, radio.height() // 2)
    assert middle.name() == appearance.color("focus").name()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, appearance: Appearance) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    rows = QVBoxLayout(dialog)
    go, cancel = Button(appearance, "Go", "primary"), Button(appearance, "Cancel")
    for button in (go, cancel):
        rows.addWidget(button)
    go.setDefault(True)
    dialog.show()
    cancel.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(cancel.clicked), qtbot.assertNotEmitted(go.clicked):
        QTest.keyClick(cancel, Qt.Key.Key_Return)
