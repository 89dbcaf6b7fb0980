"""A timer that runs only while its widget is seen: hidden windows cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class SeenTimer(QTimer):
    """Calls `tell`, a method of the widget, whenever the widget is shown and then in each period:
    words that speak of the present time grow old while nobody looks."""

    def __init__(self, widget: QWidget, period_ms: int, tell: Callable[[], None]) -> None:
        super().__init__(widget)
        self._tell = tell
        self.setInterval(period_ms)
        self.timeout.connect(tell)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._tell()
            self.start()
        elif event.type() is QEvent.Type.Hide:
            self.stop()
        return False
