"""How long the window stalled: the excess of a 5 ms precise timer over its period."""

from __future__ import annotations

import time
from bisect import bisect_left
from itertools import accumulate

from PySide6.QtCore import QObject, Qt, QTimer

PERIOD_MS = 5
START_AFTER_MS = 1000


class StallMeter(QObject):
    """Counts in steps of 0.1 ms, so its memory does not grow with the time it runs."""

    _STEPS = 20_000

    def __init__(self) -> None:
        super().__init__()
        self._counts = [0] * (self._STEPS + 1)
        self._last = 0.0
        self._started = False
        self.max_ms = 0.0
        self._timer = QTimer(self, interval=PERIOD_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Measures from a second later, so that the first paint is not part of it. To start
        once more changes nothing."""
        if not self._started:
            self._started = True
            QTimer.singleShot(START_AFTER_MS, self, self._begin)

    def stop(self) -> None:
        self._timer.stop()

    @property
    def p99_ms(self) -> float | None:
        """None before the first tick."""
        total = sum(self._counts)
        if not total:
            return None
        return bisect_left(list(accumulate(self._counts)), total * 0.99) / 10

    def _begin(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        excess = max(0.0, (now - self._last) * 1000 - PERIOD_MS)
        self._last = now
        self.max_ms = max(self.max_ms, excess)
        self._counts[min(int(excess * 10), self._STEPS)] += 1
