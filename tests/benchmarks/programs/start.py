"""`evodesk` as it is, from its command line on, but for telling when things are painted:
`start INSTANCES ROWS ARGUMENT...`.

Tells `painted` after the first paint of the window, `filled` once the list counts so many
instances, the feed has at least so many rows, and those in view were painted; ends when nobody
speaks to it any more.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from evodesk import __main__, app
from tests.benchmarks.programs.telling import asked, tell

if TYPE_CHECKING:
    from typing import Any

_LOOK_MS = 2


def main() -> int:
    instances, rows = int(sys.argv[1]), int(sys.argv[2])
    from PySide6.QtCore import QTimer

    from evodesk.ui.buttons import Button
    from evodesk.ui.feed_table import FeedTable
    from evodesk.ui.shell import Shell

    class Watched(Shell):
        """Looks every other millisecond for what it waits for, and has it painted then."""

        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self.painted.connect(self._tell_painted)
            self._look = QTimer(self, interval=_LOOK_MS)
            self._look.timeout.connect(self._find)
            threading.Thread(target=self._listen, daemon=True).start()

        def _tell_painted(self) -> None:
            QTimer.singleShot(0, lambda: tell(painted=time.monotonic()))
            self._look.start()

        def _find(self) -> None:
            table = self.window.findChild(FeedTable, "feed")
            if table is None or table.model().rowCount() < rows:
                return
            listed = self.window.findChild(Button, "chip.all")
            if listed is not None and listed.text().endswith(f" {instances}"):
                self._look.stop()
                self.window.repaint()
                tell(filled=time.monotonic())

        def _listen(self) -> None:
            for _ in asked():
                pass
            self.quit_wanted.emit()

    vars(app)["Shell"] = Watched
    return __main__.main(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
