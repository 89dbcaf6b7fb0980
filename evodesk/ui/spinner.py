"""One clock for all that turns in a part of the window; it stands still while nothing is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evodesk.ui.appearance import Appearance

_FRAME_MS = 33
_TURN_MS = 900


class Spinner(QObject):
    """Widgets read `phase` when they paint, and are repainted while they are turning."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._turning: set[QWidget] = set()
        self._elapsed = QElapsedTimer()
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self._repaint)

    @property
    def phase(self) -> float:
        """0 to 1, once per turn; 0 where motion is reduced."""
        if not self._timer.isActive() or self._appearance.reduced_motion:
            return 0.0
        return self._elapsed.elapsed() % _TURN_MS / _TURN_MS

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def set_turning(self, widget: QWidget, turning: bool) -> None:
        """Call with False before the widget goes away, and when it is hidden."""
        (self._turning.add if turning else self._turning.discard)(widget)
        if not self._turning:
            self._timer.stop()
        elif not self._timer.isActive() and not self._appearance.reduced_motion:
            self._elapsed.start()
            self._timer.start()

    def _repaint(self) -> None:
        for widget in self._turning:
            widget.update()
