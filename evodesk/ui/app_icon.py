"""The program's own icon, drawn in every size that window frames and task bars ask for."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from evodesk.ui.glyphs import logo

_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    icon = QIcon()
    for px in _SIZES:
        icon.addPixmap(logo(px))
    return icon
