"""The loop and what lives on it: the shell that fills the window, then the program behind it.

The window is filled and painted first. What that does not need (httpx, starlette, the database) is
imported after it, because it costs half a second, and one by one, so that the window answers
meanwhile.
"""

from __future__ import annotations

import asyncio
import importlib
import linecache
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"  # qasync picks PyQt first

import qasync

from evodesk import APP_NAME, settings, uncaught
from evodesk.errors import EvodeskError
from evodesk.leaving import Leaving
from evodesk.live.garbage import GarbageCollector
from evodesk.ui.language import speak
from evodesk.ui.main_window import PAINT_PATIENCE, MainWindow
from evodesk.ui.shell import Shell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from evodesk.alone import Alone
    from evodesk.options import Options
    from evodesk.paths import DataFolder
    from evodesk.problems import Problems
    from evodesk.program import Program
    from evodesk.settings import Settings
    from evodesk.sleeping import Sleeping

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


def new_loop(qt: QApplication) -> asyncio.AbstractEventLoop:
    """It ends its threads when it is closed."""
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(qt)
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="evodesk-work"))
    return loop


class Running:
    """From the painted window to the end of the program."""

    def __init__(
        self,
        qt: QApplication,
        window: MainWindow,
        folder: DataFolder,
        options: Options,
        problems: Problems,
    ) -> None:
        self._qt, self._window = qt, window
        self._folder, self._options, self._problems = folder, options, problems

    def run(self, alone: Alone, chosen: Settings, started: float) -> EvodeskError | None:
        """What kept it from its work; None: it ended well. `started`: when the program began, by
        time.perf_counter."""
        with asyncio.Runner(loop_factory=lambda: new_loop(self._qt)) as runner:
            return runner.run(self._live(alone, chosen, started))

    async def _live(self, alone: Alone, chosen: Settings, started: float) -> EvodeskError | None:
        options = self._options
        async with AsyncExitStack() as stack:
            stack.enter_context(uncaught.logged(asyncio.get_running_loop()))
            speak(self._qt, options.language or chosen.language)
            shell = Shell(
                self._qt, self._window, chosen, own_command(),
                language=options.language, is_demo=options.demo,
            )  # fmt: skip
            stack.callback(shell.close)
            leaving = Leaving(shell, hands_back=_hands_back(options))
            stack.push_async_callback(leaving.close)
            _leave_on_signals(leaving)
            alone.called.disconnect(self._window.bring_up)
            alone.called.connect(shell.bring_up)
            await self._show(shell, started)
            await load()
            collector = GarbageCollector()
            collector.start()
            stack.callback(collector.stop)
            return await self._work(shell, leaving)

    async def _show(self, shell: Shell, started: float) -> None:
        options, painted = self._options, asyncio.Event()
        shell.painted.connect(painted.set)
        has_server = options.demo or options.server or shell.settings.server
        shell.show(minimized=options.minimized, first_run=not has_server)
        if not options.minimized:
            with suppress(TimeoutError):
                await asyncio.wait_for(painted.wait(), PAINT_PATIENCE)
            first = self._window.painted_at or time.perf_counter()
            shell.first_paint_ms = round((first - started) * 1000, 1)

    async def _work(self, shell: Shell, leaving: Leaving) -> EvodeskError | None:
        from evodesk.mending import Mending, opened

        options = self._options
        mending = None if options.unattended else Mending(shell, leaving)
        try:
            program = await opened(lambda: self._program(shell), mending)
        except EvodeskError as error:
            return error
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
                return error
        return None

    def _program(self, shell: Shell) -> Program:
        from evodesk.program import Program

        return Program(self._folder, self._options, shell, self._problems)


async def load() -> None:
    """Whatever has no such module any more is left to whoever imports it for use."""
    for name in LOADED_FIRST:
        with suppress(ImportError):
            importlib.import_module(name)
        # PySide looks for its name in the source of all that is imported, and every line of it
        # would stay: 17 MB.
        linecache.clearcache()
        await asyncio.sleep(0)


def _hands_back(options: Options) -> bool:
    """A demonstration, and a run that nobody attends, leave the server as it is."""
    return not (options.demo or options.unattended)


def _sleeping(shell: Shell, program: Program) -> Sleeping:
    from PySide6.QtDBus import QDBusConnection

    from evodesk.live.sleep_watch import SleepWatch
    from evodesk.sleeping import Sleeping

    return Sleeping(shell, lambda: program.session, SleepWatch(QDBusConnection.systemBus()))


def refuse(qt: QApplication, options: Options, error: EvodeskError) -> None:
    """There is no folder to work in, hence no settings and no log: tell it, if anybody is there."""
    if not options.unattended:
        with asyncio.Runner(loop_factory=lambda: new_loop(qt)) as runner:
            runner.run(tell_why(qt, options, error))


async def tell_why(qt: QApplication, options: Options, error: EvodeskError) -> None:
    from evodesk.mending import Mending

    speak(qt, options.language or "system")
    unknown = settings.Settings()
    shell = Shell(qt, MainWindow(unknown), unknown, own_command(), language=options.language)
    leaving = Leaving(shell, hands_back=False)
    _leave_on_signals(leaving)
    await Mending(shell, leaving).mend(error, is_final=True)
    await leaving.close()
    shell.close()


def _leave_on_signals(leaving: Leaving) -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has neither for a loop
            loop.add_signal_handler(each, leaving.order)


def own_command() -> list[str]:
    """What starts this program once more."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", APP_NAME]
