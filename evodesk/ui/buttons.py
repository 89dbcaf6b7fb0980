"""The buttons of the whole window. Their looks live in resources/style/evodesk.qss.

Buttons take focus by Tab only, so that the focus ring means keyboard and a click leaves no mark.
Enter presses the one that has it, never another one of the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

Kind = Literal["plain", "primary", "outline", "flat", "link", "danger", "chip"]

_ICON_PX = 14
_GAP = 4
"""px that the style's own gap between icon and word lacks."""
_FILLED = ("primary", "danger")
_FONTS = {"link": "smallStrong", "chip": "small"}
"""A weight that only the style sheet gave would be lost when the theme changes."""
_ICON_ROLES = {"primary": "onAccent", "outline": "accentText", "link": "accentText"}


class _KeyButton(QPushButton):
    """What both kinds have in common: how the keyboard reaches and presses them."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Button(_KeyButton):
    """A button with a word, and a tinted Lucide icon before it where one is named.

    plain: neutral edge; primary: filled; outline: accent edge; flat: no edge, muted;
    link: no edge, accent; danger: filled red; chip: round and checkable.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str = "",
        kind: Kind = "plain",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._appearance = appearance
        self._kind = kind
        self._icon_name = icon
        self.setProperty("kind", kind)
        self.setCheckable(kind == "chip")
        appearance.changed.connect(self._restyle)
        self._restyle()

    def set_icon_name(self, icon: str) -> None:
        self._icon_name = icon
        self._restyle()

    def set_kind(self, kind: Kind) -> None:
        """Another look for another meaning."""
        if kind == self._kind:
            return
        self._kind = kind
        self.setProperty("kind", kind)
        # A style sheet looks at properties only when it is applied anew.
        self.style().unpolish(self)
        self.style().polish(self)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._kind in _FILLED:
            self._part_ring()

    def _part_ring(self) -> None:
        """A light line between the focus ring and a ground that has about its colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._appearance.color("surface"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)

    def _restyle(self) -> None:
        self.setFont(self._appearance.font(_FONTS.get(self._kind, "body")))
        if self._icon_name:
            role = _ICON_ROLES.get(self._kind, "text")
            self.setIcon(_with_gap(self._appearance.icon(self._icon_name, role, _ICON_PX)))
            self.setIconSize(QSize(_ICON_PX + _GAP, _ICON_PX))


class IconButton(_KeyButton):
    """A square button with an icon alone; its tooltip is also its accessible name."""

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        tip: str,
        parent: QWidget | None = None,
        *,
        side: int = 30,
        px: int = 16,
        role: str = "textMuted",
    ) -> None:
        super().__init__(parent=parent)
        self._appearance = appearance
        self._icon_name, self._px, self._role = icon, px, role
        self._side = side
        self.setProperty("kind", "icon")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tip(tip)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        # Not setFixedSize: a style sheet's own minimum would replace it.
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def set_tip(self, tip: str) -> None:
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def set_icon_name(self, icon: str) -> None:
        self._icon_name = icon
        self._restyle()

    def _restyle(self) -> None:
        self.setIcon(self._appearance.icon(self._icon_name, self._role, self._px))
        self.setIconSize(QSize(self._px, self._px))


def _with_gap(icon: QIcon) -> QIcon:
    wider = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        for ratio in (1.0, 2.0):
            image = icon.pixmap(QSize(_ICON_PX, _ICON_PX), ratio, mode).toImage()
            grown = image.copy(0, 0, round((_ICON_PX + _GAP) * ratio), image.height())
            wider.addPixmap(QPixmap.fromImage(grown), mode)
    return wider
