"""Under the two boxes of the card: how many events the active side gets, and a way to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from evodesk.domain.reception import Mode
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance

_GAP = 6


class EventsLine(QWidget):
    asked = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._count = Label(appearance, font="small", color="textMuted")
        self._choose = Button(appearance, self.tr("Choose events…"), "link")
        self._choose.setObjectName("btn.events")
        self._choose.clicked.connect(self.asked)
        policy = self._choose.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._choose.setSizePolicy(policy)
        row = WrappingRow(QMargins(), _GAP, last_apart=True)
        row.addWidget(self._count)
        row.addWidget(self._choose)
        self.setLayout(row)

    def show_status(self, status: InstanceStatus, blocked: str) -> None:
        """Seen while exactly one side is on. `blocked`: why nothing can be asked for, or empty."""
        count = _count(status)
        self.setVisible(count is not None)
        self._count.setText(self.tr("%n events", "", count or 0))
        self._choose.setVisible(status.progress is None)
        self._choose.setEnabled(not blocked)
        self._choose.setToolTip(blocked)


def _count(status: InstanceStatus) -> int | None:
    if status.reception is None:
        return None
    if status.mode is Mode.WEBHOOK and status.reception.webhook:
        return len(status.reception.webhook.events)
    if status.mode is Mode.WEBSOCKET and status.reception.websocket:
        return len(status.reception.websocket.events)
    return None
