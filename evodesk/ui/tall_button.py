"""The one button that a page is about."""

from __future__ import annotations

from PySide6.QtCore import QSize

from evodesk.ui.buttons import Button

_TALL = 36


class TallButton(Button):
    """Taller and wider than the others."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 16, max(_TALL, hint.height()))
