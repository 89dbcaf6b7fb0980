"""How an instance receives: two boxes of which one is active, and a running switch's steps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evodesk.domain.reception import Side
from evodesk.domain.status import Health
from evodesk.ui.banner import Banner
from evodesk.ui.drift_banner import DriftBanner
from evodesk.ui.drift_words import drift_words
from evodesk.ui.events_line import EventsLine
from evodesk.ui.instance_words import SHOWN_AFTER, SLOW_AFTER
from evodesk.ui.label import Label
from evodesk.ui.mode_words import option_of, warning_of
from evodesk.ui.option_box import OptionBox
from evodesk.ui.radio_words import radio_name
from evodesk.ui.step_list import StepList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.spinner import Spinner


class ModeCard(QWidget):
    """Shows the server's truth; `asked` is a wish."""

    asked = Signal(object)
    """The Side to turn on."""
    turn_off_asked = Signal(object)
    """The Side to turn off, which turns the other on."""
    base64_asked = Signal(bool)
    destination_asked = Signal()
    cancel_asked = Signal()
    events_asked = Signal()
    keep_asked = Signal()
    """What somebody else changed may stay."""
    reapply_asked = Signal()

    def __init__(
        self, appearance: Appearance, spinner: Spinner, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__()
        self._appearance, self._clock = appearance, clock
        self._status: InstanceStatus | None = None
        self._blocked = ""
        self._warning = Banner(appearance, Health.NO_MODE)
        self._global = Banner(appearance, Health.CONNECTING)
        self._global.setObjectName("banner.global")
        self._drift = DriftBanner(appearance)
        self._drift.keep_asked.connect(self.keep_asked)
        self._drift.apply_asked.connect(self.reapply_asked)
        self._steps = StepList(appearance, spinner)
        self._steps.cancel_asked.connect(self.cancel_asked)
        self._boxes = {side: OptionBox(side, appearance, spinner) for side in Side}
        self._events = EventsLine(appearance)
        self._events.asked.connect(self.events_asked)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._show)
        self._lay_out()
        appearance.changed.connect(self._show)

    def show_status(self, status: InstanceStatus, blocked: str = "") -> None:
        """`blocked`: why no mode can be asked for now, or empty."""
        self._status, self._blocked = status, blocked
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._appearance.color("border")
        QPainter(self).fillRect(0, 0, self.width(), 1, line)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 15, 16, 14)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.setContentsMargins(0, 0, 0, 2)
        head.addWidget(Label(self._appearance, self.tr("Receiving mode"), "section"))
        only = self.tr("Only one can be active at a time.")
        head.addWidget(Label(self._appearance, only, "small", "textMuted", wraps=True))
        column.addLayout(head)
        column.addWidget(self._warning)
        column.addWidget(self._drift)
        column.addWidget(self._global)
        for box in self._boxes.values():
            box.asked.connect(self.asked)
            box.turn_off_asked.connect(self.turn_off_asked)
            box.base64_asked.connect(self.base64_asked)
            box.destination_asked.connect(self.destination_asked)
            column.addWidget(box)
        column.addWidget(self._events)
        column.addWidget(self._steps)

    def _show(self) -> None:
        status, now = self._status, self._clock()
        if status is None:
            return
        warning = warning_of(status)
        self._warning.setVisible(warning is not None)
        if warning is not None:
            self._warning.show_words(warning.title, warning.text, warning.icon)
        self._show_global(status)
        self._drift.show_drift(drift_words(status, now), self._blocked)
        for side, box in self._boxes.items():
            box.show_option(option_of(status, side, self._blocked, now))
            box.radio.setAccessibleName(radio_name(status, side))
        self._events.show_status(status, self._blocked)
        self._show_steps(status, now)

    def _show_global(self, status: InstanceStatus) -> None:
        self._global.setVisible(status.has_global_channel)
        self._global.show_words(
            self.tr("The server seems to send everything by a general channel, too."),
            self.tr(
                "It is suspected because messages came while that mode was off. Only the server's"
                " own settings can change it; what comes twice is shown once."
            ),
            "info",
        )

    def _show_steps(self, status: InstanceStatus, now: float) -> None:
        progress = status.progress
        running = 0.0 if progress is None else now - progress.started_at
        self._steps.setVisible(progress is not None and running >= SHOWN_AFTER)
        self._later.stop()
        if progress is None:
            return
        self._steps.show_progress(progress, now)
        due = next((limit for limit in (SHOWN_AFTER, SLOW_AFTER) if running < limit), None)
        if due is not None:
            self._later.start(round((due - running) * 1000) + 1)
