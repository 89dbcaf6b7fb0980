"""One clock for all that turns in a part of the window; it stands still while nothing is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_FRAME_MS = 33
_TURN_MS = 900
_SEEN_OR_NOT = (QEvent.Type.Show, QEvent.Type.Hide)


class Spinner(QObject):
    """Widgets read `phase` when they paint, and are repainted while they turn and can be seen."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._turning: set[QWidget] = set()
        """Those in view; the others that want to turn are only listened to."""
        self._elapsed = QElapsedTimer()
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self._repaint)

    @property
    def phase(self) -> float:
        """0 to 1, once per turn; 0 while nothing turns and where motion is reduced."""
        if not self._timer.isActive() or self._appearance.reduced_motion:
            return 0.0
        return self._elapsed.elapsed() % _TURN_MS / _TURN_MS

    def set_turning(self, widget: QWidget, turning: bool) -> None:
        """Whether it turns from now on whenever it is seen. Hide it before it goes away."""
        widget.removeEventFilter(self)
        if turning:
            widget.installEventFilter(self)
        self._run(widget, turning and widget.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SEEN_OR_NOT and isinstance(watched, QWidget):
            self._run(watched, watched.isVisible())
        return False

    def _run(self, widget: QWidget, seen: bool) -> None:
        (self._turning.add if seen else self._turning.discard)(widget)
        if not self._turning:
            self._timer.stop()
        elif not self._timer.isActive() and not self._appearance.reduced_motion:
            self._elapsed.start()
            self._timer.start()

    def _repaint(self) -> None:
        for widget in self._turning:
            widget.update()
