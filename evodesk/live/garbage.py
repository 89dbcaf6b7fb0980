"""Collects garbage in the GUI thread only, and gives back what glibc keeps.

Python collects cycles in whichever thread allocates at the wrong moment. A QObject that dies in
the database thread takes its running timers with it, and the process (seen with gdb: a crash in
QTimerInfoList::activateTimers). Collecting from a timer of the GUI thread cannot do that; it also
keeps long collections out of the handling of a burst.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1000


class GarbageCollector(QObject):
    """From `start` to `stop`; what was built before `start` is never looked at again.

    After `stop` nothing is collected any more, as what follows is the end of the process. Python
    would collect within the destructor of a QObject, and the next one that dies there waits for
    ever for the lock that the first one holds (seen with gdb: a program that did not end).
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._timer.timeout.connect(self.collect_what_is_due)

    def start(self) -> None:
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def collect_what_is_due(self) -> None:
        """The oldest generation whose threshold is passed, as Python itself would."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold
        ]
        if due:
            gc.collect(max(due))


def give_back() -> None:
    """After a long reading: glibc keeps what is free between two things that are not. 2 ms, in
    which no other thread gets memory of it. Other systems need no telling."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # musl
            ctypes.CDLL(None).malloc_trim(0)
