"""The feed as one pane: bars, and below them the live rows, a search or one conversation; notices
on top.

Live rows go on growing behind the others, so that Esc returns to the same place. What only the
rows, the search or the conversation ask for is between them and whoever reads for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evodesk.ui.blank import Blank
from evodesk.ui.conversation_desk import ConversationDesk
from evodesk.ui.feed_bar import FeedBar
from evodesk.ui.feed_view import FeedView
from evodesk.ui.offline_bar import OfflineBar
from evodesk.ui.search_desk import SearchDesk
from evodesk.ui.store_bar import StoreBar
from evodesk.ui.stream_word import Flow
from evodesk.ui.toast import Toast, ToastStack
from evodesk.ui.tray_words import is_lost

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evodesk.domain.gap import Gap
    from evodesk.domain.message import StoredMessage
    from evodesk.domain.status import ServerStatus
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import People

_ROWS_LEAST = 80
"""px of height."""


class FeedPane(QWidget):
    day_wanted = Signal(int)
    """Unix seconds of its beginning; answer with `rows.show_around`."""
    message_selected = Signal(object)
    """StoredMessage."""
    panel_toggled = Signal()
    export_wanted = Signal(object, str)
    """The MessageFilter of the search or conversation, and how it is called, or empty."""
    retry_wanted = Signal()
    toast_acted = Signal(object)
    """The Toast whose button was pressed."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._bar = FeedBar(appearance)
        self._offline = OfflineBar(appearance)
        self.store_bar = StoreBar(appearance)
        self.rows = FeedView(appearance)
        self.search = SearchDesk(appearance, self._bar)
        self.conversation = ConversationDesk(appearance)
        self._views = (self.rows, self.search.rows, self.conversation.rows)
        self._empty = Blank(appearance, "inbox")
        self._stack = QStackedWidget()
        self._toasts = ToastStack(appearance, self, self._stack)
        self._flow, self._is_lost = Flow.OFF, False
        self._paused, self._loaded = False, False
        self._lay_out()
        self._connect_bars()
        self._connect_rows()

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def is_read(self) -> bool:
        """The newest messages are in view."""
        return self.rows.isVisible() and self.rows.at_end

    def show_latest(self, rows: Sequence[StoredMessage]) -> None:
        """The newest page and nothing else: at start, or for another server."""
        self._loaded = True
        self.rows.show_rows(rows)
        self._choose_page()

    def add(self, rows: Sequence[StoredMessage]) -> None:
        """One batch of new messages, at most every 100 ms."""
        self.rows.add(rows)
        self.conversation.add(rows)
        self._choose_page()

    def change(self, rows: Sequence[StoredMessage]) -> None:
        for view in self._views:
            view.change(rows)

    def show_state(self, status: ServerStatus) -> None:
        self._offline.show_state(status)
        self._is_lost = is_lost(status)
        self._show_flow()

    def show_stream_word(self, flow: Flow) -> None:
        """What the feed as a whole does. Pausing is told by the pane itself."""
        self._flow = flow
        self._show_flow()

    def set_period(self, seconds: int) -> None:
        """How often the messages that go to other systems are asked for."""
        self._bar.set_period(seconds)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Instance names to the titles shown."""
        for part in (self.rows, self.search, self.conversation):
            part.set_titles(titles)

    def set_people(self, people: People) -> None:
        """Whom the chats are with; again when something in it has changed."""
        for part in (self.rows, self.search.rows, self.conversation):
            part.set_people(people)

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Marked at the first message that filled each."""
        self.rows.set_gaps(gaps)
        self.conversation.rows.set_gaps(gaps)

    def set_compact(self, compact: bool) -> None:
        for view in self._views:
            view.set_compact(compact)

    def toast(self, toast: Toast) -> None:
        self._toasts.show_toast(toast)

    def tell_copied(self) -> None:
        self.toast(Toast("ok", self.tr("Copied")))

    def toggle_pause(self) -> None:
        self._paused = not self._paused
        self._bar.show_paused(self._paused)
        self.rows.set_held(self._paused)

    def open_conversation(self, stored: StoredMessage) -> None:
        """The conversation that `stored` is of, in place of the feed or of the results."""
        self.conversation.open(stored)
        self._choose_page()
        self.focus_rows()

    def leave_conversation(self) -> None:
        """What was shown before is shown again where it was."""
        self.conversation.leave()
        self._choose_page()
        self.focus_rows()

    def focus_search(self) -> None:
        """In a conversation: search in it."""
        if (stored := self.conversation.stored) is not None:
            self.search.choose_chat(stored, self.conversation.name)
            self.leave_conversation()
        self._bar.focus_search()

    def focus_rows(self) -> None:
        self._view().focus_rows()

    def choose_day(self) -> None:
        (self.conversation.head if self.conversation.stored else self._bar).choose_day()

    def step(self, by: int) -> None:
        """Choose the message `by` rows further down; `message_selected` tells which."""
        self._view().step(by)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        heads = (self.conversation.head, self._offline, self.store_bar, self.search.head)
        for part in (self._bar, *heads):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        # Rows give way to what is told above them: they can be scrolled.
        self._stack.setMinimumHeight(_ROWS_LEAST)
        for page in (*self._views, self._empty, self.search.nothing):
            self._stack.addWidget(page)
        self._empty.show_words(self.tr("No messages yet"), self.tr("The next message shows here."))
        self.setMinimumWidth(420)
        self._toasts.raise_()

    def _connect_bars(self) -> None:
        self._bar.pause_pressed.connect(self.toggle_pause)
        self._bar.panel_toggled.connect(self.panel_toggled)
        self._bar.day_chosen.connect(self._go_to_day)
        self._offline.retry_wanted.connect(self.retry_wanted)
        self.store_bar.shown.connect(self._offline.set_brief)
        self._toasts.acted.connect(self.toast_acted)

    def _connect_rows(self) -> None:
        self.rows.pause_pressed.connect(self.toggle_pause)
        for view in self._views:
            view.message_selected.connect(self.message_selected)
            view.copied.connect(self.tell_copied)
            view.conversation_wanted.connect(self.open_conversation)
        self.search.answered.connect(self._choose_page)
        self.search.left.connect(self.focus_rows)
        self.search.export_wanted.connect(self.export_wanted)
        self.conversation.rows.left.connect(self.leave_conversation)
        self.conversation.head.left.connect(self.leave_conversation)
        self.conversation.head.search_wanted.connect(self.focus_search)
        self.conversation.export_wanted.connect(self.export_wanted)

    def _go_to_day(self, at: int) -> None:
        self.rows.expect()
        self.day_wanted.emit(at)

    def _show_flow(self) -> None:
        """Without the server nothing is live, whatever the instances were doing."""
        self._bar.show_flow(Flow.OFF if self._is_lost else self._flow)

    def _choose_page(self) -> None:
        is_open = self.conversation.stored is not None
        self._bar.setVisible(not is_open)
        self.search.head.setVisible(not is_open)
        live = self._empty if self._loaded and not self.rows.count else self.rows
        page = self.conversation.rows if is_open else self.search.page or live
        self._stack.setCurrentWidget(page)

    def _view(self) -> FeedView:
        """The rows that are shown, or would be if there were any."""
        if self.conversation.stored is not None:
            return self.conversation.rows
        return self.rows if self.search.page is None else self.search.rows
