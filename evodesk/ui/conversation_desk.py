"""One conversation in the feed's place: its head and its rows, in order of time.

Knows which messages belong to it; the pane lays head and rows out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.filter import MessageFilter
from evodesk.ui.conversation_head import ConversationHead
from evodesk.ui.feed_view import FeedView
from evodesk.ui.row_words import NOBODY, whom

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import People


class ConversationDesk(QObject):
    wanted = Signal(object)
    """StoredMessage; answer with `rows.show_beside`."""
    day_wanted = Signal(int)
    """Unix seconds of its beginning; answer with `rows.show_around`."""
    export_wanted = Signal(object, str)
    """The MessageFilter of the conversation, and how it is called."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.head = ConversationHead(appearance)
        self.rows = FeedView(appearance, "conversation")
        self.stored: StoredMessage | None = None
        """The message that it was opened from; None: it is not open."""
        self._titles: Mapping[str, str] = {}
        self._people = NOBODY
        self.head.day_chosen.connect(self._go_to_day)
        self.head.export_wanted.connect(self._export)

    @property
    def name(self) -> str:
        """Of the contact or group."""
        return whom(self.stored.message, self._people).name if self.stored else ""

    def open(self, stored: StoredMessage) -> None:
        """The conversation that `stored` is of, at that message."""
        self.stored = stored
        self.rows.show_rows((), more=False)
        self.rows.expect()
        self._show_head()
        self.head.show()
        self.wanted.emit(stored)

    def leave(self) -> None:
        self.stored = None
        self.head.hide()
        self.rows.show_rows((), more=False)

    def add(self, rows: Sequence[StoredMessage]) -> None:
        """New messages, of whatever conversation."""
        if self.stored is None:
            return
        of = self.stored.message.conversation
        if own := [row for row in rows if row.message.conversation == of]:
            self.rows.add(own)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Instance names to the titles shown."""
        self._titles = titles
        self.rows.set_titles(titles)
        self._show_head()

    def set_people(self, people: People) -> None:
        """Whom the chats are with; again when something in it has changed."""
        self._people = people
        self.rows.set_people(people)
        self._show_head()

    def _show_head(self) -> None:
        if self.stored is not None:
            message = self.stored.message
            title = self._titles.get(message.key.instance, message.key.instance)
            self.head.show_who(whom(message, self._people), title, message.chat)

    def _go_to_day(self, at: int) -> None:
        self.rows.expect()
        self.day_wanted.emit(at)

    def _export(self) -> None:
        if self.stored is not None:
            of = self.stored.message.conversation
            wanted = MessageFilter(instances=frozenset({of.instance}), chat=of.chat)
            called = self.tr("Conversation with {contact}").format(contact=self.name)
            self.export_wanted.emit(wanted, called)
