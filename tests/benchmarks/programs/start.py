"""`evodesk` as it is, from its command line on, but for telling when things are painted:
`start INSTANCES ROWS ARGUMENT...`.

Tells `painted` after the first paint of the window (its panes and bars, without words), `filled`
once the list counts so many instances, the feed has at least so many rows, and those in view were
painted; ends when nobody speaks to it any more.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from evodesk import __main__, app
from tests.benchmarks.programs.telling import asked, tell

if TYPE_CHECKING:
    from typing import Any

    from evodesk.ui.main_window import MainWindow

_LOOK_MS = 2
_IN_VIEW = 8
"""Rows of the list that a window of the usual size shows."""


def watch_what_follows(instances: int, rows: int) -> None:
    from evodesk import running
    from evodesk.ui.buttons import Button
    from evodesk.ui.feed_table import FeedTable
    from evodesk.ui.instance_row import InstanceRow
    from evodesk.ui.shell import Shell

    class Watched(Shell):
        """Looks every other millisecond for what it waits for, and has it painted then."""

        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self._look = QTimer(self, interval=_LOOK_MS)
            self._look.timeout.connect(self._find)
            self._look.start()
            threading.Thread(target=self._listen, daemon=True).start()

        def _find(self) -> None:
            table = self.window.findChild(FeedTable, "feed")
            if table is None or table.model().rowCount() < rows:
                return
            listed = self.window.findChild(Button, "chip.all")
            in_view = len(self.window.findChildren(InstanceRow)) >= min(instances, _IN_VIEW)
            if in_view and listed is not None and listed.text().endswith(f" {instances}"):
                self._look.stop()
                self.window.repaint()
                tell(filled=time.monotonic())

        def _listen(self) -> None:
            for _ in asked():
                pass
            self.quit_wanted.emit()

    vars(running)["Shell"] = Watched


def main() -> int:
    instances, rows = int(sys.argv[1]), int(sys.argv[2])
    paint = app.paint

    def paint_and_watch(window: MainWindow) -> None:
        paint(window)
        tell(painted=time.monotonic())
        watch_what_follows(instances, rows)

    vars(app)["paint"] = paint_and_watch
    return __main__.main(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
