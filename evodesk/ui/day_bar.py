"""The 26 px bar above the feed that names the day of the first visible row."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from evodesk.ui.seen_timer import SeenTimer
from evodesk.ui.shape import DAY_BAR
from evodesk.ui.style import paint_bar
from evodesk.ui.texts import day_title

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.ui.appearance import Appearance

_MINUTE_MS = 60_000


class DayBar(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._at: float | None = None
        self._long = self._short = ""
        # "Today" becomes "Yesterday" at midnight even if nothing arrives.
        SeenTimer(self, _MINUTE_MS, self._retell)
        appearance.changed.connect(self._resize)
        self._resize()

    @property
    def text(self) -> str:
        """Without the weekday where it has no room."""
        metrics = QFontMetrics(self._appearance.font("smallStrong"))
        fits = metrics.horizontalAdvance(self._long) <= self.width()
        return self._long if fits else self._short

    def show_day(self, at: float | None) -> None:
        """The day of a moment in unix seconds; None: there is no row."""
        if at != self._at:
            self._at = at
            self._retell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint_bar(self, self._appearance, "sunken")
        painter.setPen(self._appearance.color("textMuted"))
        painter.setFont(self._appearance.font("smallStrong"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)

    def _retell(self) -> None:
        at, now = self._at, time()
        long = "" if at is None else day_title(now, at)
        if long != self._long:
            self._long = long
            self._short = "" if at is None else day_title(now, at, with_weekday=False)
            self.setAccessibleName(long)
            self.update()

    def _resize(self) -> None:
        self.setFixedHeight(max(DAY_BAR, self._appearance.px("small") + 14))
        self.update()
