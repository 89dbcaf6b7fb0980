"""A tinted box that tells one problem: shape, sentence, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from evodesk.ui.glyphs import color_role, glyph_pixmap
from evodesk.ui.label import Label
from evodesk.ui.roomy import text_scale
from evodesk.ui.style import paint_bar, paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from evodesk.domain.status import Health
    from evodesk.ui.appearance import Appearance

_GLYPH = 18
_ROOM = 260
"""px beside the action, at the usual size of text; with less it stands under the sentence."""


class Banner(QFrame):
    """Give it a state for its shape and tint, then `show_words`. `bar`: edge to edge, no radius."""

    def __init__(
        self,
        appearance: Appearance,
        state: Health,
        parent: QWidget | None = None,
        *,
        bar: bool = False,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._state, self._bar = appearance, state, bar
        self._icon = ""
        self._action: QWidget | None = None
        self._is_below = False
        self._glyph = QLabel(self)
        self._title = Label(appearance, font="bodyStrong", wraps=True)
        self._text = Label(appearance, font="small", color="textMuted", wraps=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(14, 10, 12, 10)
        self._line.setSpacing(10)
        self._line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(self._column, 1)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, title: str, text: str = "", icon: str = "") -> None:
        """`icon`: a Lucide name that stands in for the state's shape."""
        self._icon = icon
        self._restyle()
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def add_action(self, button: QWidget) -> None:
        """At the right edge, or below the sentence where that leaves it too little room."""
        self._action = button
        self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_below(self, parts: QLayout) -> None:
        """Under the sentence."""
        self._column.addLayout(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_action()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, family = self._appearance, color_role(self._state)
        paint = paint_bar if self._bar else paint_box
        paint(self, look, f"{family}Bg", f"{family}Border")

    def _place_action(self) -> None:
        if self._action is None:
            return
        room = self.width() - self._action.sizeHint().width()
        below = room < _ROOM * text_scale(self._appearance)
        if below == self._is_below:
            return
        self._is_below = below
        if below:
            self._line.removeWidget(self._action)
            self._column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._column.removeWidget(self._action)
            self._line.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        if self._icon:
            role = f"{color_role(self._state)}Fill"
            picture = self._appearance.pixmap(self._icon, _GLYPH, role, ratio)
        else:
            picture = glyph_pixmap(self._state, _GLYPH, self._appearance, ratio)
        self._glyph.setPixmap(picture)
        self.update()
