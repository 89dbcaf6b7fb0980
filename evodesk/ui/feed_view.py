"""Day bar, rows and pill together: a feed that can be read while it grows.

Counts what comes in below while nobody looks, marks the first of it, asks for more rows near both
ends and copies to the clipboard. Knows nothing of where rows come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evodesk.domain.message import Source
from evodesk.ui.day_bar import DayBar
from evodesk.ui.feed_delegate import FeedDelegate
from evodesk.ui.feed_model import FeedModel
from evodesk.ui.feed_table import FeedTable
from evodesk.ui.new_pill import NewPill
from evodesk.ui.row_menu import RowMenu

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evodesk.domain.filter import Term
    from evodesk.domain.gap import Gap
    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import People

Shows = Literal["feed", "results", "conversation"]

_PILL_MARGIN = 12


class FeedView(QWidget):
    older_wanted = Signal(object)
    """StoredMessage at the top; answer with `show_older`. Nothing is asked before the answer."""
    newer_wanted = Signal(object)
    """StoredMessage at the bottom; answer with `show_newer`."""
    newest_wanted = Signal()
    """Answer with `show_rows`."""
    message_selected = Signal(object)
    """StoredMessage."""
    copied = Signal()
    pause_pressed = Signal()
    left = Signal()
    """Esc."""
    conversation_wanted = Signal(object)
    """A StoredMessage of the conversation that is to be shown."""

    def __init__(self, appearance: Appearance, shows: Shows = "feed") -> None:
        """`results`: rows of a search, in order of arrival and each with its date."""
        super().__init__()
        results, self._shows = shows == "results", shows
        self._appearance = appearance
        self._model = FeedModel(by_arrival=results)
        self._delegate = FeedDelegate(appearance, self._model, dated=results)
        self._table = FeedTable(appearance, self._model, self._delegate)
        self._table.setObjectName(shows)
        self._day = DayBar(appearance)
        self._pill = NewPill(appearance, self)
        self._asked = False
        self._unseen = 0
        """How many rows came in below since the end was last in view."""
        self._late: list[StoredMessage] = []
        """What came in since more was asked for: the answer may be older."""
        self._lay_out()
        self._connect()

    @property
    def count(self) -> int:
        return self._model.rowCount()

    @property
    def at_end(self) -> bool:
        """The newest row of all is in view."""
        return self._table.at_end

    def expect(self) -> None:
        """Rows were asked for; what comes in before they do is not lost."""
        self._asked, self._late = True, []

    def give_up(self) -> None:
        """Nothing is being asked for any more; what came in meanwhile is shown."""
        self._asked = False
        late, self._late = self._late, []
        if late:
            self._table.add([row for row in late if self._model.position(row) is None])

    def show_rows(self, rows: Sequence[StoredMessage], more: bool = True) -> None:
        """These, the newest of all, and what came in since they were asked for; the end in
        view. `more`: there may be older ones."""
        self._delegate.first_unseen = None
        self._model.has_older, self._model.has_newer = more and bool(rows), False
        self._table.show_rows(rows)
        self.give_up()

    def show_around(
        self, at: int, rows: Sequence[StoredMessage], has_older: bool, has_newer: bool
    ) -> None:
        """These and no others, from the moment `at` (unix seconds) on."""
        self._model.has_older, self._model.has_newer = has_older, has_newer
        self._table.show_since(rows, at)
        self.give_up()

    def show_beside(
        self, chosen: StoredMessage, rows: Sequence[StoredMessage], has_older: bool, has_newer: bool
    ) -> None:
        """These and no others, at the chosen one."""
        self._delegate.first_unseen = None
        self._count_unseen(0)
        self._model.has_older, self._model.has_newer = has_older, has_newer
        self._table.show_beside(rows, chosen)
        self.give_up()

    def show_older(self, first: StoredMessage, rows: Sequence[StoredMessage], more: bool) -> None:
        """The answer to `older_wanted`. `more`: there are still older ones. Without rows it is
        asked again when somebody scrolls, not at once."""
        if self.count and self._model.message(0).row == first.row:
            self._model.has_older = more
            self._table.extend(rows)
        self.give_up()
        if rows:
            self._ask_near_edges()

    def show_newer(self, last: StoredMessage, rows: Sequence[StoredMessage], more: bool) -> None:
        """The answer to `newer_wanted`."""
        if self.count and self._model.message(self.count - 1).row == last.row:
            self._model.has_newer = more
            self._table.extend(rows)
        self.give_up()
        if rows:
            self._ask_near_edges()

    def add(self, rows: Sequence[StoredMessage]) -> None:
        """New messages, in any order."""
        if self._asked:
            self._late.extend(rows)
        last = self._model.message(self.count - 1) if self.count else None
        self._table.add(rows)
        if self._table.following:
            self._delegate.first_unseen = None
        elif not self._table.at_end:
            self._note_unseen(rows, last)

    def change(self, rows: Sequence[StoredMessage]) -> None:
        self._model.change(rows)

    def set_titles(self, titles: Mapping[str, str]) -> None:
        self._model.set_titles(titles)

    def set_people(self, people: People) -> None:
        self._model.set_people(people)

    def set_gaps(self, gaps: tuple[Gap, ...]) -> None:
        self._model.set_gaps(gaps)

    def set_terms(self, terms: tuple[Term, ...]) -> None:
        """Highlight them."""
        self._delegate.set_terms(terms)
        self._table.viewport().update()

    def set_compact(self, compact: bool) -> None:
        self._delegate.compact = compact
        self._table.fit_rows()

    def set_held(self, held: bool) -> None:
        """Stay here whatever comes in; else follow the end again, at once."""
        self._table.held = held
        if not held:
            self._table.to_end()

    def step(self, by: int) -> None:
        """Choose the row `by` rows further down than the current one."""
        self._table.choose_row(self._table.currentIndex().row() + by)

    def focus_rows(self) -> None:
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._day)
        column.addWidget(self._table)
        self._table.setAccessibleName(self.tr("Messages"))
        self.setFocusProxy(self._table)
        self._pill.raise_()

    def _connect(self) -> None:
        self._table.moved.connect(self._moved)
        self._table.chosen.connect(self.message_selected)
        self._table.menu_wanted.connect(self._open_menu)
        self._table.copy_wanted.connect(self._copy)
        self._table.conversation_wanted.connect(self._want_conversation)
        self._table.pause_pressed.connect(self.pause_pressed)
        self._table.left.connect(self.left)
        self._table.newest_wanted.connect(self._want_newest)
        self._pill.clicked.connect(self._table.to_end)

    def _note_unseen(self, rows: Sequence[StoredMessage], last: StoredMessage | None) -> None:
        """Count what stands below `last`, which was the end until now; not what was recovered."""
        end = self._model.place(last) if last else (0, 0)
        fresh = [row for row in rows if row.message.source is not Source.BACKFILL]
        below = [row for row in fresh if self._model.place(row) > end]
        if below and not self._unseen:
            self._delegate.first_unseen = min(below, key=self._model.place).row
        self._count_unseen(self._unseen + len(below))

    def _moved(self) -> None:
        top = self._table.top_row()
        self._day.show_day(None if top is None else self._model.message(top).message.timestamp)
        if self._unseen and self._table.at_end:
            self._count_unseen(0)
        self._ask_near_edges()

    def _count_unseen(self, count: int) -> None:
        self._unseen = count
        self._pill.show_count(count)
        self._place_pill()

    def _place_pill(self) -> None:
        left = (self.width() - self._pill.width()) // 2
        self._pill.move(left, self.height() - self._pill.height() - _PILL_MARGIN)

    def _ask_near_edges(self) -> None:
        if self._asked or not self.count:
            return
        if self._model.has_older and self._table.top_is_near:
            self.expect()
            self.older_wanted.emit(self._model.message(0))
        elif self._model.has_newer and self._table.bottom_is_near:
            self.expect()
            self.newer_wanted.emit(self._model.message(self.count - 1))

    def _want_newest(self) -> None:
        self.expect()
        self.newest_wanted.emit()

    def _open_menu(self, stored: StoredMessage, spot: QPoint) -> None:
        leads_on = self._shows != "conversation"
        menu = RowMenu(self._appearance, stored, self, leads_on=leads_on)
        menu.copy_wanted.connect(self._copy)
        menu.conversation_wanted.connect(self.conversation_wanted)
        menu.popup(spot)

    def _want_conversation(self, stored: StoredMessage) -> None:
        if self._shows != "conversation":
            self.conversation_wanted.emit(stored)

    def _copy(self, stored: StoredMessage, json: bool) -> None:
        text = stored.message.raw if json else self._readable(stored)
        if text:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit()

    def _readable(self, stored: StoredMessage) -> str:
        """What was written; for a message without text what its row says."""
        message = stored.message
        said = "" if message.deleted else message.text
        return said or self._model.words_of(stored).text
