"""The second line of a search: which instances, direction, types and days are meant, and more."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QWidget

from evodesk.domain.filter import MessageFilter, Period
from evodesk.domain.message import Kind, Source
from evodesk.ui.dates_sheet import DatesSheet
from evodesk.ui.filter_button import FilterButton
from evodesk.ui.style import paint_bar
from evodesk.ui.texts import day_span, kind_word
from evodesk.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance

_MARGINS, _GAP = QMargins(12, 8, 12, 9), 5
_UNREAD, _MEDIA, _CHAT = "unread", "media", "chat"


class FilterBar(QWidget):
    changed = Signal()
    left = Signal()
    """Esc."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._chat, self._contact = "", ""
        self._dates: Period | None = None
        look = appearance
        self._instance = FilterButton(look, "instance", self.tr("Instance"))
        self._direction = FilterButton(look, "direction", self.tr("Direction"), is_single=True)
        self._kind = FilterButton(look, "kind", self.tr("Type"))
        self._period = FilterButton(look, "period", self.tr("Period"), is_single=True)
        self._more = FilterButton(look, "more", self.tr("More"))
        self._buttons = (self._instance, self._direction, self._kind, self._period, self._more)
        self._offer()
        row = WrappingRow(_MARGINS, _GAP)
        for button in self._buttons:
            button.changed.connect(self._changed)
            row.addWidget(button)
        self._period.asked.connect(self._ask_dates)
        self.setLayout(row)
        self.hide()

    @property
    def chosen(self) -> MessageFilter:
        """Without a text."""
        more = self._more.values
        sources = frozenset(each for each in more if isinstance(each, Source))
        return MessageFilter(
            instances=frozenset(map(str, self._instance.values)),
            is_sent=cast("bool", self._direction.values[0]) if self._direction.values else None,
            kinds=frozenset(cast("tuple[Kind, ...]", self._kind.values)),
            sources=sources,
            chat=self._chat if _CHAT in more else "",
            period=self._chosen_period,
            unread=_UNREAD in more,
            with_media=_MEDIA in more,
        )

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """The instances to choose from, by name."""
        options = sorted(titles.items(), key=lambda item: item[1].casefold())
        self._instance.offer(self.tr("All", "instances"), options)

    def choose_chat(self, stored: StoredMessage, contact: str) -> None:
        """Only this conversation, of this instance."""
        self._chat, self._contact = stored.message.chat, contact
        self._offer_more()
        self._more.choose((*self._more.values, _CHAT))
        self._instance.choose((stored.message.key.instance,))
        self._changed()

    def clear(self) -> None:
        """Nothing is chosen any more; not told as a change."""
        for button in self._buttons:
            button.choose(())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "surface")

    def _offer(self) -> None:
        self._instance.offer(self.tr("All", "instances"), ())
        ways = ((False, self.tr("Received")), (True, self.tr("Sent")))
        self._direction.offer(self.tr("All", "directions"), ways)
        self._kind.offer(self.tr("All"), [(kind, kind_word(kind)) for kind in Kind])
        self._period.end_with(self.tr("Choose dates…"))
        self._offer_periods()
        self._offer_more()

    def _offer_periods(self) -> None:
        options: list[tuple[object, str]] = [
            (1, self.tr("Today")),
            (7, self.tr("7 days")),
            (30, self.tr("30 days")),
        ]
        if self._dates:
            options.append((self._dates, day_span(time.time(), self._dates)))
        self._period.offer(self.tr("All time"), options)

    @property
    def _chosen_period(self) -> Period | None:
        match self._period.values:
            case (int(days),):
                return last_days(days, time.time())
            case (Period() as dates,):
                return dates
            case _:
                return None

    def _ask_dates(self) -> None:
        sheet = DatesSheet(self._appearance, self._dates, self)
        sheet.chosen.connect(self._choose_dates)
        sheet.open()

    def _choose_dates(self, dates: Period) -> None:
        self._dates = dates
        self._offer_periods()
        self._period.choose((dates,))
        self._changed()

    def _offer_more(self) -> None:
        options: list[tuple[object, str]] = [
            (_UNREAD, self.tr("Unread")),
            (_MEDIA, self.tr("With media")),
            (Source.WEBHOOK, self.tr("By Webhook")),
            (Source.WEBSOCKET, self.tr("By WebSocket")),
            (Source.BACKFILL, self.tr("Recovered")),
        ]
        if self._chat:
            with_whom = self.tr("Conversation with {contact}").format(contact=self._contact)
            options.append((_CHAT, with_whom))
        self._more.offer(self.tr("No other filters"), options)

    def _fit(self) -> None:
        """Short words where the others would need a second line."""
        for short in (False, True):
            for button in self._buttons:
                button.set_short(short)
            if self.sizeHint().width() <= self.width():
                return

    def _changed(self) -> None:
        self._instance.set_summary(self.tr("%n instances", "", len(self._instance.values)))
        self._kind.set_summary(self.tr("%n types", "", len(self._kind.values)))
        self._fit()
        self.changed.emit()


def last_days(days: int, now: float) -> Period:
    """Up to the end of today, local time; 1 is today alone."""
    today = datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)
    begin, end = today - timedelta(days=days - 1), today + timedelta(days=1)
    return Period(int(begin.timestamp()), int(end.timestamp()))
