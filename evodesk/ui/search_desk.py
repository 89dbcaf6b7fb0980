"""A search in the feed's place: its filters, the line that tells how much was found, and the rows.

Knows what is searched; the pane lays head and rows out. The text is typed in the bar, which is
there without a search, too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from evodesk.domain.filter import MessageFilter
from evodesk.ui.blank import Blank
from evodesk.ui.feed_view import FeedView
from evodesk.ui.filter_bar import FilterBar
from evodesk.ui.results_bar import ResultsBar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.feed_bar import FeedBar

_SLOW_MS = 200
"""A search that takes longer says so. Until then nothing moves for it: the rows below a bar that
comes are painted anew, which takes as long as finding them."""


class SearchDesk(QObject):
    wanted = Signal(object)
    """MessageFilter; answer with `show_results` and `show_extent`. Blank: the search was left."""
    older_wanted = Signal(object, object)
    """MessageFilter and the StoredMessage at the top; answer with `rows.show_older`."""
    newer_wanted = Signal(object, object)
    """MessageFilter and the StoredMessage at the bottom; answer with `rows.show_newer`."""
    export_wanted = Signal(object, str)
    """The MessageFilter, and how it is called: it has no name."""
    answered = Signal()
    """`page` is another one now."""
    left = Signal()
    """The person went back to the feed."""

    def __init__(self, appearance: Appearance, bar: FeedBar) -> None:
        super().__init__()
        self._bar = bar
        self._filters = FilterBar(appearance)
        self._found = ResultsBar(appearance)
        self.head = QWidget()
        self.rows = FeedView(appearance, "results")
        self.nothing = Blank(appearance, "search-x")
        self._is_answered = False
        self._shown = MessageFilter()
        self._slow = QTimer(self, interval=_SLOW_MS, singleShot=True)
        self._slow.timeout.connect(self._say_searching)
        self._lay_out()
        self._connect()

    @property
    def shown(self) -> MessageFilter:
        """What is searched; blank: nothing is."""
        return self._shown

    @property
    def page(self) -> QWidget | None:
        """The rows, or the words that there are none; None: there is no answer yet."""
        if not self._is_answered:
            return None
        return self.rows if self.rows.count else self.nothing

    def show_results(
        self, wanted: MessageFilter, rows: Sequence[StoredMessage], more: bool
    ) -> None:
        """The answer to `wanted`; a late one, to another search, is ignored."""
        if wanted != self._shown or wanted.is_blank:
            return
        self._slow.stop()
        self.rows.set_terms(wanted.terms)
        self.rows.show_rows(rows, more)
        self._found.show_rows(len(rows), more)
        self._found.show()
        if not rows:
            self._say_nothing_found()
        self._answer(True)

    def show_extent(self, wanted: MessageFilter, count: int, first: int, last: int) -> None:
        """How many the search finds in all, and from when to when (unix seconds)."""
        if wanted == self._shown:
            self._found.show_extent(count, first, last)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Instance names to the titles shown."""
        self.rows.set_titles(titles)
        self._filters.set_titles(titles)

    def choose_chat(self, stored: StoredMessage, contact: str) -> None:
        """Search in this conversation alone."""
        self._filters.choose_chat(stored, contact)

    def leave(self) -> None:
        self._bar.leave_search()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # Else the filters lend the results' line their room until the head has its own.
        column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        column.addWidget(self._filters)
        column.addWidget(self._found)

    def _connect(self) -> None:
        self._bar.text_changed.connect(self._search)
        self._bar.use_changed.connect(self._filters.setVisible)
        self._bar.search_left.connect(self._leave)
        self._filters.changed.connect(self._search)
        self._filters.left.connect(self.leave)
        self._found.clear_wanted.connect(self._clear_filters)
        self._found.export_wanted.connect(self._export)
        self.nothing.pressed.connect(self._clear_filters)
        self.rows.left.connect(self.leave)
        self.rows.older_wanted.connect(self._want_older)
        self.rows.newer_wanted.connect(self._want_newer)
        self.rows.newest_wanted.connect(self._search_again)

    def _search(self) -> None:
        chosen = self._filters.chosen
        wanted = replace(chosen, text=self._bar.searching)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._bar.keep_open(chosen != MessageFilter())
        self._found.show_clearing(chosen != MessageFilter())
        if wanted.is_blank:
            self._end()
        else:
            self._slow.start()
        self.wanted.emit(wanted)

    def _search_again(self) -> None:
        """The newest results are wanted and were let go."""
        self.wanted.emit(self._shown)

    def _say_searching(self) -> None:
        self._found.show_searching()
        self._found.show()

    def _say_nothing_found(self) -> None:
        text = self._shown.text
        title = self.tr("Nothing with “{text}”").format(text=text) if text else self.tr("Nothing")
        if self._shown == MessageFilter(text):
            self.nothing.show_words(title, self.tr("Searched in all instances."))
            return
        where = self.tr("Searched only in what the filters leave.")
        self.nothing.show_words(title, where, self.tr("Clear filters"))

    def _end(self) -> None:
        self._slow.stop()
        self._found.hide()
        self.rows.show_rows(())
        self._answer(False)

    def _answer(self, is_answered: bool) -> None:
        self._is_answered = is_answered
        self.answered.emit()

    def _clear_filters(self) -> None:
        self._filters.clear()
        self._search()

    def _leave(self) -> None:
        self._clear_filters()
        self.left.emit()

    def _want_older(self, first: StoredMessage) -> None:
        self.older_wanted.emit(self._shown, first)

    def _want_newer(self, last: StoredMessage) -> None:
        self.newer_wanted.emit(self._shown, last)

    def _export(self) -> None:
        self.export_wanted.emit(self._shown, "")
