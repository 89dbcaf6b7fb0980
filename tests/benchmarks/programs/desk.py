"""evodesk itself, offscreen, its window open and following: `desk URL FOLDER`.

What `evodesk --server URL --data-dir FOLDER` runs, put together here so that the moments when
rows are painted can be told. `shown ID` answers when the row of that message was painted as the
last one; `gaps SECONDS` measures how long the window does not react meanwhile; `scroll ROWS` goes
back through so many rows, page by page.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"

import qasync
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from evodesk import app, running
from evodesk.live.garbage import GarbageCollector
from evodesk.live.pages import PAGE
from evodesk.options import Options
from evodesk.paths import DataFolder
from evodesk.problems import collected
from evodesk.settings import Settings
from evodesk.ui.feed_model import FeedModel
from evodesk.ui.feed_table import FeedTable
from evodesk.ui.main_window import MainWindow
from evodesk.ui.shell import Shell
from tests.benchmarks.programs.asking import questions
from tests.benchmarks.programs.gaps import Gaps
from tests.benchmarks.programs.telling import tell

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


@asynccontextmanager
async def opened(qt: QApplication, url: str, folder: Path) -> AsyncIterator[Shell]:
    """The window and everything behind it."""
    options = Options(server=url, data_dir=folder, seconds=3600.0)
    shell = Shell(qt, MainWindow(Settings()), Settings(), running.own_command())
    shell.show(minimized=False, first_run=False)
    await running.load()
    from evodesk.program import Program

    collector = GarbageCollector()
    collector.start()
    with collected() as problems:
        program = Program(DataFolder.create(folder), options, shell, problems)
        await program.open()
        yield shell
        await program.close()
    collector.stop()
    shell.close()


class Painted(QObject):
    """Tells once when the feed has painted a certain message as its last row."""

    def __init__(self, table: FeedTable) -> None:
        super().__init__()
        self._model = table.model()
        self._wanted = ""
        self._then: Callable[[], None] | None = None
        table.viewport().installEventFilter(self)

    def wait(self, id_: str, then: Callable[[], None]) -> None:
        self._wanted, self._then = id_, then
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._then is not None:
            QTimer.singleShot(0, self._look)
        return False

    def _look(self) -> None:
        model = self._model
        assert isinstance(model, FeedModel)
        count = model.rowCount()
        if self._then and count and model.message(count - 1).message.key.id == self._wanted:
            then, self._then = self._then, None
            then()


async def scroll(table: FeedTable, rows: int) -> None:
    """Up to the top, again and again, while older pages come in."""
    model = table.model()
    assert isinstance(model, FeedModel)
    for _ in range(rows // PAGE):
        first = model.message(0).row
        table.verticalScrollBar().setValue(0)
        async with asyncio.timeout(10):
            while model.message(0).row == first:
                await asyncio.sleep(0.002)


async def live(qt: QApplication, url: str, folder: Path) -> None:
    async with opened(qt, url, folder) as shell:
        table = shell.window.findChild(FeedTable, "feed")
        assert table is not None
        painted, gaps = Painted(table), Gaps()
        async for words in questions():
            match words:
                case ["shown", id_]:
                    painted.wait(id_, lambda: tell(done=time.monotonic()))
                case ["gaps", seconds]:
                    gaps.measure(float(seconds), tell)
                case ["scroll", rows]:
                    await scroll(table, int(rows))
                    tell(scrolled=True)


def main() -> None:
    sys.setswitchinterval(app.TURN)
    qt = QApplication(["evodesk"])
    qt.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        runner.run(live(qt, sys.argv[1], Path(sys.argv[2])))


if __name__ == "__main__":
    main()
