"""One instance in the list: paints itself; its children are two radios and a strip."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from evodesk.domain.reception import Side
from evodesk.domain.status import Health
from evodesk.ui import instance_words as words
from evodesk.ui import radio_words
from evodesk.ui.instance_painter import paint_edges, paint_first_line, paint_state
from evodesk.ui.instance_shape import RowMeasures, shape_of
from evodesk.ui.instance_strip import InstanceStrip
from evodesk.ui.label import tip
from evodesk.ui.mode_radio import ModeRadio

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import (
        QEnterEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.spinner import Spinner

_SMALLEST_WIDTH = 340
_VERTICAL = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


class InstanceRow(QWidget):
    """Shows one InstanceStatus. A click on a radio asks; only `show_status` moves the mark."""

    selected = Signal(str)
    mode_requested = Signal(str, object)
    strip_pressed = Signal(str, str)
    stepped = Signal(object, object)
    """An arrow or page key: this row, and the key."""
    entered = Signal(object)
    """The keyboard focus came to this row."""

    def __init__(
        self,
        status: InstanceStatus,
        appearance: Appearance,
        spinner: Spinner,
        measures: RowMeasures,
        clock: Callable[[], float],
    ) -> None:
        super().__init__()
        self._status = status
        self._appearance, self._spinner, self._clock = appearance, spinner, clock
        self._is_selected = self._is_current = self._is_narrow = False
        self._by_mouse = False
        """The focus came with a click: no ring before somebody uses the keyboard."""
        self._blocked = ""
        self._shown_words: tuple[str, ...] = ()
        self._strip: InstanceStrip | None = None
        self._measures = measures
        self._shape = shape_of(self.width(), measures, has_strip=False)
        self.radios = {side: ModeRadio(side, appearance, spinner, self) for side in Side}
        for radio in self.radios.values():
            radio.asked.connect(self._ask)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_status(status)

    @property
    def status(self) -> InstanceStatus:
        return self._status

    @property
    def is_current(self) -> bool:
        """Whether the Tab key stops here."""
        return self._is_current

    @property
    def focused_side(self) -> Side | None:
        """The side whose radio has the keyboard focus."""
        return next((side for side, radio in self.radios.items() if radio.hasFocus()), None)

    def show_status(self, status: InstanceStatus) -> None:
        """Draw this state; the same widget always gets the same instance."""
        self._status = status
        self.setObjectName(f"row.{status.name}")
        self.setAccessibleName(status.title)
        self._show_strip()
        self._show_radios()
        self._spinner.set_turning(self, status.health is Health.CONNECTING)
        self.refresh_words()
        self._reshape()

    def refresh_words(self) -> None:
        """Repaint if time changed a word."""
        now = self._clock()
        line = words.state_line(self._status, now)
        told = words.row_description(self._status, now)
        shown = (words.last_message(self._status, now), line.word, line.detail, told)
        if shown != self._shown_words:
            self._shown_words = shown
            self.setAccessibleDescription(told)
            self.update()

    def set_selected(self, selected: bool) -> None:
        self._is_selected = selected
        self.update()

    def set_current(self, current: bool) -> None:
        """Only the current row's parts are stops of the Tab key."""
        self._is_current = current
        stop = Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus
        for part in self._stops[1:]:
            part.setFocusPolicy(stop)
        own = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(own)
        if current:
            for before, after in pairwise(self._stops):
                self.setTabOrder(before, after)

    def set_narrow(self, narrow: bool) -> None:
        """Narrow: without the phone number."""
        self._is_narrow = narrow
        self.update()

    def set_blocked(self, reason: str) -> None:
        """Why no mode can be asked for now; empty: it can."""
        if reason != self._blocked:
            self._blocked = reason
            self._show_radios()

    def show_measures(self, measures: RowMeasures) -> None:
        """After a change of theme or font."""
        self._measures = measures
        self._reshape()

    def sizeHint(self) -> QSize:
        return QSize(_SMALLEST_WIDTH, self._shape.height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._reshape()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        self.entered.emit(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.selected.emit(self._status.name)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_sideways(right=key is Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.selected.emit(self._status.name)
        elif key in _VERTICAL:
            self.stepped.emit(self, key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shape, look, status = self._shape, self._appearance, self._status
        painter.fillRect(shape.body, look.color(self._ground))
        paint_first_line(
            painter,
            shape.first_line,
            status,
            words.last_message(status, self._clock()),
            look,
            with_phone=not self._is_narrow,
            phase=self._spinner.phase,
        )
        paint_state(painter, shape.state, words.state_line(status, self._clock()), look)
        paint_edges(
            painter,
            self.rect(),
            shape.body,
            look,
            bar=self._is_selected,
            focus=self.hasFocus() and not self._by_mouse,
        )

    @property
    def _stops(self) -> tuple[QWidget, ...]:
        """What the Tab key visits, in this order."""
        radios = (self.radios[Side.WEBHOOK], self.radios[Side.WEBSOCKET])
        strip = self._strip
        button = () if strip is None or strip.button.isHidden() else (strip.button,)
        return (self, *radios, *button)

    @property
    def _ground(self) -> str:
        if self._is_selected:
            return "selected"
        return "hover" if self.underMouse() else "surface"

    def _reshape(self) -> None:
        before = self._shape.height
        self._shape = shape_of(self.width(), self._measures, self._strip is not None)
        self._place_children()
        if self._shape.height != before:
            self.updateGeometry()
        self.update()

    def _place_children(self) -> None:
        shape = self._shape
        for side, box in shape.radios.items():
            hint = self.radios[side].sizeHint()
            self.radios[side].setGeometry(box.adjusted(0, 0, min(0, hint.width() - box.width()), 0))
        if self._strip is not None:
            self._strip.place(shape.strip)

    def _show_radios(self) -> None:
        status, progress = self._status, self._status.progress
        reception = status.reception
        late = progress is not None and self._clock() - progress.started_at >= words.SHOWN_AFTER
        if progress is not None and not late:
            QTimer.singleShot(round(words.SHOWN_AFTER * 1000), self, self._show_phase)
        enabled = not self._blocked and reception is not None and progress is None
        if not enabled and self.focused_side is not None:
            # Qt would hand the focus of a disabled radio to whatever comes next in the window.
            self.setFocus()
        for side, radio in self.radios.items():
            radio.setObjectName(f"radio.{side.value}.{status.name}")
            radio.setAccessibleName(radio_words.radio_name(status, side))
            radio.setToolTip(tip(radio_words.radio_tip(status, side, self._blocked)))
            radio.show_state(
                on=reception is not None and reception.is_on(side),
                pending=late and progress is not None and progress.side is side,
                external=side is Side.WEBHOOK and bool(radio_words.external_host(status)),
                enabled=enabled,
            )

    def _show_phase(self) -> None:
        if self._status.progress is not None:
            self._show_radios()
            self.refresh_words()

    def _show_strip(self) -> None:
        strip = words.strip_of(self._status)
        if strip is None:
            self._drop_strip()
            return
        if self._strip is None:
            self._strip = InstanceStrip(strip, self._appearance, self)
            self._strip.pressed.connect(self._press_strip)
            self._strip.show()
        else:
            self._strip.show_strip(strip)
        self._strip.button.setObjectName(f"strip.{self._status.name}")
        self.set_current(self._is_current)

    def _drop_strip(self) -> None:
        if self._strip is not None:
            self._strip.deleteLater()
            self._strip.hide()
            self._strip = None

    def _press_strip(self, kind: str) -> None:
        self.strip_pressed.emit(self._status.name, kind)

    def _ask(self, side: Side) -> None:
        mode = self._status.mode
        if mode is not None and mode.value != side.value:
            self.mode_requested.emit(self._status.name, side)

    def _step_sideways(self, right: bool) -> None:
        stops = self._stops[:3]
        here = next((i for i, stop in enumerate(stops) if stop.hasFocus()), 0)
        there = min(len(stops) - 1, here + 1) if right else max(0, here - 1)
        stops[there].setFocus(Qt.FocusReason.TabFocusReason)
