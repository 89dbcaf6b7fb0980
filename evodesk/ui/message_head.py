"""The head of the message page: who wrote, the messages above and below, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.buttons import IconButton
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.message_parts import Avatar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import RowWords

_HEIGHT = 48


class MessageHead(QWidget):
    left = Signal()
    step_wanted = Signal(int)
    rename_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._avatar = Avatar(appearance)
        self._name = ElidedLabel(appearance, font="bodyStrong")
        self._number = ElidedLabel(appearance, font="small", color="textMuted")
        self._rename = IconButton(appearance, "pencil", self.tr("Change alias…"))
        self._rename.setObjectName("btn.rename")
        self._rename.clicked.connect(self.rename_wanted)
        self._up = IconButton(appearance, "chevron-left", self.tr("Previous message"))
        self._down = IconButton(appearance, "chevron-right", self.tr("Next message"))
        self._leave = IconButton(appearance, "x", self.tr("Close"))
        self._leave.setObjectName("btn.close.message")
        self._up.clicked.connect(self.step_up)
        self._down.clicked.connect(self.step_down)
        self._leave.clicked.connect(self.left)
        self._lay_out()

    def show_who(self, words: RowWords, number: str, identity: str) -> None:
        """`identity` chooses the avatar's colour."""
        self._avatar.show_face(words, identity)
        self._name.show_text(words.name)
        self._number.show_text(number)
        self._number.setVisible(bool(number))

    def set_replacing(self, replaces: bool) -> None:
        """The page stands in the feed's place: its cross becomes the way back."""
        self._leave.set_icon_name("chevron-left" if replaces else "x")
        self._leave.set_tip(self.tr("Back to messages") if replaces else self.tr("Close"))
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        for line in (row, self._buttons):
            line.removeWidget(self._leave)
        if replaces:
            row.insertWidget(0, self._leave)
        else:
            self._buttons.addWidget(self._leave)

    def focus_way_back(self) -> None:
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_up(self) -> None:
        self.step_wanted.emit(-1)

    def step_down(self) -> None:
        self.step_wanted.emit(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._appearance.color("border")
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, line)

    def _lay_out(self) -> None:
        self.setMinimumHeight(_HEIGHT)
        row, words, self._buttons = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 5)
        row.setSpacing(8)
        row.addWidget(self._avatar)
        row.addLayout(words)
        row.addStretch(1)
        row.addLayout(self._buttons)
        self._buttons.setSpacing(2)
        words.setSpacing(0)
        words.addStretch(1)
        for label in (self._name, self._number):
            # Aligned, or the column would be as narrow as the shorter one.
            words.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        for button in (self._rename, self._up, self._down, self._leave):
            self._buttons.addWidget(button)
