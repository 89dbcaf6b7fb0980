"""Takes down where a window and its panes stand, and puts them there again."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from evodesk.ui.window_layout import WindowLayout, recall, remember

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evodesk.ui.panes import Panes


class WindowMemory:
    def __init__(self, window: QWidget, panes: Panes) -> None:
        self._window, self._panes = window, panes
        self._kept = b""

    def restore(self, kept: bytes) -> None:
        """Qt brings a window back that would stand outside every screen."""
        self._kept = kept
        found = recall(kept, self._screens())
        if found is None:
            return
        self._window.restoreGeometry(QByteArray.fromBase64(found.geometry.encode()))
        self._panes.want_inspector(found.inspector_open)
        self._panes.set_widths(found.list_width, found.inspector_width)

    def state(self) -> bytes:
        """What was kept, with this arrangement of screens as it is now."""
        instances, inspector = self._panes.widths
        layout = WindowLayout(
            geometry=base64.b64encode(self._window.saveGeometry().data()).decode(),
            list_width=instances,
            inspector_width=inspector,
            inspector_open=self._panes.inspector_wanted,
        )
        return remember(self._kept, self._screens(), layout)

    def _screens(self) -> str:
        """Names the arrangement of screens by place and size."""
        shapes = (screen.geometry() for screen in self._window.screen().virtualSiblings())
        return " ".join(sorted(f"{s.x()},{s.y()},{s.width()}x{s.height()}" for s in shapes))
