"""The bar above one conversation: with whom, on which instance, the way back, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.buttons import IconButton
from evodesk.ui.date_popup import DatePopup
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.message_parts import Avatar
from evodesk.ui.style import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import Who

_HEIGHT = 48


class ConversationHead(QWidget):
    left = Signal()
    search_wanted = Signal()
    export_wanted = Signal()
    day_chosen = Signal(int)
    """Unix seconds of its beginning."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._avatar = Avatar(appearance)
        self._name = ElidedLabel(appearance, font="bodyStrong")
        self._beside = ElidedLabel(appearance, font="small", color="textMuted")
        self.setObjectName("head.conversation")
        self._make_buttons()
        self._calendar = DatePopup(appearance, self)
        self._calendar.chosen.connect(self.day_chosen)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        self._lay_out()
        self.hide()

    def show_who(self, who: Who, title: str, identity: str) -> None:
        """`title`: the instance's. `identity` chooses the avatar's colour."""
        self._avatar.show_face(who, identity)
        self._name.show_text(who.name)
        self._beside.show_text(" · ".join(part for part in (who.beside, title) if part))

    def choose_day(self) -> None:
        """Open the calendar."""
        self._calendar.open_under(self._day)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "surface")

    def _make_buttons(self) -> None:
        back = self._button("chevron-left", self.tr("Back to messages (Esc)"), "back")
        back.clicked.connect(self.left)
        search = self._button("search", self.tr("Search in this conversation (Ctrl+F)"), "search")
        search.clicked.connect(self.search_wanted)
        self._day = self._button("calendar", self.tr("Go to a date (Ctrl+G)"), "day")
        self._day.clicked.connect(self.choose_day)
        export = self._button("download", self.tr("Export this conversation…"), "export")
        export.clicked.connect(self.export_wanted)
        self._back, self._acts = back, (search, self._day, export)

    def _button(self, icon: str, tip: str, name: str) -> IconButton:
        button = IconButton(self._appearance, icon, tip)
        button.setObjectName(f"btn.conversation.{name}")
        return button

    def _lay_out(self) -> None:
        self.setMinimumHeight(_HEIGHT)
        row, words = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(8, 4, 12, 5)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self._avatar)
        row.addLayout(words)
        row.addStretch(1)
        for button in self._acts:
            row.addWidget(button)
        words.setSpacing(0)
        words.addStretch(1)
        for label in (self._name, self._beside):
            # Aligned, or the column would be as narrow as the shorter one.
            words.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
