"""The feed as one pane: bar, offline bar, live rows, search results or one conversation, toasts on
top.

Live rows go on growing behind the others, so that Esc returns to the same place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evodesk.domain.filter import MessageFilter
from evodesk.ui.blank import Blank
from evodesk.ui.conversation_desk import ConversationDesk
from evodesk.ui.feed_bar import FeedBar
from evodesk.ui.feed_view import FeedView
from evodesk.ui.filter_bar import FilterBar
from evodesk.ui.offline_bar import OfflineBar
from evodesk.ui.results_bar import ResultsBar
from evodesk.ui.store_bar import StoreBar
from evodesk.ui.stream_word import Flow
from evodesk.ui.toast import Toast, ToastStack
from evodesk.ui.tray_words import is_lost

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from evodesk.domain.gap import Gap
    from evodesk.domain.message import StoredMessage
    from evodesk.domain.status import ServerStatus
    from evodesk.errors import StoreError
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import People

_SLOW_MS = 200
"""A search that takes longer says so. Until then nothing moves for it: the rows below a bar that
comes are painted anew, which takes as long as finding them."""
_TOAST_MARGIN = 16
_TOAST_TOP = 34
"""Below the day bar."""


class FeedPane(QWidget):
    older_wanted = Signal(object)
    """StoredMessage at the top; answer with `show_older`, also when there are none."""
    newer_wanted = Signal(object)
    """StoredMessage at the bottom; answer with `show_newer`."""
    newest_wanted = Signal()
    """Answer with `show_latest`."""
    day_wanted = Signal(int)
    """Unix seconds of its beginning; answer with `show_around`."""
    search_wanted = Signal(object)
    """MessageFilter; answer with `show_results` and `show_extent`. Blank: the search was left."""
    more_wanted = Signal(object, object)
    """MessageFilter and the StoredMessage at the top of its results; answer with `show_more`."""
    later_wanted = Signal(object, object)
    """MessageFilter and the StoredMessage at the bottom of its results; answer with
    `show_later`."""
    message_selected = Signal(object)
    """StoredMessage."""
    panel_toggled = Signal()
    export_wanted = Signal(object, str)
    """The MessageFilter of the search or conversation, and how it is called, or empty."""
    retry_wanted = Signal()
    recover_wanted = Signal()
    """What could not be stored is to be read back now."""
    toast_acted = Signal(object)
    """The Toast whose button was pressed."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._bar = FeedBar(appearance)
        self._offline = OfflineBar(appearance)
        self._store_bar = StoreBar(appearance)
        self._filters = FilterBar(appearance)
        self._found = ResultsBar(appearance)
        self._refine = QWidget()
        """Holds the filters back while a conversation is open, whether in use or not."""
        self._feed = FeedView(appearance)
        self._results = FeedView(appearance, "results")
        self.conversation = ConversationDesk(appearance)
        self._views = (self._feed, self._results, self.conversation.rows)
        self._empty = Blank(appearance, "inbox", self.tr("No messages yet"), self._next_here())
        self._nothing = Blank(appearance, "search-x")
        self._stack = QStackedWidget()
        self._stack.installEventFilter(self)
        self._toasts = ToastStack(appearance, self)
        self._flow, self._is_lost = Flow.OFF, False
        self._paused, self._loaded = False, False
        self._told, self._answered = False, False
        """The bar above the results says something; there are results, if only none."""
        self._wanted = MessageFilter()
        self._slow = QTimer(self, interval=_SLOW_MS, singleShot=True)
        self._lay_out()
        self._connect()

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def shown(self) -> MessageFilter:
        """What is searched; blank: all messages are shown."""
        return self._wanted

    @property
    def is_read(self) -> bool:
        """The newest messages are in view."""
        return self._feed.isVisible() and self._feed.at_end

    @property
    def unseen(self) -> int:
        """Rows that came in below what is read."""
        return self._feed.unseen

    def expect(self) -> None:
        """The newest page was asked for; what comes in before it does is not lost."""
        self._feed.expect()

    def give_up(self) -> None:
        """What was asked for cannot be had now."""
        for view in (self._feed, self._results):
            view.give_up()

    def show_latest(self, rows: Sequence[StoredMessage]) -> None:
        """The newest page and nothing else: at start, or for another server."""
        self._loaded = True
        self._feed.show_rows(rows)
        self._choose_page()

    def show_older(self, first: StoredMessage, rows: Sequence[StoredMessage], more: bool) -> None:
        """The answer to `older_wanted`; `more`: there are still older ones."""
        self._feed.show_older(first, rows, more)

    def show_newer(self, last: StoredMessage, rows: Sequence[StoredMessage], more: bool) -> None:
        """The answer to `newer_wanted`; `more`: there are still newer ones."""
        self._feed.show_newer(last, rows, more)

    def show_around(
        self, at: int, rows: Sequence[StoredMessage], has_older: bool, has_newer: bool
    ) -> None:
        """The rows from the moment `at` on, and some before it."""
        self._feed.show_around(at, rows, has_older, has_newer)

    def add(self, rows: Sequence[StoredMessage]) -> None:
        """One batch of new messages, at most every 100 ms."""
        self._feed.add(rows)
        self.conversation.add(rows)
        self._choose_page()

    def change(self, rows: Sequence[StoredMessage]) -> None:
        for view in self._views:
            view.change(rows)

    def show_results(
        self, wanted: MessageFilter, rows: Sequence[StoredMessage], more: bool
    ) -> None:
        """The answer to `search_wanted`; a late one, to another search, is ignored."""
        if wanted != self._wanted or wanted.is_blank:
            return
        self._slow.stop()
        self._results.set_terms(wanted.terms)
        self._results.show_rows(rows, more)
        self._found.show_rows(len(rows), more)
        if not rows:
            self._say_nothing_found()
        self._told = self._answered = True
        self._choose_page()

    def show_more(self, first: StoredMessage, rows: Sequence[StoredMessage], more: bool) -> None:
        """The answer to `more_wanted`."""
        self._results.show_older(first, rows, more)

    def show_later(self, last: StoredMessage, rows: Sequence[StoredMessage], more: bool) -> None:
        """The answer to `later_wanted`."""
        self._results.show_newer(last, rows, more)

    def show_extent(self, wanted: MessageFilter, count: int, first: int, last: int) -> None:
        """How many the search finds in all, and from when to when (unix seconds)."""
        if wanted == self._wanted:
            self._found.show_extent(count, first, last)

    def show_state(self, status: ServerStatus) -> None:
        self._offline.show_state(status)
        self._is_lost = is_lost(status)
        self._show_flow()

    def show_store_trouble(self, error: StoreError | None) -> None:
        """Why nothing can be stored; None: it can."""
        self._store_bar.show_trouble(error)

    def show_stream_word(self, flow: Flow) -> None:
        """What the feed as a whole does. Pausing is told by the pane itself."""
        self._flow = flow
        self._show_flow()

    def set_period(self, seconds: int) -> None:
        """How often the messages that go to other systems are asked for."""
        self._bar.set_period(seconds)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Instance names to the titles shown."""
        self._feed.set_titles(titles)
        self._results.set_titles(titles)
        self.conversation.set_titles(titles)
        self._filters.set_titles(titles)

    def set_people(self, people: People) -> None:
        """Whom the chats are with; again when something in it has changed."""
        self._feed.set_people(people)
        self._results.set_people(people)
        self.conversation.set_people(people)

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Marked at the first message that filled each."""
        self._feed.set_gaps(gaps)
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
        self._feed.set_held(self._paused)

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
            self._filters.choose_chat(stored, self.conversation.name)
            self.leave_conversation()
        self._bar.focus_search()

    def focus_rows(self) -> None:
        self._shown().focus_rows()

    def choose_day(self) -> None:
        (self.conversation.head if self.conversation.stored else self._bar).choose_day()

    def leave_search(self) -> None:
        self._bar.leave_search()

    def step(self, by: int) -> None:
        """Choose the message `by` rows further down; `message_selected` tells which."""
        self._shown().step(by)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_toasts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A bar came or went above the rows.
        if event.type() is QEvent.Type.Move:
            self._place_toasts()
        return super().eventFilter(watched, event)

    def _show_flow(self) -> None:
        """Without the server nothing is live, whatever the instances were doing."""
        self._bar.show_flow(Flow.OFF if self._is_lost else self._flow)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        refining = QVBoxLayout(self._refine)
        refining.setContentsMargins(0, 0, 0, 0)
        refining.setSpacing(0)
        refining.addWidget(self._filters)
        head = self.conversation.head
        for part in (self._bar, head, self._offline, self._store_bar, self._refine, self._found):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        for page in (*self._views, self._empty, self._nothing):
            self._stack.addWidget(page)
        self.setMinimumWidth(420)
        self._toasts.raise_()

    def _connect(self) -> None:
        self._bar.text_changed.connect(self._search)
        self._slow.timeout.connect(self._say_searching)
        self._bar.use_changed.connect(self._filters.setVisible)
        self._bar.search_left.connect(self._leave)
        self._filters.changed.connect(self._search)
        self._filters.left.connect(self.leave_search)
        self._found.clear_wanted.connect(self._clear_filters)
        self._found.export_wanted.connect(self._export)
        self._bar.pause_pressed.connect(self.toggle_pause)
        self._bar.panel_toggled.connect(self.panel_toggled)
        self._offline.retry_wanted.connect(self.retry_wanted)
        self._store_bar.recover_wanted.connect(self.recover_wanted)
        self._nothing.pressed.connect(self._clear_filters)
        self._toasts.acted.connect(self.toast_acted)
        self._toasts.resized.connect(self._place_toasts)
        self._feed.older_wanted.connect(self.older_wanted)
        self._feed.newer_wanted.connect(self.newer_wanted)
        self._feed.newest_wanted.connect(self.newest_wanted)
        self._bar.day_chosen.connect(self._go_to_day)
        self._feed.pause_pressed.connect(self.toggle_pause)
        self._results.left.connect(self.leave_search)
        self._results.older_wanted.connect(self._want_more)
        self._results.newer_wanted.connect(self._want_later)
        self._results.newest_wanted.connect(self._search_again)
        for view in self._views:
            view.message_selected.connect(self.message_selected)
            view.copied.connect(self.tell_copied)
            view.conversation_wanted.connect(self.open_conversation)
        self.conversation.rows.left.connect(self.leave_conversation)
        self.conversation.head.left.connect(self.leave_conversation)
        self.conversation.head.search_wanted.connect(self.focus_search)
        self.conversation.export_wanted.connect(self.export_wanted)

    def _go_to_day(self, at: int) -> None:
        self._feed.expect()
        self.day_wanted.emit(at)

    def _search(self) -> None:
        chosen = self._filters.chosen
        wanted = replace(chosen, text=self._bar.searching)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._bar.keep_open(chosen != MessageFilter())
        self._found.show_clearing(chosen != MessageFilter())
        if wanted.is_blank:
            self._end_search()
        else:
            self._slow.start()
        self.search_wanted.emit(wanted)

    def _say_searching(self) -> None:
        self._found.show_searching()
        self._told = True
        self._choose_page()

    def _end_search(self) -> None:
        self._slow.stop()
        self._told = self._answered = False
        self._results.show_rows(())
        self._choose_page()

    def _clear_filters(self) -> None:
        self._filters.clear()
        self._search()

    def _leave(self) -> None:
        self._clear_filters()
        self.focus_rows()

    def _want_more(self, first: StoredMessage) -> None:
        self.more_wanted.emit(self._wanted, first)

    def _want_later(self, last: StoredMessage) -> None:
        self.later_wanted.emit(self._wanted, last)

    def _search_again(self) -> None:
        """The newest results are wanted and were let go."""
        self.search_wanted.emit(self._wanted)

    def _choose_page(self) -> None:
        is_open = self.conversation.stored is not None
        self._bar.setVisible(not is_open)
        self._refine.setVisible(not is_open)
        self._found.setVisible(self._told and not is_open)
        if is_open:
            page: QWidget = self.conversation.rows
        elif self._answered:
            page = self._results if self._results.count else self._nothing
        else:
            page = self._empty if self._loaded and not self._feed.count else self._feed
        self._stack.setCurrentWidget(page)

    def _shown(self) -> FeedView:
        if self.conversation.stored is not None:
            return self.conversation.rows
        return self._results if self._answered else self._feed

    def _say_nothing_found(self) -> None:
        text = self._wanted.text
        title = self.tr("Nothing with “{text}”").format(text=text) if text else self.tr("Nothing")
        if self._wanted == MessageFilter(text):
            self._nothing.show_words(title, self.tr("Searched in all instances."))
            return
        where = self.tr("Searched only in what the filters leave.")
        self._nothing.show_words(title, where, self.tr("Clear filters"))

    def _export(self) -> None:
        self.export_wanted.emit(self._wanted, "")

    def _next_here(self) -> str:
        return self.tr("The next message shows here.")

    def _place_toasts(self) -> None:
        self._toasts.fit(self.width() - 2 * _TOAST_MARGIN)
        left = self.width() - self._toasts.width() - _TOAST_MARGIN
        self._toasts.move(QPoint(left, self._stack.y() + _TOAST_TOP))
