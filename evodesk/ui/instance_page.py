"""The inspector's page about one instance."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evodesk.ui import instance_words as words
from evodesk.ui import texts
from evodesk.ui.gaps_section import GapsSection
from evodesk.ui.instance_head import InstanceHead
from evodesk.ui.label import Label
from evodesk.ui.last_switch import LastSwitchSection
from evodesk.ui.mode_card import ModeCard
from evodesk.ui.section import Section, SectionLine
from evodesk.ui.seen_timer import SeenTimer
from evodesk.ui.spinner import Spinner
from evodesk.ui.state_label import StateLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.gap import Gap, Reading
    from evodesk.domain.reception import Side
    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.instance_words import StateLine

_STATE = 36
_TICK_MS = 1000


class InstancePage(QWidget):
    """Values in: `show_status`; wishes out: the signals."""

    mode_requested = Signal(str, object)
    """Instance name and the Side to turn on."""
    turn_off_requested = Signal(str, object)
    """Instance name and the Side to turn off, which turns the other on."""
    base64_requested = Signal(str, bool)
    cancel_requested = Signal(str)
    """The instance whose switch is to be called off."""
    keep_requested = Signal(str)
    """The instance whose changed settings may stay as they are at the server."""
    reapply_requested = Signal(str)
    """The instance that is to have again what it had here."""
    restart_requested = Signal(str)
    read_requested = Signal(str)
    """The instance whose messages all count as read."""
    mute_requested = Signal(str, bool)
    wipe_requested = Signal(str)
    """The instance of which nothing is to be kept here; not confirmed yet."""
    events_requested = Signal(str)
    """The instance whose events are to be chosen."""
    destination_requested = Signal(str)
    """The instance whose webhook is to deliver elsewhere."""
    restore_requested = Signal(str)
    """The instance that is to be as it was before evodesk."""
    closed = Signal()
    back = Signal()

    def __init__(
        self,
        appearance: Appearance,
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._clock = appearance, clock
        self._status: InstanceStatus | None = None
        self._blocked = ""
        self._goes_back = False
        self._spinner = Spinner(appearance, self)
        SeenTimer(self, _TICK_MS, self._refresh_words)
        self._build()
        appearance.changed.connect(self._refresh_words)
        self.show_status(None)

    def show_status(self, status: InstanceStatus | None) -> None:
        """None: nothing is selected."""
        before, self._status = self._status, status
        if _is_only_later(before, status):  # twenty times a second while messages come in
            self._refresh_words()
            return
        self._stack.setCurrentIndex(0 if status is None else 1)
        self._head.show_status(status)
        if status is not None:
            self._card.show_status(status, self._blocked)
            self._show_others(status.instance.others)
            self._refresh_words()

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Of all instances, oldest first."""
        self._gaps.set_gaps(gaps)
        self._refresh_words()

    def show_reading(self, instance: str, reading: Reading | None) -> None:
        """How far its history is being read; None: it is not."""
        self._gaps.set_reading(instance, reading)
        self._refresh_words()

    def set_enabled(self, enabled: bool, reason: str = "") -> None:
        """Whether a mode can be asked for; `reason` becomes the tooltip."""
        self._blocked = "" if enabled else reason
        self._head.set_enabled(enabled)
        if self._status is not None:
            self._card.show_status(self._status, self._blocked)
            self._last.show_status(self._status, self._blocked, self._clock())

    def set_back(self, goes_back: bool) -> None:
        """Whether the page covers the messages."""
        self._goes_back = goes_back
        self._head.set_back(goes_back)

    def focus_way_back(self) -> None:
        self._head.focus_way_back()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._appearance.color("surface"))

    def _build(self) -> None:
        self._head = InstanceHead(self._appearance)
        self._stack = QStackedWidget()
        nothing = Label(
            self._appearance, self.tr("Choose an instance in the list."), color="textMuted"
        )
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._body())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._connect()

    def _body(self) -> QWidget:
        self._card = ModeCard(self._appearance, self._spinner, self._clock)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._state_lines())
        column.addWidget(self._card)
        self._others = Section(self._appearance, self.tr("Also receive from this instance"))
        self._last = LastSwitchSection(self._appearance)
        self._gaps = GapsSection(self._appearance)
        column.addWidget(self._others)
        column.addWidget(self._gaps)
        column.addWidget(self._last)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        # The page's own ground shows through. A background role would change the labels' ink too.
        for part in (scroll.viewport(), inside):
            part.setAutoFillBackground(False)
        return scroll

    def _connect(self) -> None:
        head, card = self._head, self._card
        head.read_wanted.connect(self._ask_read)
        head.mute_wanted.connect(self._ask_mute)
        head.destination_wanted.connect(self._ask_destination)
        head.restart_wanted.connect(self._ask_restart)
        head.wipe_wanted.connect(self._ask_wipe)
        head.left.connect(self._leave)
        card.asked.connect(self._ask_mode)
        card.turn_off_asked.connect(self._ask_turn_off)
        card.base64_asked.connect(self._ask_base64)
        card.destination_asked.connect(self._ask_destination)
        card.cancel_asked.connect(self._ask_cancel)
        card.events_asked.connect(self._ask_events)
        card.keep_asked.connect(self._ask_keep)
        card.reapply_asked.connect(self._ask_reapply)
        self._last.restore_asked.connect(self._ask_restore)

    def _state_lines(self) -> QWidget:
        self._state = StateLabel(self._appearance)
        self._why = Label(self._appearance, font="small", color="textMuted", wraps=True)
        box = QWidget()
        box.setMinimumHeight(_STATE)
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 9, 16, 9)
        column.setSpacing(4)
        column.addWidget(self._state)
        column.addWidget(self._why)
        return box

    def _refresh_words(self) -> None:
        """After a change of time, theme or status."""
        status = self._status
        if status is None:
            return
        now = self._clock()
        self._state.show_line(_page_line(status, now), texts.phone(status.instance.number))
        why = words.state_tip(status)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._head.show_health(status.health)
        self._last.show_status(status, self._blocked, now)
        self._gaps.show_instance(status.name, now)

    def _show_others(self, others: tuple[str, ...]) -> None:
        self._others.setVisible(bool(others))
        self._others.show_lines(
            tuple(
                SectionLine(name, self.tr("on"), "inbox" if name == "Chatwoot" else "package")
                for name in others
            )
        )

    def _ask_restart(self) -> None:
        if self._status is not None:
            self.restart_requested.emit(self._status.name)

    def _ask_read(self) -> None:
        if self._status is not None:
            self.read_requested.emit(self._status.name)

    def _ask_mute(self, muted: bool) -> None:
        if self._status is not None:
            self.mute_requested.emit(self._status.name, muted)

    def _ask_wipe(self) -> None:
        if self._status is not None:
            self.wipe_requested.emit(self._status.name)

    def _ask_destination(self) -> None:
        if self._status is not None:
            self.destination_requested.emit(self._status.name)

    def _ask_restore(self) -> None:
        if self._status is not None:
            self.restore_requested.emit(self._status.name)

    def _ask_mode(self, side: Side) -> None:
        if self._status is not None:
            self.mode_requested.emit(self._status.name, side)

    def _ask_turn_off(self, side: Side) -> None:
        if self._status is not None:
            self.turn_off_requested.emit(self._status.name, side)

    def _ask_cancel(self) -> None:
        if self._status is not None:
            self.cancel_requested.emit(self._status.name)

    def _ask_events(self) -> None:
        if self._status is not None:
            self.events_requested.emit(self._status.name)

    def _ask_keep(self) -> None:
        if self._status is not None:
            self.keep_requested.emit(self._status.name)

    def _ask_reapply(self) -> None:
        if self._status is not None:
            self.reapply_requested.emit(self._status.name)

    def _ask_base64(self, wanted: bool) -> None:
        if self._status is not None:
            self.base64_requested.emit(self._status.name, wanted)

    def _leave(self) -> None:
        (self.back if self._goes_back else self.closed).emit()


def _page_line(status: InstanceStatus, now: float) -> StateLine:
    """The row's state line; where that has no detail, with the time of the last message."""
    line = words.state_line(status, now)
    when = words.last_message(status, now)
    if line.detail or not when:
        return line
    pattern = QCoreApplication.translate("InstancePage", "last {when}")
    return replace(line, detail=f"· {pattern.format(when=when)}")


def _is_only_later(before: InstanceStatus | None, after: InstanceStatus | None) -> bool:
    """Whether nothing happened but that messages came."""
    if before is None or after is None or before.last_message_at == after.last_message_at:
        return False
    return replace(before, last_message_at=after.last_message_at) == after
