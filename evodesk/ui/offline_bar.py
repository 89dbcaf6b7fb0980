"""The red bar under the feed's bar while the server cannot be used: since when, what still
works, when it is tried again."""

from __future__ import annotations

from math import ceil
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evodesk.domain.reception import host_of
from evodesk.domain.status import Health, ServerState
from evodesk.ui.buttons import Button
from evodesk.ui.glyphs import paint_glyph
from evodesk.ui.label import Label
from evodesk.ui.texts import clock, error_words, server_word

if TYPE_CHECKING:
    from evodesk.domain.status import ServerStatus
    from evodesk.ui.appearance import Appearance

_TROUBLES = (ServerState.DOWN, ServerState.KEY_REFUSED, ServerState.UNLICENSED)
_PLAIN_CAUSES = ("", "unreachable", "timed_out")
"""Causes that "no contact" has told already."""
_GLYPH = QRectF(14, 0, 16, 16)
_TEXT_X = 40


class OfflineBar(QWidget):
    retry_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._status: ServerStatus | None = None
        self._title = Label(appearance, font="bodyStrong", wraps=True)
        self._text = Label(appearance, font="small", color="textMuted", wraps=True)
        self._retry = Button(appearance, self.tr("Try now"), icon="refresh-cw")
        self._retry.clicked.connect(self.retry_wanted)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._retell)
        self._lay_out()
        appearance.changed.connect(self.update)
        self.hide()

    def show_state(self, status: ServerStatus) -> None:
        """Hidden while the server answers or is being looked for."""
        self._status = status
        self._retell()
        self.setVisible(status.state in _TROUBLES)

    def showEvent(self, event: QShowEvent) -> None:
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._second.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._appearance.color
        painter.fillRect(self.rect(), color("errBg"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), color("errBorder"))
        glyph = _GLYPH.translated(0, self._title.y() + 1)
        paint_glyph(painter, glyph, Health.DOWN, self._appearance)

    def _lay_out(self) -> None:
        row, words = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(_TEXT_X, 8, 12, 9)
        row.setSpacing(12)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        row.addWidget(self._retry, alignment=Qt.AlignmentFlag.AlignVCenter)

    def _retell(self) -> None:
        if self._status is None:
            return
        title, text = self._words(self._status)
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def _words(self, status: ServerStatus) -> tuple[str, str]:
        title = server_word(status.state)
        if status.state is ServerState.KEY_REFUSED:
            return title, error_words("key_refused", {}).text
        if status.state is ServerState.UNLICENSED:
            return title, self.tr("Activate the licence at the server, then try again.")
        if status.down_since is not None:
            since = self.tr("No contact with the server since {time}")
            title = since.format(time=clock(status.down_since))
        return title, f"{_cause(status)} {self._remedy(status)}".strip()

    def _remedy(self, status: ServerStatus) -> str:
        seconds = ceil((status.next_try_at or 0) - time())
        if seconds <= 0:
            return self.tr("You see what was already kept. Mode switching is blocked.")
        return self.tr(
            "You see what was already kept. Mode switching is blocked. Next try in {s} s."
        ).format(s=seconds)


def _cause(status: ServerStatus) -> str:
    if status.error in _PLAIN_CAUSES:
        return ""
    return error_words(status.error, {"host": host_of(status.server.url)}).text
