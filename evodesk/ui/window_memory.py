"""Takes down where a window and its panes stand, and puts the window there again."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from evodesk.ui.window_layout import WindowLayout, recall, remember

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class WindowMemory:
    def __init__(self, window: QWidget, kept: bytes) -> None:
        """What cannot be read changes nothing; Qt brings a window back that would stand outside
        every screen."""
        self._window, self._kept = window, kept
        self.found = recall(kept, self._screens())
        if self.found is not None:
            window.restoreGeometry(QByteArray.fromBase64(self.found.geometry.encode()))

    def state(self, widths: tuple[int, int], inspector_open: bool | None) -> bytes:
        """What was kept, with this arrangement of screens as it is now."""
        geometry = base64.b64encode(self._window.saveGeometry().data()).decode()
        return remember(
            self._kept, self._screens(), WindowLayout(geometry, *widths, inspector_open)
        )

    def _screens(self) -> str:
        """Names the arrangement of screens by place and size."""
        shapes = (screen.geometry() for screen in self._window.screen().virtualSiblings())
        return " ".join(sorted(f"{s.x()},{s.y()},{s.width()}x{s.height()}" for s in shapes))
