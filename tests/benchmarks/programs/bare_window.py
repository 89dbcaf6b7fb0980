"""A QMainWindow and nothing else: what no Qt program in Python starts faster than."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.programs.telling import asked, tell


class Painted(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        tell(painted=time.monotonic())
        for _ in asked():
            pass
        QApplication.quit()


def main() -> None:
    qt = QApplication(["bare"])
    window, painted = QMainWindow(), Painted()
    window.resize(1280, 800)
    window.installEventFilter(painted)
    window.show()
    sys.exit(qt.exec())


if __name__ == "__main__":
    main()
