"""The rows of the feed in memory, in order of time or of arrival: a window over the store.

Changes are told in runs of rows, never row by row. Positions are found by bisection, so a batch
costs the same at the end of ten rows and of a million.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from evodesk.ui.gap_words import mark
from evodesk.ui.row_words import NOBODY, local_time, row_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from evodesk.domain.gap import Gap
    from evodesk.domain.message import StoredMessage
    from evodesk.ui.row_words import People, RowWords

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WORDS_KEPT = 2000
"""Rows whose words are remembered: some screens full."""
_TOOLTIP_TEXT = 600


class FeedModel(QAbstractTableModel):
    """One column. The view reads `message`, `words` and `starts_day` directly."""

    def __init__(self, *, by_arrival: bool = False) -> None:
        """`by_arrival`: in the store's order, as search results come; else by time."""
        super().__init__()
        self.has_older = self.has_newer = False
        """There may be more in the store above the first row, below the last one."""
        self._by_arrival = by_arrival
        self._rows: list[StoredMessage] = []
        self._titles: Mapping[str, str] = {}
        self._people = NOBODY
        self._filled: dict[int, Gap] = {}
        """Row of the store -> the gap that it was the first to fill."""
        self._words: dict[int, RowWords] = {}

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self.words(index.row()).accessible
        return self._tooltip(index.row()) if role == Qt.ItemDataRole.ToolTipRole else None

    def message(self, at: int) -> StoredMessage:
        return self._rows[at]

    def words(self, at: int) -> RowWords:
        stored = self._rows[at]
        found = self._words.get(stored.row)
        if found is None:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            found = self._words[stored.row] = self.words_of(stored)
        return found

    def words_of(self, stored: StoredMessage) -> RowWords:
        instance = stored.message.key.instance
        title = self._titles.get(instance, instance)
        gap = self._filled.get(stored.row)
        return row_words(stored, title, self._people, mark(gap) if gap else "")

    def day(self, at: int) -> date:
        return local_time(self._rows[at].message.timestamp).date()

    def starts_day(self, at: int) -> bool:
        """The row begins a day that the row above it is not of."""
        return at > 0 and self.day(at) != self.day(at - 1)

    def position(self, stored: StoredMessage) -> int | None:
        """Where the row is, in whatever version; None when it is not here."""
        at = bisect_left(self._rows, self.place(stored), key=self.place)
        found = at < len(self._rows) and self._rows[at].row == stored.row
        return at if found else None

    def set_titles(self, titles: Mapping[str, str]) -> None:
        self._titles = dict(titles)
        self._renew_words()

    def set_people(self, people: People) -> None:
        """Whom the chats are with; again when something in it has changed."""
        self._people = people
        self._renew_words()

    def set_gaps(self, gaps: Iterable[Gap]) -> None:
        """Each is marked at the first message that filled it. There may be hundreds, told several
        times a second: words are made for what is shown only."""
        filled = {gap.first_row: gap for gap in gaps if gap.first_row is not None}
        if filled != self._filled:
            self._filled = filled
            self._renew_words()

    def place(self, stored: StoredMessage) -> tuple[int, int]:
        """Greater further down."""
        return (0 if self._by_arrival else stored.message.timestamp, stored.row)

    def first_since(self, at: int) -> int:
        """Where the rows of that moment (unix seconds) and later begin."""
        return bisect_left(self._rows, (at, 0), key=self.place)

    def show(self, rows: Iterable[StoredMessage]) -> None:
        """These and no others."""
        self.beginResetModel()
        self._rows = sorted(rows, key=self.place)
        self._words.clear()
        self.endResetModel()

    def add(self, rows: Iterable[StoredMessage]) -> None:
        """Put each that belongs into the window at its place; the others come with their page."""
        self.extend([row for row in rows if self._is_within(row)])

    def extend(self, rows: Iterable[StoredMessage]) -> None:
        """Put each at its place; one that is here already is changed instead."""
        placed = {self.place(row): row for row in rows}
        batch = [placed[place] for place in sorted(placed)]
        # What lies behind the last row, as nearly always all of it does, needs no looking up.
        end = bisect_right(batch, self.place(self._rows[-1]), key=self.place) if self._rows else 0
        within, behind = batch[:end], batch[end:]
        fresh = [row for row in within if self.position(row) is None]
        self.change(within)
        self._insert(len(self._rows), behind)
        # From the end, so that the places found stay true.
        for at, run in reversed([(at, list(run)) for at, run in groupby(fresh, self._place_in)]):
            self._insert(at, run)

    def change(self, rows: Iterable[StoredMessage]) -> None:
        """Replace those that are here; others are ignored."""
        places = []
        for row in rows:
            at = self.position(row)
            if at is not None:
                self._rows[at] = row
                self._words.pop(row.row, None)
                places.append(at)
        if places:
            self._tell_changed(min(places), max(places))

    def trim(self, most: int, *, from_start: bool) -> None:
        """Let go of rows at one end until `most` are left."""
        excess = len(self._rows) - most
        if excess <= 0:
            return
        first = 0 if from_start else most
        self.beginRemoveRows(_NOWHERE, first, first + excess - 1)
        del self._rows[first : first + excess]
        self.has_older |= from_start
        self.has_newer |= not from_start
        self.endRemoveRows()

    def _is_within(self, stored: StoredMessage) -> bool:
        if not self._rows:
            return True
        place = self.place(stored)
        above = self.has_older and place < self.place(self._rows[0])
        below = self.has_newer and place > self.place(self._rows[-1])
        return not above and not below

    def _insert(self, at: int, run: list[StoredMessage]) -> None:
        if run:
            self.beginInsertRows(_NOWHERE, at, at + len(run) - 1)
            self._rows[at:at] = run
            self.endInsertRows()

    def _place_in(self, stored: StoredMessage) -> int:
        return bisect_left(self._rows, self.place(stored), key=self.place)

    def _renew_words(self) -> None:
        self._words.clear()
        self._tell_changed(0, len(self._rows) - 1)

    def _tell_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _tooltip(self, at: int) -> str:
        """Everything that a row may have cut off. Escaped: the text is a stranger's, and Qt would
        read markup in it."""
        words, message = self.words(at), self._rows[at].message
        lines = [" ".join(part for part in (words.name, words.beside) if part), words.tag]
        lines.append(words.text if message.deleted or not message.text else message.text)
        lines.append(", ".join(mark.word for mark in words.marks))
        shown = (escape(line[:_TOOLTIP_TEXT]).replace("\n", "<br>") for line in lines if line)
        return f"<qt>{'<br>'.join(shown)}</qt>"
