"""Paints the feed's rows, comfortable (56 px) or compact (36 px); one height for all of them.

Reads the model's values directly: no copy and no lookup by role for each row.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evodesk.ui.row_paint import ICON, Brush
from evodesk.ui.style import paint_focus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.filter import Term
    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.feed_model import FeedModel
    from evodesk.ui.row_words import Mark, RowWords

_Index = QModelIndex | QPersistentModelIndex

_LEFT = 10
_TIME_LEAST = 40
_RIGHT = 12
_GAP = 8
_TAG_MOST, _TAG_MOST_COMPACT = 112, 92
_TEXT_LEAST = 96
"""Marks give their words away before the text gets narrower than this."""
_TAG_ROOM = 20
"""Line heights of width without which the tag leaves a row: large text in a narrow window."""
# Plain numbers: each look into one of PySide's sets of flags takes longer than filling a row.
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_FLASH_SECONDS = 0.9
_FLASH_STILL_SECONDS = 2.0


class FeedDelegate(QStyledItemDelegate):
    def __init__(self, appearance: Appearance, model: FeedModel, *, dated: bool = False) -> None:
        """`dated`: the date under every time, not only where a day begins."""
        super().__init__()
        self._appearance = appearance
        self._model = model
        self._dated = dated
        self._brush = Brush(appearance)
        self._arrived: dict[int, float] = {}
        self.compact = False
        self.ringed = True
        """The current row shows the focus ring: the keyboard is in use."""
        self.first_unseen: int | None = None
        """The store's row that gets the line "from here on new"."""
        appearance.changed.connect(self._measure)
        self._measure()

    @property
    def row_height(self) -> int:
        height = self._brush.height("body")
        if not self.compact:
            return max(56, 2 * height + 20)
        # The date stands under the time, and both need their room.
        dated = self._brush.height("small") + self._brush.height("micro") + 2
        return max(36, height + 18, dated)

    def set_terms(self, terms: tuple[Term, ...]) -> None:
        self._brush.terms = terms

    def flash(self, rows: Iterable[StoredMessage]) -> None:
        """Let them stand out for a moment; ask `is_flashing` when to stop repainting."""
        now = monotonic()
        self._arrived |= {stored.row: now for stored in rows}

    def is_flashing(self) -> bool:
        still = self._appearance.reduced_motion
        oldest = monotonic() - (_FLASH_STILL_SECONDS if still else _FLASH_SECONDS)
        self._arrived = {row: at for row, at in self._arrived.items() if at > oldest}
        return bool(self._arrived)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        at, rect, state = index.row(), option.rect, option.state.value
        stored, words = self._model.message(at), self._model.words(at)
        starts_day = self._model.starts_day(at)
        self._brush.ratio = painter.device().devicePixelRatioF()
        painter.save()
        self._paint_ground(painter, rect, state, stored)
        self._paint_line(painter, rect, stored, starts_day)
        self._paint_margin(painter, rect, stored, words, self._dated or starts_day)
        if self.compact:
            self._paint_compact(painter, rect, words)
        else:
            self._paint_comfortable(painter, rect, stored, words)
        if self.ringed and state & _FOCUSED:
            paint_focus(painter, rect.adjusted(2, 2, -2, -2).toRectF(), self._appearance, 4)
        painter.restore()

    def _measure(self) -> None:
        """Columns grow with the font."""
        self._brush.renew()
        # Two more than measured: an advance is rounded down, and the last figure needs its room.
        self._time = max(_TIME_LEAST, self._brush.width("small", "00:00") + 2)
        self._face = self._brush.face_side
        self._way_x = _LEFT + self._time + _GAP
        self._body_x = self._way_x + ICON + _GAP

    def _tag_width(self, rect: QRect, words: RowWords) -> int:
        """0 where the tag leaves the row."""
        if rect.width() < _TAG_ROOM * self._brush.height("body"):
            return 0
        most = _TAG_MOST_COMPACT if self.compact else _TAG_MOST
        return self._brush.tag_width(words.tag, most)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: int, stored: StoredMessage
    ) -> None:
        selected = bool(state & _SELECTED)
        painter.fillRect(rect, self._ground(state, stored))
        if selected or (self._arrived and self._stands_out(stored)):
            bar = self._appearance.color("controlOn")
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), bar)

    def _stands_out(self, stored: StoredMessage) -> bool:
        """It has just arrived and is not to fade."""
        return self._appearance.reduced_motion and stored.row in self._arrived

    def _ground(self, state: int, stored: StoredMessage) -> QColor:
        color = self._appearance.color
        if state & _SELECTED:
            return color("selected")
        if state & _HOVERED:
            return color("hover")
        ground = color("window" if stored.message.key.from_me else "surface")
        arrived = self._arrived.get(stored.row)
        if arrived is None or self._appearance.reduced_motion:
            return ground
        part = min(1.0, (monotonic() - arrived) / _FLASH_SECONDS)
        return _mixed(color("selected"), ground, part)

    def _paint_line(
        self, painter: QPainter, rect: QRect, stored: StoredMessage, starts_day: bool
    ) -> None:
        if stored.row == self.first_unseen:
            role = "controlOn"
        elif starts_day:
            role = "borderStrong"
        else:
            return
        painter.fillRect(rect.x(), rect.y(), rect.width(), 2, self._appearance.color(role))

    def _paint_margin(
        self, painter: QPainter, rect: QRect, stored: StoredMessage, words: RowWords, dated: bool
    ) -> None:
        """Time, perhaps the date below it, and which way the message went."""
        time = QRect(rect.x() + _LEFT, rect.y(), self._time, rect.height())
        if dated:
            half = self._brush.height("small") // 2
            date = time.translated(0, half)
            time.translate(0, -half + 1)
            self._brush.text_right(painter, date, words.date, "micro", "textMuted")
        self._brush.text_right(painter, time, words.time, "small", "textMuted")
        sent = stored.message.key.from_me
        x, y = rect.x() + self._way_x, rect.center().y() - ICON // 2 + 1
        icon, role = ("arrow-up-right", "textMuted") if sent else ("arrow-down-left", "info")
        self._brush.icon(painter, x, y, icon, role)

    def _paint_comfortable(
        self, painter: QPainter, rect: QRect, stored: StoredMessage, words: RowWords
    ) -> None:
        face = QRect(rect.x() + self._body_x, 0, self._face, self._face)
        face.moveTop(rect.y() + (rect.height() - self._face) // 2)
        identity = stored.message.chat
        self._brush.face(painter, face, words.face, words.initials, identity)
        line = max(18, self._brush.height("body"))
        left = face.right() + 1 + _GAP
        top = rect.y() + (rect.height() - 2 * line) // 2
        first = QRect(left, top, rect.right() + 1 - _RIGHT - left, line)
        self._paint_who(painter, first, words, self._tag_width(rect, words))
        self._paint_what(painter, first.translated(0, line), words, words.text, worded=True)

    def _paint_who(self, painter: QPainter, line: QRect, words: RowWords, tag: int) -> None:
        room = self._paint_tag(painter, line, words, tag)
        shown = self._brush.text(painter, room, words.name, "bodyStrong")
        beside = room.adjusted(self._brush.width("bodyStrong", shown) + 6, 0, 0, 0)
        if beside.width() > 24:
            self._brush.text(painter, beside, words.beside, "small", "textMuted")

    def _paint_compact(self, painter: QPainter, rect: QRect, words: RowWords) -> None:
        name_width = min(160, max(116, rect.width() * 22 // 100))
        name = QRect(rect.x() + self._body_x, rect.y(), name_width, rect.height())
        self._brush.text(painter, name, words.name, "bodyStrong")
        what = rect.adjusted(name.right() + 1 + _GAP - rect.x(), 0, -_RIGHT, 0)
        what = self._paint_tag(painter, what, words, self._tag_width(rect, words))
        self._paint_what(painter, what, words, words.short, worded=False)

    def _paint_tag(self, painter: QPainter, line: QRect, words: RowWords, width: int) -> QRect:
        """At the right end; what remains of the line."""
        if not width:
            return line
        tag = QRect(line.right() + 1 - width, line.y(), width, line.height())
        self._brush.tag(painter, tag, words.tag)
        return line.adjusted(0, 0, -width - _GAP, 0)

    def _paint_what(
        self, painter: QPainter, line: QRect, words: RowWords, text: str, *, worded: bool
    ) -> None:
        """Icon and text from the left, marks from the right."""
        room = self._paint_marks(painter, line, words.marks, worded=worded)
        if words.icon:
            y = room.center().y() - ICON // 2 + 1
            self._brush.icon(painter, room.x(), y, words.icon, "textMuted")
            room = room.adjusted(ICON + (5 if worded else _GAP), 0, 0, 0)
        font = "italic" if words.is_sentence else "body"
        self._brush.text(painter, room, text, font, "textMuted")

    def _paint_marks(
        self, painter: QPainter, line: QRect, marks: tuple[Mark, ...], *, worded: bool
    ) -> QRect:
        """What remains of the line for the text."""
        if not marks:
            return line
        words = self._mark_words(line.width(), marks) if worded else [""] * len(marks)
        room = QRect(line)
        for mark, word in zip(reversed(marks), reversed(words), strict=True):
            width = self._brush.mark_width(word)
            place = QRect(room.right() + 1 - width, room.y(), width, room.height())
            self._brush.mark(painter, place, mark, word)
            room.setRight(place.left() - 1 - _GAP)
        return room

    def _mark_words(self, room: int, marks: tuple[Mark, ...]) -> list[str]:
        """In full, in short or none: the text keeps its least."""
        for words in ([mark.shown for mark in marks], [mark.shortest for mark in marks]):
            wide = sum(self._brush.mark_width(word) + _GAP for word in words)
            if room - wide >= _TEXT_LEAST:
                return words
        return [""] * len(marks)


def _mixed(first: QColor, second: QColor, part: float) -> QColor:
    """`first` at 0, `second` at 1."""
    return QColor(
        round(first.red() + (second.red() - first.red()) * part),
        round(first.green() + (second.green() - first.green()) * part),
        round(first.blue() + (second.blue() - first.blue()) * part),
    )
