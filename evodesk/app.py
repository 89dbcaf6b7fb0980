"""The start: claims the data folder, reads the settings and paints the window.

What that paint does not need (asyncio, all widgets, the database, httpx) takes several times as
long to import, and comes after it: see running.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from evodesk import APP_NAME, __version__, log, settings
from evodesk.alone import Alone
from evodesk.errors import EvodeskError, Locked, StoreError
from evodesk.paths import DataFolder
from evodesk.problems import collected
from evodesk.ui.main_window import PAINT_PATIENCE, MainWindow

if TYPE_CHECKING:
    from evodesk.options import Options

TURN = 0.001
"""Seconds for which another thread may keep the interpreter while the window wants it. With
Python's 5 ms the window stalls at every call into Qt while the database thread is busy: in a
burst of 20,000 messages one gap in a hundred was 46 ms long, with this 26 ms."""


def run(options: Options) -> int:
    """The whole life of the program; the exit code."""
    started = time.perf_counter()
    sys.setswitchinterval(TURN)
    qt = _application()
    with ExitStack() as stack:
        try:
            folder = _folder(options, stack)
            alone = Alone.claim(folder.root)
        except StoreError as error:
            from evodesk.running import refuse

            refuse(qt, options, error)
            return _cannot_run(error)
        if alone is None:
            # The other one's window is up now; but it writes no report or picture for us.
            return _cannot_run(Locked(path=str(folder.root))) if options.unattended else 0
        stack.callback(alone.close)
        stack.callback(log.stop, log.start(folder.logs))
        problems = stack.enter_context(collected())
        chosen = settings.load(folder.settings)
        window = MainWindow(chosen)
        alone.called.connect(window.bring_up)
        if not options.minimized and (options.demo or options.server or chosen.server):
            paint(window)
        from evodesk.running import Running

        running = Running(qt, window, folder, options, problems)
        failure = running.run(alone, chosen, started)
        return 0 if failure is None else _cannot_run(failure)


def paint(window: MainWindow) -> None:
    """Show it and wait for its first paint."""
    loop, patience = QEventLoop(), QTimer(singleShot=True, interval=round(PAINT_PATIENCE * 1000))
    window.painted.connect(loop.quit)
    patience.timeout.connect(loop.quit)
    patience.start()
    window.show()
    loop.exec()


def _application() -> QApplication:
    qt = QApplication([APP_NAME])
    qt.setApplicationName(APP_NAME)
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(APP_NAME)
    # Otherwise the last window that closes stops the loop under our feet.
    qt.setQuitOnLastWindowClosed(False)
    return qt


def _folder(options: Options, stack: ExitStack) -> DataFolder:
    """A demonstration leaves nothing behind unless a folder was named. Raises NotWritable."""
    if options.demo and options.data_dir is None:
        import tempfile

        temporary = tempfile.TemporaryDirectory(prefix="evodesk-demo-", ignore_cleanup_errors=True)
        return DataFolder.create(Path(stack.enter_context(temporary)))
    return DataFolder.create(options.data_dir)


def _cannot_run(error: EvodeskError) -> int:
    print(f"{APP_NAME}: {error}", file=sys.stderr)
    return 1
