"""The main window itself: where it stands, how it closes, and what it shows before it is filled.

It is painted before the program behind it is imported, so this file imports little, and no `Qt`
(see skeleton).
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMainWindow

from evodesk import APP_NAME
from evodesk.ui.skeleton import paint_skeleton
from evodesk.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from evodesk.settings import Settings
    from evodesk.ui.workspace import Workspace

PAINT_PATIENCE = 5.0
"""Seconds. A window that is never painted (minimized, another desktop) must not hold us up."""
_SMALLEST = (860, 560)
_USUAL = (1180, 760)
_DARK = 128
"""A lightness of the system's windows below this is a dark scheme."""


class MainWindow(QMainWindow):
    painted = Signal()
    """For the first time."""
    activated = Signal()
    """People came to the window."""
    hidden_to_tray = Signal()
    quit_wanted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._theme = settings.theme
        self._workspace: Workspace | None = None
        self._hides_on_close: Callable[[], bool] = bool
        self._asks_on_leave: Callable[[], bool] = bool
        self._is_ending = False
        self._close_wanted = False
        """Before there was anything that could answer it."""
        self.painted_at: float | None = None
        """By time.perf_counter."""
        self.setObjectName("main")
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self._memory = WindowMemory(self, settings.layout.encode())

    def fill(self, workspace: Workspace) -> None:
        """Another one may have stood here: its panes keep their widths."""
        if self._workspace is not None:
            workspace.set_panes(*self._workspace.panes)
        elif (found := self._memory.found) is not None:
            workspace.set_panes((found.list_width, found.inspector_width), found.inspector_open)
        self._workspace = workspace
        workspace.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(workspace.windowTitle())
        if sys.platform == "darwin":
            self.menuBar().clear()
            workspace.fill_menu_bar(self.menuBar())
        self.setCentralWidget(workspace)
        # No ring around the first button before somebody uses the keyboard.
        workspace.setFocus()
        if self._close_wanted:
            self._close_wanted = False
            QTimer.singleShot(0, self, self.close)

    def set_hides_on_close(self, hides: Callable[[], bool]) -> None:
        """Asked at each closing: a tray comes and goes, and only its icon brings a window back."""
        self._hides_on_close = hides

    def set_asks_on_leave(self, asks: Callable[[], bool]) -> None:
        """Where `quit_wanted` leads to a question anyway, closing does not ask another one."""
        self._asks_on_leave = asks

    def bring_up(self) -> None:
        """From the tray, or when the program is started a second time."""
        if self.isMinimized():
            (self.showMaximized if self.isMaximized() else self.showNormal)()
        self.show()
        self.raise_()
        self.activateWindow()

    def layout_state(self) -> bytes | None:
        """For the next start; None while nothing stands in it."""
        if self._workspace is None:
            return None
        return self._memory.state(*self._workspace.panes)

    def dismiss(self) -> None:
        """Close without asking and without hiding: the program is ending."""
        self._is_ending = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_ending:
            return
        event.ignore()
        if self._workspace is None:
            self._close_wanted = True
        elif self._hides_on_close():
            self.hide()
            self.hidden_to_tray.emit()
        elif self._asks_on_leave():
            self.quit_wanted.emit()
        else:
            self._workspace.asking.ask_quit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._workspace is None:
            paint_skeleton(QPainter(self), self.size(), self._memory.found, dark=self._is_dark)
        if self.painted_at is None:
            self.painted_at = time.perf_counter()
            self.painted.emit()

    @property
    def _is_dark(self) -> bool:
        if self._theme != "system":
            return self._theme == "dark"
        return self.palette().window().color().lightness() < _DARK
