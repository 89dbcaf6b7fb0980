"""The feed over a filled database, without a server: `pages FOLDER SERVER`.

`jump SECONDS` (a moment), `append` (50 rows), `search TEXT` or `search-in INSTANCE TEXT`. Each
tells the milliseconds from the wish until the rows are painted.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"

import qasync
from PySide6.QtWidgets import QApplication

from evodesk import app, running
from evodesk.domain.message import Kind, Message, MessageKey, Source
from evodesk.live.reader import Reader
from evodesk.paths import DataFolder
from evodesk.secrets import Seal, Vault
from evodesk.settings import Settings
from evodesk.store.store import Store
from evodesk.tasks import Tasks
from evodesk.ui.feed_table import FeedTable
from evodesk.ui.filter_bar import FilterBar
from evodesk.ui.main_window import MainWindow
from evodesk.ui.search_field import SearchField
from evodesk.ui.shell import Shell
from tests.benchmarks.filling import RARE_INSTANCE
from tests.benchmarks.programs.asking import questions
from tests.benchmarks.programs.telling import tell

if TYPE_CHECKING:
    from evodesk.domain.filter import MessageFilter
    from evodesk.store.messages import Messages

APPENDED = 50


class Pages:
    def __init__(self, shell: Shell, messages: Messages, server: str, tasks: Tasks) -> None:
        self._pane, self._messages, self._server = shell.feed_pane, messages, server
        self._reader = Reader(server, messages, tasks)
        pages = self._reader.pages
        pages.latest.connect(self._pane.show_latest)
        pages.around.connect(self._pane.rows.show_around)
        self._reader.found.connect(self._pane.search.show_results)
        self._pane.search.wanted.connect(self._search)
        for fact in (pages.latest, pages.around, self._reader.found):
            fact.connect(self._paint)
        self._painted = asyncio.Event()
        self._began = 0.0
        self._numbers = itertools.count()

    async def latest(self) -> None:
        await self._take(self._reader.pages.read_latest)

    async def jump(self, at: int) -> float:
        self._pane.rows.expect()
        return await self._take(self._reader.pages.read_around, at)

    async def append(self) -> float:
        rows = [self._message(next(self._numbers)) for _ in range(APPENDED)]
        self._began = time.perf_counter()
        added = await self._messages.add(rows)
        self._pane.add(added.new)
        self._paint()
        return await self._end()

    async def search(self, text: str, *instances: str) -> float:
        """From the end of the debounce on."""
        field, filters = self._pane.findChild(SearchField), self._pane.findChild(FilterBar)
        assert field is not None
        assert filters is not None
        self._painted.clear()
        field.clear()
        filters.clear()
        filters._instance.choose(instances)
        field.setText(text)
        return await self._end()

    def _search(self, wanted: MessageFilter) -> None:
        if wanted.text:
            self._began = time.perf_counter()
            self._painted.clear()
            self._reader.search(wanted)

    async def _take(self, ask: object, *of: int) -> float:
        self._painted.clear()
        self._began = time.perf_counter()
        ask(*of)  # type: ignore[operator]
        return await self._end()

    def _paint(self, *_facts: object) -> None:
        for table in self._pane.findChildren(FeedTable):
            if table.isVisible():
                table.viewport().repaint()
        self._ended = time.perf_counter()
        self._painted.set()

    async def _end(self) -> float:
        async with asyncio.timeout(30):
            await self._painted.wait()
        return (self._ended - self._began) * 1000

    def _message(self, number: int) -> Message:
        now = time.time()
        key = MessageKey(self._server, "loja 1", f"3EB0A{os.getpid()}{number:09}", False)
        chat = "5511900000001@s.whatsapp.net"
        return Message(
            key, chat, chat, "Maria", "5511900000001", Kind.TEXT, f"olá {number}", int(now),
            Source.WEBSOCKET, now, raw="{}",
        )  # fmt: skip


async def live(qt: QApplication, folder: Path, server: str) -> None:
    tasks = Tasks()
    shell = Shell(qt, MainWindow(Settings()), Settings(), running.own_command())
    shell.show(minimized=False, first_run=False)
    store = Store.open(DataFolder(folder).database, folder / "media", Seal(Vault.in_memory()))
    shell.feed_pane.set_titles({RARE_INSTANCE: RARE_INSTANCE})
    pages = Pages(shell, store.messages, server, tasks)
    await pages.latest()
    tell(ready=True)
    async for words in questions():
        match words:
            case ["jump", at]:
                tell(ms=await pages.jump(int(at)))
            case ["append"]:
                tell(ms=await pages.append())
            case ["search", *text]:
                tell(ms=await pages.search(" ".join(text)))
            case ["search-in", instance, *text]:
                tell(ms=await pages.search(" ".join(text), instance))
    await tasks.close()
    store.database.close()
    shell.close()


def main() -> None:
    sys.setswitchinterval(app.TURN)
    qt = QApplication(["evodesk"])
    qt.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        runner.run(live(qt, Path(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    main()
