"""The composition root: starts the loop, shows the windows, runs the program, closes in reverse.

The window is painted first. What that paint does not need (httpx, starlette, the database) is
imported after it, because it costs half a second, and one by one, so that the window answers
meanwhile.
"""

from __future__ import annotations

import asyncio
import importlib
import linecache
import logging
import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"  # qasync picks PyQt first

import qasync
from PySide6.QtWidgets import QApplication

from evodesk import APP_NAME, __version__, log, settings, uncaught
from evodesk.alone import Alone
from evodesk.errors import EvodeskError, Locked, StoreError
from evodesk.leaving import Leaving
from evodesk.live.garbage import GarbageCollector
from evodesk.paths import DataFolder
from evodesk.problems import collected
from evodesk.ui.language import speak
from evodesk.ui.shell import Shell

if TYPE_CHECKING:
    from evodesk.options import Options
    from evodesk.problems import Problems
    from evodesk.program import Program
    from evodesk.sleeping import Sleeping

logger = logging.getLogger(__name__)

PAINT_PATIENCE = 5.0
"""Seconds. A window that is never painted (minimized, another desktop) must not hold us up."""
TURN = 0.001
"""Seconds for which another thread may keep the interpreter while the window wants it. With
Python's 5 ms the window stalls at every call into Qt while the database thread is busy: in a
burst of 20,000 messages one gap in a hundred was 46 ms long, with this 26 ms."""
THREADS = 4
"""For what would hold the window up. qasync has ten that take turns, and each keeps for itself what
its largest answer took: tens of megabytes of histories. These come only when all others are busy.
"""
LOADED_FIRST = (
    "peewee",
    "keyring",
    "cryptography.fernet",
    "httpx",
    "httpcore",
    "anyio._backends._asyncio",
    "websockets.asyncio.client",
    "uvicorn",
    "starlette.applications",
    "msgspec",
    "evodesk.program",
)
"""No one of these takes longer than 0.1 s. Some would otherwise come with the first request, when
people already use the window."""


def run(options: Options) -> int:
    """The whole life of the program; the exit code."""
    started = time.perf_counter()
    sys.setswitchinterval(TURN)
    qt = QApplication([APP_NAME])
    qt.setApplicationName(APP_NAME)
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(APP_NAME)
    # Otherwise the last window that closes stops the loop under our feet.
    qt.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: new_loop(qt)) as runner:
        return runner.run(_live(qt, options, started))


def new_loop(qt: QApplication) -> asyncio.AbstractEventLoop:
    """It ends its threads when it is closed."""
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(qt)
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="evodesk-work"))
    return loop


async def _live(qt: QApplication, options: Options, started: float) -> int:
    async with AsyncExitStack() as stack:
        try:
            folder = _folder(options, stack)
            alone = Alone.claim(folder.root)
        except StoreError as error:
            return await _refuse(qt, options, error)
        if alone is None:
            # The other one's window is up now; but it writes no report or picture for us.
            return _cannot_run(Locked(path=str(folder.root))) if options.unattended else 0
        stack.callback(alone.close)
        stack.callback(log.stop, log.start(folder.logs))
        problems = stack.enter_context(collected())
        stack.enter_context(uncaught.logged(asyncio.get_running_loop()))
        chosen = settings.load(folder.settings)
        speak(qt, options.language or chosen.language)
        shell = Shell(qt, chosen, own_command(), language=options.language, is_demo=options.demo)
        stack.callback(shell.close)
        leaving = Leaving(shell, hands_back=_hands_back(options))
        stack.push_async_callback(leaving.close)
        _leave_on_signals(leaving)
        alone.called.connect(shell.bring_up)
        await _show(shell, options, started)
        await load()
        collector = GarbageCollector()
        collector.start()
        stack.callback(collector.stop)
        return await _work(shell, folder, options, problems, leaving)


async def _show(shell: Shell, options: Options, started: float) -> None:
    painted = asyncio.Event()
    shell.painted.connect(painted.set)
    has_server = options.demo or options.server or shell.settings.server
    shell.show(minimized=options.minimized, first_run=not has_server)
    if not options.minimized:
        with suppress(TimeoutError):
            await asyncio.wait_for(painted.wait(), PAINT_PATIENCE)
        shell.first_paint_ms = round((time.perf_counter() - started) * 1000, 1)


async def load() -> None:
    """Whatever has no such module any more is left to whoever imports it for use."""
    for name in LOADED_FIRST:
        with suppress(ImportError):
            importlib.import_module(name)
        # PySide looks for its name in the source of all that is imported, and every line of it
        # would stay: 17 MB.
        linecache.clearcache()
        await asyncio.sleep(0)


async def _work(
    shell: Shell,
    folder: DataFolder,
    options: Options,
    problems: Problems,
    leaving: Leaving,
) -> int:
    from evodesk.mending import Mending, opened

    mending = None if options.unattended else Mending(shell, leaving)
    try:
        program = await opened(lambda: _program(folder, options, shell, problems), mending)
    except EvodeskError as error:
        return _cannot_run(error)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(program.close)
        leaving.use(lambda: program.session)
        if sys.platform == "linux" and _hands_back(options):
            stack.push_async_callback(_sleeping(shell, program).close)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(leaving.left.wait(), options.seconds)
            await program.finish()
        except EvodeskError as error:
            return _cannot_run(error)
    return 0


def _hands_back(options: Options) -> bool:
    """A demonstration, and a run that nobody attends, leave the server as it is."""
    return not (options.demo or options.unattended)


def _sleeping(shell: Shell, program: Program) -> Sleeping:
    from PySide6.QtDBus import QDBusConnection

    from evodesk.live.sleep_watch import SleepWatch
    from evodesk.sleeping import Sleeping

    return Sleeping(shell, lambda: program.session, SleepWatch(QDBusConnection.systemBus()))


def _program(folder: DataFolder, options: Options, shell: Shell, problems: Problems) -> Program:
    from evodesk.program import Program

    return Program(folder, options, shell, problems)


async def _refuse(qt: QApplication, options: Options, error: EvodeskError) -> int:
    """There is no folder to work in, hence no settings and no log."""
    from evodesk.mending import Mending

    if not options.unattended:
        speak(qt, options.language or "system")
        shell = Shell(qt, settings.Settings(), own_command(), language=options.language)
        leaving = Leaving(shell, hands_back=False)
        _leave_on_signals(leaving)
        await Mending(shell, leaving).mend(error, is_final=True)
        await leaving.close()
        shell.close()
    return _cannot_run(error)


def _folder(options: Options, stack: AsyncExitStack) -> DataFolder:
    """A demonstration leaves nothing behind unless a folder was named. Raises NotWritable."""
    if options.demo and options.data_dir is None:
        temporary = tempfile.TemporaryDirectory(prefix="evodesk-demo-", ignore_cleanup_errors=True)
        return DataFolder.create(Path(stack.enter_context(temporary)))
    return DataFolder.create(options.data_dir)


def _leave_on_signals(leaving: Leaving) -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has neither for a loop
            loop.add_signal_handler(each, leaving.order)


def _cannot_run(error: EvodeskError) -> int:
    print(f"{APP_NAME}: {error}", file=sys.stderr)
    return 1


def own_command() -> list[str]:
    """What starts this program once more."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", APP_NAME]
