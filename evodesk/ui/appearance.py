"""Colours, fonts and icons of the running theme; everything that paints asks here.

The system's scheme, contrast and font are followed while the program runs.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QIcon,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from evodesk.paths import resources
from evodesk.ui.drawing import drawn
from evodesk.ui.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtWidgets import QApplication

    from evodesk.settings import Theme

_SCHEMES: dict[Theme, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_PAPER = frozenset(
    "window surface sunken raised hover selected selectedInactive highlight tooltipBg"
    " onAccent onControl onErr".split()
)
"""Roles that are grounds, or lie on a filled one: with high contrast they take the system's Base;
every other role takes its Text."""
_PALETTE_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "textFaint",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "borderStrong",
    QPalette.ColorRole.Shadow: "borderStrong",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "tooltipBg",
    QPalette.ColorRole.ToolTipText: "tooltipText",
}
_SMALLEST_BASE = 13
"""px. The sizes are drawn for this base; a smaller system font would not be readable in rows."""


class Appearance(QObject):
    """One per application. Give it to every widget that paints."""

    changed = Signal()
    """Theme, contrast or font changed: repaint, rebuild what was made from colours or fonts."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        # Both kept: a chained `app.styleHints().accessibility()` hands out a deleted object.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._tokens = tokens()
        self._scheme: Theme = "system"
        self._pixmaps: dict[Hashable, QPixmap] = {}
        self._fonts: dict[str, QFont] = {}
        self._colors: dict[str, QColor] = {}
        self._avatars: list[tuple[QColor, QColor]] = []
        self._apply()
        self._hints.colorSchemeChanged.connect(self._refresh)
        self._accessibility.contrastPreferenceChanged.connect(self._refresh)
        app.fontChanged.connect(self._refresh)

    @property
    def is_dark(self) -> bool:
        if self._scheme != "system":
            return self._scheme == "dark"
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    @property
    def high_contrast(self) -> bool:
        wanted = self._accessibility.contrastPreference()
        return wanted is Qt.ContrastPreference.HighContrast

    @property
    def reduced_motion(self) -> bool:
        # Qt tells it from 6.12 on.
        preference = getattr(self._accessibility, "motionPreference", None)
        return preference is not None and preference().name != "NoPreference"

    def set_scheme(self, scheme: Theme) -> None:
        """Follow the system, or stay light or dark whatever it says."""
        if scheme == self._scheme:
            return
        self._scheme = scheme
        self._hints.setColorScheme(_SCHEMES[scheme])
        self._refresh()

    def color(self, role: str, dark: bool | None = None) -> QColor:
        """Of the running theme, or of the dark or light one where `dark` says so (the tray). Shared
        by all who ask: change a copy.

        Raises KeyError for a role that tokens.json lacks.
        """
        if dark is not None:
            return self._find_color(role, dark)
        if role not in self._colors:
            self._colors[role] = self._find_color(role, self.is_dark)
        return self._colors[role]

    def font(self, role: str) -> QFont:
        """Raises KeyError for an unknown role."""
        if role not in self._fonts:
            self._fonts[role] = self._make_font(role)
        return QFont(self._fonts[role])

    def px(self, role: str) -> int:
        """The font's size in logical pixels."""
        return round(self._base_px() * float(self._tokens["type"]["roles"][role]["ratio"]))

    def avatar(self, identity: str) -> tuple[QColor, QColor]:
        """Fill and ink of a contact's or a group's circle; the same for ever. Shared as well."""
        if not self._avatars:
            palette = self._tokens["avatar"]["dark" if self.is_dark else "light"]
            ink = QColor(palette["ink"])
            self._avatars = [(QColor(fill), ink) for fill in palette["fill"]]
        return self._avatars[crc32(identity.encode()) % len(self._avatars)]

    def pixmap(self, icon: str, px: int, role: str, ratio: float = 1.0) -> QPixmap:
        """A Lucide icon in the colour of `role`.

        Raises FileNotFoundError for an icon that is not shipped.
        """
        return self.kept(
            (icon, px, role, ratio), lambda: _render(_source(icon), px, self.color(role), ratio)
        )

    def kept(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        """What `draw` made the first time, until the theme changes. Qt keeps a copy of every pixmap
        that a label or an icon has shown: the same drawn anew would fill 10 MB with them."""
        if key not in self._pixmaps:
            self._pixmaps[key] = draw()
        return self._pixmaps[key]

    def icon(self, icon: str, role: str = "text", px: int = 16) -> QIcon:
        """For buttons and menus: plain and greyed, sharp on screens of ratio 1 and 2."""
        made = QIcon()
        for ratio in (1.0, 2.0):
            made.addPixmap(self.pixmap(icon, px, role, ratio), QIcon.Mode.Normal)
            made.addPixmap(self.pixmap(icon, px, "textDisabled", ratio), QIcon.Mode.Disabled)
        return made

    def _find_color(self, role: str, dark: bool) -> QColor:
        value = QColor(self._tokens["color"]["dark" if dark else "light"][role])
        if not self.high_contrast:
            return value
        ground = role in _PAPER or role.endswith("Bg")
        return self._app.palette().color(QPalette.ColorRole.Base if ground else _INK)

    def _refresh(self) -> None:
        self._colors.clear()
        self._avatars.clear()
        self._pixmaps.clear()
        self._fonts.clear()
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        base = QFontInfo(self._app.font()).pixelSize()
        if base < _SMALLEST_BASE:
            raised = self._app.font()
            raised.setPixelSize(_SMALLEST_BASE)
            self._app.setFont(raised)
        self._app.setPalette(QPalette() if self.high_contrast else self._palette())
        # With high contrast the colours are those of the palette that has just been set.
        self._colors.clear()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for target, role in _PALETTE_ROLES.items():
            palette.setColor(target, self.color(role))
        for target in (QPalette.ColorRole.Text, _INK, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.color("textDisabled"))
        return palette

    def _base_px(self) -> int:
        return max(_SMALLEST_BASE, QFontInfo(self._app.font()).pixelSize())

    def _make_font(self, role: str) -> QFont:
        token = self._tokens["type"]["roles"][role]
        fixed = role in ("mono", "code")
        font = (
            QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            if fixed
            else QFont(self._app.font())
        )
        font.setPixelSize(self.px(role))
        font.setWeight(QFont.Weight(token["weight"]))
        # Figures of one width: times and numbers stand in columns.
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


_INK = QPalette.ColorRole.WindowText


@cache
def _source(icon: str) -> str:
    text = (resources() / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', 'stroke-width="1.75"')


def _render(svg: str, px: int, color: QColor, ratio: float) -> QPixmap:
    tinted = svg.replace("currentColor", color.name()).encode()
    return drawn(px, px, ratio, QSvgRenderer(QByteArray(tinted)).render)
