"""What can be done with one message of a feed, as a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from evodesk.ui.feed_table import CONVERSATION, COPY_JSON

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance


class RowMenu(QMenu):
    """Gone once it is closed."""

    copy_wanted = Signal(object, bool)
    """The StoredMessage; True: its JSON, not its text."""
    conversation_wanted = Signal(object)
    """The StoredMessage."""

    def __init__(
        self, appearance: Appearance, stored: StoredMessage, parent: QWidget, *, leads_on: bool
    ) -> None:
        """`leads_on`: its conversation is another place."""
        super().__init__(parent)
        self._stored = stored
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = self.addAction(appearance.icon("copy"), self.tr("Copy text"))
        text.setShortcut(QKeySequence.StandardKey.Copy)
        text.triggered.connect(self._copy_text)
        json = self.addAction(appearance.icon("braces"), self.tr("Copy JSON"))
        json.setShortcut(COPY_JSON)
        json.setEnabled(bool(stored.message.raw))
        json.triggered.connect(self._copy_json)
        if leads_on:
            icon = appearance.icon("message-square-text")
            conversation = self.addAction(icon, self.tr("Show conversation"))
            conversation.setShortcuts(CONVERSATION)
            conversation.triggered.connect(self._show_conversation)

    def _copy_text(self) -> None:
        self.copy_wanted.emit(self._stored, False)

    def _copy_json(self) -> None:
        self.copy_wanted.emit(self._stored, True)

    def _show_conversation(self) -> None:
        self.conversation_wanted.emit(self._stored)
