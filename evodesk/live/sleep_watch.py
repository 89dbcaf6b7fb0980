"""Hears from logind that the computer is about to sleep, and holds it back for some seconds.

Linux only, and only where there is a system bus; everywhere else nothing is ever told. logind waits
up to InhibitDelayMaxSec (5 s) for the descriptor that `Inhibit` handed out to be closed.
"""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

log = logging.getLogger(__name__)

_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")


_SLOT: Any = SLOT("prepare(bool)")
"""The stubs want bytes, which PySide6 refuses."""


class SleepWatch(QObject):
    going = Signal()
    """The computer is about to sleep; it does once `let_sleep` is called, or waits no longer."""
    woken = Signal()

    def __init__(self, bus: QDBusConnection) -> None:
        """Nothing is heard before `start`."""
        super().__init__()
        self._bus = bus
        self._hold: QDBusUnixFileDescriptor | None = None
        """Open: the computer waits for us."""
        self._asking: QDBusPendingCallWatcher | None = None

    def start(self) -> None:
        if self._bus.isConnected():
            self._bus.connect(*_LOGIND, "PrepareForSleep", self, _SLOT)
            self._take_hold()

    def let_sleep(self) -> None:
        self._hold = None

    def close(self) -> None:
        self._asking = None
        self.let_sleep()
        if self._bus.isConnected():
            self._bus.disconnect(*_LOGIND, "PrepareForSleep", self, _SLOT)

    @Slot(bool)
    def prepare(self, going: bool) -> None:
        """logind's signal."""
        if going:
            self.going.emit()
        else:
            self._take_hold()
            self.woken.emit()

    def _take_hold(self) -> None:
        wish = QDBusMessage.createMethodCall(*_LOGIND, "Inhibit")
        wish.setArguments(["sleep", "evodesk", "Handing instances back", "delay"])
        self._asking = QDBusPendingCallWatcher(self._bus.asyncCall(wish), self)
        self._asking.finished.connect(self._keep_hold)

    def _keep_hold(self, call: QDBusPendingCallWatcher) -> None:
        answer = call.reply()
        call.deleteLater()
        found = answer.arguments()
        if found and isinstance(found[0], QDBusUnixFileDescriptor):
            self._hold = found[0]
        else:
            log.info("sleep is not held back: %s", answer.errorMessage())
