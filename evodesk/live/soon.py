"""Gathers what changes, so that it is told together a little later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Soon(QTimer):
    def __init__(self, parent: QObject, tell: Callable[[], None]) -> None:
        super().__init__(parent, singleShot=True)
        self.timeout.connect(tell)

    def within(self, milliseconds: int) -> None:
        """Tell then at the latest; a shorter wait that is on its way stays."""
        if not self.isActive() or self.remainingTime() > milliseconds:
            self.start(milliseconds)
