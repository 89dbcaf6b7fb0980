"""How long the thread of the window does not react: the excess of a 5 ms precise timer."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

PERIOD = 0.005


class Gaps(QObject):
    def __init__(self) -> None:
        super().__init__()
        self._excess: list[float] = []
        self._timer = QTimer(self, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def measure(self, seconds: float, then: Callable[..., None]) -> None:
        """`then(p99=…, max=…)`, in milliseconds."""
        self.begin()
        QTimer.singleShot(round(seconds * 1000), lambda: then(**self.end()))

    def begin(self) -> None:
        self._excess.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> dict[str, float]:
        """p99 and max, in milliseconds."""
        self._timer.stop()
        ordered = sorted(self._excess)
        p99 = ordered[math.ceil(len(ordered) * 0.99) - 1]
        return {"p99": p99 * 1000, "max": ordered[-1] * 1000}

    def _tick(self) -> None:
        now = time.perf_counter()
        self._excess.append(max(0.0, now - self._last - PERIOD))
        self._last = now
