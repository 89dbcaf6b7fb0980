"""Short notices over the feed, two at most: done for 5 s, with a button for 8 s, errors stay.

Pointer or focus on a notice stops its clock. Screen readers hear each once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from evodesk.domain.status import Health
from evodesk.ui.buttons import Button, IconButton
from evodesk.ui.glyphs import paint_glyph
from evodesk.ui.label import Label
from evodesk.ui.style import paint_box

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_WIDTH = 400
_MOST = 2
_GAP = 8
_MARGIN = 16
_TOP = 34
"""Below the day bar of the feed."""
_TEXT_X, _LINK_PAD = 40, 6
"""A link button stands in by its padding; the texts above it stand in as much."""
_GLYPH = QRectF(14, 13, 16, 16)
_SECONDS, _SECONDS_WITH_ACTION = 5, 8
_FADE_IN_MS, _FADE_OUT_MS = 120, 100


@dataclass(frozen=True, slots=True)
class Toast:
    kind: Literal["ok", "info", "error"]
    title: str
    text: str = ""
    action: str = ""
    """The word on its button; empty: none."""
    token: object = None
    """Whatever the one who shows it needs to know when the button is pressed."""
    stays: bool = False
    """Until it is closed, whatever its kind."""
    passes: bool = False
    """An error that is also told elsewhere, until it is mended: the notice may go."""

    @property
    def seconds(self) -> int | None:
        """How long it stays; None: until it is closed."""
        if self.stays:
            return None
        if self.kind == "error":
            return _SECONDS_WITH_ACTION if self.passes else None
        return _SECONDS_WITH_ACTION if self.action else _SECONDS


class ToastStack(QWidget):
    """Hangs in the upper right corner of `over`, both being children of the same parent."""

    acted = Signal(object)
    """The Toast whose button was pressed."""

    def __init__(self, appearance: Appearance, parent: QWidget, over: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._over = appearance, over
        over.installEventFilter(self)
        self._cards: list[ToastCard] = []
        self._numbered = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self.hide()

    def show_toast(self, toast: Toast) -> None:
        """One that is in view already only begins its time anew."""
        same = [card for card in self._cards if card.toast == toast]
        if same:
            same[0].restart()
            return
        while len(self._cards) >= _MOST:
            self._drop(self._cards[0])
        self._numbered += 1
        card = ToastCard(self._appearance, toast, f"toast.{self._numbered}")
        card.acted.connect(self._act)
        card.closed.connect(self._close)
        self._cards.append(card)
        self._column.addWidget(card)
        self.show()
        self.raise_()
        # A hidden card would count for nothing in the height.
        card.show()
        self._place()
        card.enter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What it hangs over moves when a bar above comes or goes.
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def _place(self) -> None:
        """As wide as there is room, and as high as the words then need."""
        below = self._over.geometry()
        self.setFixedWidth(min(_WIDTH, below.width() - 2 * _MARGIN))
        self.setFixedHeight(max(1, self._column.heightForWidth(self.width())))
        self.move(below.x() + below.width() - self.width() - _MARGIN, below.y() + _TOP)

    def _act(self, card: ToastCard) -> None:
        self._drop(card)
        self.acted.emit(card.toast)

    def _close(self, card: ToastCard) -> None:
        if card in self._cards:
            self._drop(card)

    def _drop(self, card: ToastCard) -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.setVisible(bool(self._cards))
        self._place()


class ToastCard(QWidget):
    acted = Signal(object)
    closed = Signal(object)

    def __init__(self, appearance: Appearance, toast: Toast, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.toast = toast
        self._appearance = appearance
        self._clock = QTimer(self, singleShot=True, interval=1000 * (toast.seconds or 0))
        self._clock.timeout.connect(self.leave)
        # Painting through an effect costs a buffer, so it is on only while something fades.
        self._veil = QGraphicsOpacityEffect(self)
        self._veil.setEnabled(False)
        self.setGraphicsEffect(self._veil)
        self._fade = QPropertyAnimation(self._veil, b"opacity", self)
        self._fade.finished.connect(self._faded)
        self._leaving = False
        self._lay_out()
        appearance.changed.connect(self.update)

    def enter(self) -> None:
        self._speak()
        self.restart()
        self._run_fade(0.0, 1.0, _FADE_IN_MS)

    def leave(self) -> None:
        self._leaving = True
        self._run_fade(1.0, 0.0, _FADE_OUT_MS)

    def restart(self) -> None:
        if self.toast.seconds is not None:
            self._clock.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self.restart()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Focus on a button of ours stops the clock like the pointer does."""
        if event.type() is QEvent.Type.FocusIn:
            self._clock.stop()
        elif event.type() is QEvent.Type.FocusOut:
            self.restart()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint_box(self, self._appearance, "raised", "borderStrong")
        if self.toast.kind == "info":
            ratio = self.devicePixelRatioF()
            pixmap = self._appearance.pixmap("info", round(_GLYPH.width()), "infoFill", ratio)
            painter.drawPixmap(_GLYPH.topLeft(), pixmap)
        else:
            state = Health.OK if self.toast.kind == "ok" else Health.DOWN
            paint_glyph(painter, _GLYPH, state, self._appearance)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(_TEXT_X - _LINK_PAD, 6, 6, 12)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        title = Label(self._appearance, self.toast.title, "bodyStrong", wraps=True)
        title.setContentsMargins(_LINK_PAD, 6, 0, 0)
        close = IconButton(self._appearance, "x", self.tr("Close"), side=28, px=14)
        close.clicked.connect(self._press_close)
        close.installEventFilter(self)
        grid.addWidget(title, 0, 0)
        grid.addWidget(close, 0, 1, Qt.AlignmentFlag.AlignTop)
        if self.toast.text:
            text = Label(self._appearance, self.toast.text, "small", "textMuted", wraps=True)
            text.setContentsMargins(_LINK_PAD, 0, 0, 0)
            grid.addWidget(text, 1, 0)
        if self.toast.action:
            button = Button(self._appearance, self.toast.action, "link")
            button.clicked.connect(self._press_action)
            button.installEventFilter(self)
            grid.addWidget(button, 2, 0, Qt.AlignmentFlag.AlignLeft)

    def _press_close(self) -> None:
        self.closed.emit(self)

    def _press_action(self) -> None:
        self.acted.emit(self)

    def _run_fade(self, start: float, end: float, milliseconds: int) -> None:
        self._fade.stop()
        self._veil.setEnabled(True)
        self._fade.setStartValue(start)
        self._fade.setEndValue(end)
        self._fade.setDuration(0 if self._appearance.reduced_motion else milliseconds)
        self._fade.start()

    def _faded(self) -> None:
        self._veil.setEnabled(False)
        if self._leaving:
            self.closed.emit(self)

    def _speak(self) -> None:
        words = ". ".join(part for part in (self.toast.title, self.toast.text) if part)
        event = QAccessibleAnnouncementEvent(self, words)
        assertive = self.toast.kind == "error"
        level = QAccessible.AnnouncementPoliteness
        event.setPoliteness(level.Assertive if assertive else level.Polite)
        QAccessible.updateAccessibility(event)
