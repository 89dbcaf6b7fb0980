"""Texts in one of the type roles, and icons beside them; they follow theme and system font."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance


def tip(text: str) -> str:
    """A tooltip that holds a name or a server's words. Qt would read markup in it, and fetch the
    pictures that it names, from another computer too."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if "<" in text else text


class Label(QLabel):
    """Plain text: what comes from a server is never read as markup."""

    def __init__(
        self,
        appearance: Appearance,
        text: str = "",
        font: str = "body",
        color: str = "text",
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._appearance = appearance
        self._font_role, self._color_role = font, color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        # On a ground of another role, Qt would take the ink from another role as well.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def set_color(self, role: str) -> None:
        self._color_role = role
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._appearance.font(self._font_role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._appearance.color(self._color_role))
        self.setPalette(palette)


class IconLabel(QLabel):
    """A picture beside a sentence that says the same, hence without a name of its own."""

    def __init__(self, appearance: Appearance, icon: str, role: str, px: int) -> None:
        super().__init__()
        self._appearance = appearance
        self._icon, self._role, self._px = icon, role, px
        self.setFixedSize(QSize(px, px))
        appearance.changed.connect(self._restyle)
        self._restyle()

    def set_icon(self, icon: str, role: str) -> None:
        self._icon, self._role = icon, role
        self._restyle()

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setPixmap(self._appearance.pixmap(self._icon, self._px, self._role, ratio))
