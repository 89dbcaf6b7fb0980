"""Everything behind the window: store, receiver, control routes, and the session of one server.

Imported after the first paint. Opened in the order of `open`, closed in reverse.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
import secrets
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from evodesk.domain.instance import Server
from evodesk.domain.reception import host_of
from evodesk.errors import NoKeyring
from evodesk.live import report
from evodesk.live.address import OwnAddress
from evodesk.live.demo import DemoServer
from evodesk.live.desk import Desk
from evodesk.live.feed import Feed
from evodesk.live.gap import GapMeter
from evodesk.live.inbox import Inbox
from evodesk.live.reader import Reader
from evodesk.live.session import Parts, Session
from evodesk.live.tour import Tour
from evodesk.receiving.control import control
from evodesk.receiving.control_file import ControlFile
from evodesk.receiving.receiver import receiver
from evodesk.receiving.serving import Listener
from evodesk.secrets import Seal, Vault
from evodesk.store.store import Store
from evodesk.tasks import Tasks
from evodesk.ui.explain import Explanation
from evodesk.ui.presenter import Presenter

if TYPE_CHECKING:
    from evodesk.options import Options
    from evodesk.paths import DataFolder
    from evodesk.problems import Problems
    from evodesk.settings import Settings
    from evodesk.ui.shell import Shell

log = logging.getLogger(__name__)


class Program:
    """`open` once, `use` for another server, `finish` at a good end, `close` always."""

    def __init__(
        self, folder: DataFolder, options: Options, shell: Shell, problems: Problems
    ) -> None:
        self._folder = folder
        self._options = options
        self._shell = shell
        self._problems = problems
        self._tasks = Tasks()
        self._stack = AsyncExitStack()
        self._session: Session | None = None
        self._presenter: Presenter | None = None
        self._meter = GapMeter()
        self._vault: Vault
        self._store: Store
        self._address: OwnAddress
        self._feed: Feed
        self._receiver: Listener

    async def open(self) -> None:
        """Raises EvodeskError when the program cannot do its work at all."""
        self._meter.start()
        self._vault = await self._open_vault()
        seal = await asyncio.to_thread(Seal, self._vault)
        self._store = Store.open(self._folder.database, self._folder.media, seal)
        self._stack.callback(self._store.database.close)
        self._address = OwnAddress({}, self._shell.settings.public_url)
        self._feed = Feed(self._store.messages, self._store.media, self._tasks)
        self._stack.push_async_callback(self._tasks.close)
        for server in self._shell.settings.servers:
            self._address.add(server.id, await self._store.certain.secret(server.id))
        await self._listen()
        await self._offer_control()
        await self._begin()

    async def use(self, server: Server, key: str, *, is_demo: bool = False) -> None:
        """Leave the present server, if any, and open a session with this one."""
        await self._leave()
        self._address.add(server.id, await self._store.certain.secret(server.id))
        parts = Parts(self._store, self._feed, self._address, is_demo)
        session = Session(server, key, parts)
        reader = Reader(server.id, self._store.messages, self._tasks)
        self._presenter = Presenter(session, self._feed, reader, self._shell)
        self._session = session
        await session.open()

    async def finish(self) -> None:
        """What the command line asked for at the end: a picture, a report."""
        if self._options.screenshot is not None:
            self._shell.save_picture(self._options.screenshot)
        if self._options.report:
            _write_report(self._options.report, await self.report())

    async def close(self) -> None:
        """In reverse order of `open`; fine after an `open` that failed on its way."""
        await self._leave()
        await self._stack.aclose()
        self._meter.stop()

    async def report(self) -> dict[str, object]:
        session = self._session
        server = session.server.id if session else ""
        return report.build(
            session.watch.status if session else None,
            session.backfill.stores_messages if session else None,
            session.directory.all if session else (),
            await self._store.messages.counts(server),
            await self._store.switches.tally(server),
            report.gui(self._shell.first_paint_ms, self._meter),
            self._problems.texts,
        )

    async def _begin(self) -> None:
        if self._options.demo:
            await self._use_demo()
        elif self._options.server:
            key = os.environ.get("EVODESK_API_KEY", "")
            await self.use(_passing_server(self._options.server), key)
        elif (server := self._shell.settings.server) is not None:
            await self.use(server, await self.key_of(server.id))
        else:
            self._shell.ask_first_server()

    async def _use_demo(self) -> None:
        demo = DemoServer()
        self._stack.push_async_callback(demo.stop)
        server, key = await demo.start()
        await self.use(server, key, is_demo=True)
        if self._options.unattended and self._session is not None:
            tour = Tour(self._session.directory, self._shell.window.mode_requested.emit)
            self._tasks.start(tour.run(), name="tour")

    async def key_of(self, server: str) -> str:
        """The kept key, or nothing."""
        return await asyncio.to_thread(self._vault.get, _key_name(server)) or ""

    async def _open_vault(self) -> Vault:
        if self._options.demo:
            return Vault.in_memory()
        root = self._folder.root
        try:
            return await asyncio.to_thread(Vault.open, root, use_keyring=True)
        except NoKeyring:
            self._shell.warn_no_keyring()
            return Vault.open(root, use_keyring=False)

    async def _listen(self) -> None:
        """The receiver; on another port than the wished one when that is taken, which is told."""
        settings = self._shell.settings
        port = 0 if self._options.demo else settings.receiver_port
        inbox = Inbox(self._feed, self._address)
        self._receiver = Listener(receiver(inbox), host=settings.receiver_host, port=port)
        self._address.port = await self._receiver.start()
        self._stack.push_async_callback(self._receiver.stop)
        self._shell.show_receiver(self._address.port)

    async def _offer_control(self) -> None:
        token = secrets.token_urlsafe(32)
        desk = Desk(lambda: self._session, self.report)
        listener = Listener(control(desk, Explanation(), token))
        port = await listener.start()
        self._stack.push_async_callback(listener.stop)
        file = ControlFile(self._folder.control)
        file.write(f"http://127.0.0.1:{port}", token)
        self._stack.callback(file.remove)

    async def _leave(self) -> None:
        if self._presenter is not None:
            self._presenter.close()
            self._presenter = None
        session, self._session = self._session, None
        if session is not None:
            await session.close()


def _passing_server(url: str) -> Server:
    """A server of `--server`: stored nowhere, so its id comes from its address."""
    return Server(id=hashlib.sha256(url.encode()).hexdigest()[:16], url=url, name=host_of(url))


def _key_name(server: str) -> str:
    return f"server.{server}"


def _write_report(target: str, found: dict[str, object]) -> None:
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    if target == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        Path(target).write_text(text, encoding="utf-8")
