"""The scrolling part of the feed: rows of one height that never move under the reader's eyes.

It follows the end until somebody scrolls up. Rows that come in above keep the first visible row
where it is, to the pixel.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from evodesk.domain.message import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.feed_delegate import FeedDelegate
    from evodesk.ui.feed_model import FeedModel

COPY_JSON = QKeySequence(Qt.Modifier.CTRL | Qt.Modifier.SHIFT | Qt.Key.Key_C)
CONVERSATION = [
    QKeySequence(Qt.Modifier.CTRL | key) for key in (Qt.Key.Key_Enter, Qt.Key.Key_Return)
]
_NEAR_EDGE = 10
"""Rows left above or below before more are asked for."""
ROWS_MOST = 3000
"""In memory. More are let go at the end that is further away."""
_FLASH_FRAME_MS = 33
_FLASH_MOST = 5
"""Rows of one batch (100 ms) that may stand out: above 50 rows a second none does."""


class FeedTable(QTableView):
    newest_wanted = Signal()
    """The end is wanted and is not among the rows."""
    moved = Signal()
    """Other rows are visible than before, or the view came to its end or left it."""
    chosen = Signal(object)
    """StoredMessage: clicked, or Enter was pressed on it."""
    menu_wanted = Signal(object, object)
    """StoredMessage, QPoint on the screen."""
    conversation_wanted = Signal(object)
    """StoredMessage."""
    copy_wanted = Signal(object, bool)
    """StoredMessage; True: its JSON, not its text."""
    pause_pressed = Signal()
    left = Signal()
    """Esc."""

    def __init__(self, appearance: Appearance, model: FeedModel, delegate: FeedDelegate) -> None:
        super().__init__()
        self._feed, self._delegate = model, delegate
        self._following, self._placing = True, False
        self._height = delegate.row_height
        self.held = False
        """Paused: the end is not followed even when it is in view."""
        self._flash = QTimer(self, interval=_FLASH_FRAME_MS)
        self._flash.timeout.connect(self._next_frame)
        self._set_up()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        self.clicked.connect(self._choose)
        appearance.changed.connect(self.fit_rows)
        self.fit_rows()

    @property
    def following(self) -> bool:
        """New rows scroll into view by themselves."""
        return self._following and not self.held

    @property
    def at_end(self) -> bool:
        """The newest row of all is in view."""
        bar = self.verticalScrollBar()
        return not self._feed.has_newer and bar.value() >= bar.maximum() - 2

    def top_row(self) -> int | None:
        """The first row of which something is visible."""
        count = self._feed.rowCount()
        if not count:
            return None
        return min(self.verticalScrollBar().value() // self._height, count - 1)

    @property
    def top_is_near(self) -> bool:
        return self.verticalScrollBar().value() < _NEAR_EDGE * self._height

    @property
    def bottom_is_near(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() > bar.maximum() - _NEAR_EDGE * self._height

    def current(self) -> StoredMessage | None:
        index = self.currentIndex()
        return self._feed.message(index.row()) if index.isValid() else None

    def show_rows(self, rows: Sequence[StoredMessage]) -> None:
        self._placing = True
        self._feed.show(rows)
        self._placing = False
        self.to_end()

    def show_since(self, rows: Sequence[StoredMessage], at: int) -> None:
        """Those of that moment (unix seconds) and later from the top on."""
        self._placing, self._following = True, False
        self._feed.show(rows)
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self._feed.first_since(at) * self._height)
        self._placing = False
        self._scrolled()

    def show_beside(self, rows: Sequence[StoredMessage], chosen: StoredMessage) -> None:
        """With `chosen` selected, in the middle."""
        self._placing, self._following = True, False
        self._feed.show(rows)
        self.executeDelayedItemsLayout()
        if (at := self._feed.position(chosen)) is not None:
            index = self._feed.index(at, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._placing = False
        self._scrolled()

    def extend(self, rows: Sequence[StoredMessage]) -> None:
        """A page above or below; the reader stays where he is."""
        with self._place_kept():
            self._feed.extend(rows)
            self._trim()

    def add(self, rows: Sequence[StoredMessage]) -> None:
        """Follow the end, or stay where the reader is."""
        with self._place_kept():
            self._feed.add(rows)
            self._trim()
        if len(rows) <= _FLASH_MOST and self.following and self.isVisible():
            self._flash_rows(rows)

    def _flash_rows(self, rows: Sequence[StoredMessage]) -> None:
        fresh = [row for row in rows if row.message.source is not Source.BACKFILL]
        if fresh:
            self._delegate.flash(fresh)
            self._flash.start()

    def to_end(self) -> None:
        if self._feed.has_newer:
            self.newest_wanted.emit()
            return
        self._following = True
        self._placing = True
        self.scrollToBottom()
        self._placing = False
        self.moved.emit()

    def choose_row(self, at: int) -> None:
        """Select and show a row as a click would, without a click."""
        if 0 <= at < self._feed.rowCount():
            self.setCurrentIndex(self._feed.index(at, 0))
            self.chosen.emit(self._feed.message(at))

    def fit_rows(self) -> None:
        """After a change of density or font: same first row, other height."""
        top = self.top_row()
        self._placing = True
        self._height = self._delegate.row_height
        header = self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(self._height)
        self.updateGeometries()
        self._placing = False
        if self.following:
            self.to_end()
        elif top is not None:
            self.verticalScrollBar().setValue(top * self._height)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._place_cursor()
        self._delegate.ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.ringed = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.ringed = True
        self._place_cursor()
        if not self._did(event):
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_End:
                self.to_end()
            elif event.key() == Qt.Key.Key_Escape:
                self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        corner = self.visualRect(index).center()
        spot = event.globalPos() if by_mouse else self.viewport().mapToGlobal(corner)
        self.menu_wanted.emit(self._feed.message(index.row()), spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A scroll bar that comes or goes resizes too, in the midst of a change.
        if not self._placing:
            self.moved.emit()

    def _set_up(self) -> None:
        self.setModel(self._feed)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _place_cursor(self) -> None:
        """Begin at what is in view: by itself Qt would begin at the first row of all."""
        if self.currentIndex().isValid():
            return
        last = self.indexAt(self.viewport().rect().bottomLeft())
        last = last if last.isValid() else self._feed.index(self._feed.rowCount() - 1, 0)
        # Nothing scrolls because the focus came.
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.setAutoScroll(True)

    def _did(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours."""
        stored = self.current()
        if event.matches(QKeySequence.StandardKey.Copy) and stored:
            self.copy_wanted.emit(stored, False)
        elif QKeySequence(event.keyCombination()) == COPY_JSON and stored:
            self.copy_wanted.emit(stored, True)
        elif event.key() == Qt.Key.Key_Space:
            self.pause_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and stored:
            with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.conversation_wanted if with_control else self.chosen).emit(stored)
        else:
            return False
        return True

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._feed.message(index.row()))

    def _trim(self) -> None:
        """At the end that the reader is further away from."""
        top = self.top_row() or 0
        lower_half = top > self._feed.rowCount() // 2
        self._feed.trim(ROWS_MOST, from_start=self.following or lower_half)

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        top, bar = self.top_row(), self.verticalScrollBar()
        height = self._height
        anchor = None if top is None else self._feed.message(top)
        offset = bar.value() - (top or 0) * height
        self._placing = True
        yield
        # The new range counts from here on, not from the next turn of the loop.
        self.executeDelayedItemsLayout()
        at = self._feed.position(anchor) if anchor and not self.following else None
        if at is not None:
            bar.setValue(at * height + offset)
        elif self.following:
            self.scrollToBottom()
        self._placing = False
        self.moved.emit()

    def _scrolled(self) -> None:
        if self._placing:
            return
        self._following = self.at_end
        self.moved.emit()

    def _range_changed(self) -> None:
        if self.following and not self._placing:
            self.to_end()

    def _next_frame(self) -> None:
        self.viewport().update()
        if not self._delegate.is_flashing() or not self.isVisible():
            self._flash.stop()
