"""The bar above the feed: title, how messages come in, search, pause, side panel.

While somebody searches, the field takes the place of everything but the way back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evodesk.ui.buttons import IconButton
from evodesk.ui.date_popup import DatePopup
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.search_field import SearchField
from evodesk.ui.shape import BAR
from evodesk.ui.stream_word import Flow, StreamWord
from evodesk.ui.style import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from evodesk.ui.appearance import Appearance

_TYPING_MS = 250
_FIELD_LEAST, _FIELD_MOST = 112, 280
_FIELD_FRAME = 54
"""px of the field beside its words: magnifier, edges and padding."""
_MARGIN, _SPACING = 12, 8
_WIDEST = 16_777_215


class FeedBar(QWidget):
    text_changed = Signal(str)
    """Typing rested, or Enter; without blanks at its ends."""
    use_changed = Signal(bool)
    """The field is in use, or holds a text."""
    pause_pressed = Signal()
    panel_toggled = Signal()
    search_left = Signal()
    day_chosen = Signal(int)
    """Unix seconds of its beginning."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._flow, self._paused, self._kept, self._sent = Flow.OFF, False, False, ""
        self._make_parts()
        self._lay_out()
        self._connect()
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._send)
        self._field.textChanged.connect(self._typed)
        self._spread()

    @property
    def searching(self) -> str:
        """The text that was last told."""
        return self._sent

    def show_flow(self, flow: Flow) -> None:
        self._flow = flow
        self._word.show_flow(Flow.PAUSED if self._paused else flow)

    def set_period(self, seconds: int) -> None:
        self._word.set_period(seconds)

    def show_paused(self, paused: bool) -> None:
        self._paused = paused
        self._pause.setChecked(paused)
        self._pause.set_icon_name("play" if paused else "pause")
        self._pause.set_tip(self._pause_tip())
        self.show_flow(self._flow)

    def focus_search(self) -> None:
        self._field.use()

    def choose_day(self) -> None:
        """Open the calendar."""
        self._calendar.open_under(self._day)

    def keep_open(self, kept: bool) -> None:
        """Filters are chosen: the search goes on without a text and without the keyboard."""
        self._kept = kept
        self._spread()

    def leave_search(self) -> None:
        """Empty the field; the feed is shown again."""
        self._field.clear()
        self._field.release()
        self.search_left.emit()
        self.keep_open(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "surface")

    def _make_parts(self) -> None:
        look = self._appearance
        self._back = IconButton(look, "chevron-left", self.tr("Back to messages"))
        self._title = ElidedLabel(look, self.tr("Messages"), "title")
        self._word = StreamWord(look)
        self._field = SearchField(look, self.tr("Search"))
        self._field.setObjectName("search.feed")
        self._day = IconButton(look, "calendar", self.tr("Go to a date (Ctrl+G)"))
        self._day.setObjectName("btn.day")
        self._calendar = DatePopup(look, self)
        self._pause = IconButton(look, "pause", self._pause_tip())
        self._pause.setObjectName("btn.pause")
        self._pause.setCheckable(True)
        self._panel = IconButton(look, "panel-right", self.tr("Side panel"))
        self._panel.setObjectName("btn.panel")

    def _lay_out(self) -> None:
        self.setFixedHeight(BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 1)
        row.setSpacing(_SPACING)
        self._field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._back)
        row.addWidget(self._title)
        row.addWidget(self._word)
        row.addStretch(1)
        row.addWidget(self._field, 100)
        for button in (self._day, self._pause, self._panel):
            row.addWidget(button)

    def _connect(self) -> None:
        self._back.clicked.connect(self.leave_search)
        self._field.left.connect(self.leave_search)
        self._field.returnPressed.connect(self._send)
        self._field.use_changed.connect(self._spread)
        self._day.clicked.connect(self.choose_day)
        self._calendar.chosen.connect(self.day_chosen)
        self._pause.clicked.connect(self._press_pause)
        self._panel.clicked.connect(self.panel_toggled)

    def _spread(self) -> None:
        """The field is wide while it is in use."""
        used = self._field.in_use or bool(self._field.text()) or self._kept
        for part in (self._word, self._day, self._pause):
            part.setVisible(not used)
        self._back.setVisible(used)
        self._show_title()
        self._field.setMaximumWidth(_WIDEST if used else _FIELD_MOST)
        self.use_changed.emit(used)

    def _show_title(self) -> None:
        """Large text: the one word that everybody knows anyway leaves before it is cut."""
        words = self._field.fontMetrics().horizontalAdvance(self._field.placeholderText())
        self._field.setMinimumWidth(max(_FIELD_LEAST, words + _FIELD_FRAME))
        others = (self._word, self._field, self._day, self._pause, self._panel)
        least = self._title.sizeHint().width() + 2 * _MARGIN + sum(map(_least, others))
        self._title.setVisible(not self._back.isVisibleTo(self) and least <= self.width())

    def _typed(self, text: str) -> None:
        self._spread()
        if text.strip():
            self._typing.start()
        else:
            self._send()

    def _send(self) -> None:
        self._typing.stop()
        text = self._field.text().strip()
        if text or self._sent:
            self._sent = text
            self.text_changed.emit(text)

    def _press_pause(self) -> None:
        # The press has checked the button already; only `show_paused` decides.
        self._pause.setChecked(self._paused)
        self.pause_pressed.emit()

    def _pause_tip(self) -> str:
        if self._paused:
            return self.tr("Continue")
        return self.tr("Pause the list (nothing is lost)")


def _least(part: QWidget) -> int:
    """Its narrowest width, and the gap before it."""
    return max(part.minimumWidth(), part.minimumSizeHint().width()) + _SPACING
