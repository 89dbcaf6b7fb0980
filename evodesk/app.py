"""The composition root: builds every object, connects them, runs, closes in reverse order.

The window is painted first; whatever that first paint does not need (httpx, starlette, the
database) is imported after it, because it costs most of a second.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import tempfile
import time
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"  # qasync picks PyQt first

import qasync
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from evodesk import APP_NAME, __version__, log, settings
from evodesk.errors import EvodeskError
from evodesk.paths import DataFolder, resources
from evodesk.problems import Problems
from evodesk.ui.shell import Shell

if TYPE_CHECKING:
    from evodesk.options import Options

logger = logging.getLogger(__name__)


def run(options: Options) -> int:
    """The whole life of the program; the exit code."""
    started = time.perf_counter()
    qt = QApplication([APP_NAME])
    qt.setApplicationName(APP_NAME)
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(APP_NAME)
    # Otherwise the last window that closes stops the loop under our feet.
    qt.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(qt)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(_live(qt, options, started))


async def _live(qt: QApplication, options: Options, started: float) -> int:
    quit_wanted = asyncio.Event()
    _leave_on_signals(quit_wanted)
    async with AsyncExitStack() as stack:
        folder = _folder(options, stack)
        _start_log(folder, stack)
        problems = _collect_problems(stack)
        chosen = settings.load(folder.settings)
        speak(qt, options.language or chosen.language)
        shell = Shell(qt, chosen, options, quit_wanted.set)
        stack.callback(shell.close)
        shell.show()
        await _first_paint(shell)
        shell.first_paint_ms = round((time.perf_counter() - started) * 1000, 1)

        from evodesk.program import Program

        program = Program(folder, options, shell, problems)
        stack.push_async_callback(program.close)
        try:
            await program.open()
            await _wait(quit_wanted, options.seconds)
            await program.finish()
        except EvodeskError as error:
            logger.error("evodesk cannot run: %s", error)
            await shell.tell_fatal(error)
            return 1
    return 0


def speak(qt: QApplication, language: str) -> None:
    """Install the translations for `language` (`pt_BR`, `en`), or the system's for `system`.

    A window that is open translates itself anew (LanguageChange).
    """
    for old in qt.findChildren(QTranslator):
        qt.removeTranslator(old)
        old.deleteLater()
    locale = QLocale.system() if language in ("", "system") else QLocale(language)
    QLocale.setDefault(locale)
    if locale.language() is not QLocale.Language.Portuguese:
        return
    ours = resources() / "translations"
    qts = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for folder, name in ((qts, "qtbase_pt_BR"), (ours, "evodesk_pt_BR")):
        translator = QTranslator(qt)
        if translator.load(name, str(folder)):
            qt.installTranslator(translator)


def _folder(options: Options, stack: AsyncExitStack) -> DataFolder:
    """A demonstration leaves nothing behind unless a folder was named."""
    if options.demo and options.data_dir is None:
        temporary = tempfile.TemporaryDirectory(prefix="evodesk-demo-", ignore_cleanup_errors=True)
        return DataFolder.create(Path(stack.enter_context(temporary)))
    return DataFolder.create(options.data_dir)


def _start_log(folder: DataFolder, stack: AsyncExitStack) -> None:
    stack.callback(log.stop, log.start(folder.logs))


def _collect_problems(stack: AsyncExitStack) -> Problems:
    problems, ours = Problems(), logging.getLogger(APP_NAME)
    ours.addHandler(problems)
    stack.callback(ours.removeHandler, problems)
    return problems


def _leave_on_signals(quit_wanted: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has neither for a loop
            loop.add_signal_handler(each, quit_wanted.set)


async def _wait(quit_wanted: asyncio.Event, seconds: float | None) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(quit_wanted.wait(), seconds)
