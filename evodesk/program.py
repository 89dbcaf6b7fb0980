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
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evodesk import settings
from evodesk.domain.instance import Server
from evodesk.domain.reception import host_of
from evodesk.errors import EvodeskError, NoKeyring, NotWritable, ServerError
from evodesk.live import report
from evodesk.live.address import OwnAddress
from evodesk.live.demo import DemoServer
from evodesk.live.desk import Desk
from evodesk.live.feed import Feed
from evodesk.live.gap import GapMeter
from evodesk.live.inbox import Inbox
from evodesk.live.keys import Keys
from evodesk.live.reader import Reader
from evodesk.live.session import Parts, Session
from evodesk.live.tour import Tour
from evodesk.probing import probe
from evodesk.receiving.control import control
from evodesk.receiving.control_file import ControlFile
from evodesk.receiving.receiver import receiver
from evodesk.receiving.serving import Listener
from evodesk.secrets import Seal, Vault
from evodesk.store.store import Store
from evodesk.tasks import Tasks
from evodesk.ui.explain import Explanation
from evodesk.ui.presenter import Presenter
from evodesk.ui.probe import Probe, ProbeState, ProbeWish

if TYPE_CHECKING:
    from collections.abc import Coroutine

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
        self._turn = asyncio.Lock()
        """What the person asks for in the settings is done one after the other."""
        self._vault: Vault
        self._keys: Keys
        self._store: Store
        self._address: OwnAddress
        self._feed: Feed
        self._receiver: Listener

    async def open(self) -> None:
        """Raises EvodeskError when the program cannot do its work at all."""
        if self._options.report:
            self._meter.start()
        self._vault = await self._open_vault()
        self._keys = Keys(self._vault)
        seal = await asyncio.to_thread(Seal, self._vault)
        self._store = Store.open(self._folder.database, self._folder.media, seal)
        self._stack.callback(self._store.database.close)
        self._address = OwnAddress({}, self._shell.settings.public_url)
        self._feed = Feed(self._store.messages, self._store.media, self._tasks)
        self._stack.push_async_callback(self._tasks.close)
        for server in self._shell.settings.servers:
            self._address.add(server.id, await self._store.certain.secret(server.id))
        await self._listen()
        self._stack.push_async_callback(self._stop_listening)
        await self._offer_control()
        self._connect_shell()
        await self._begin()

    async def use(self, server: Server, key: str, *, is_demo: bool = False) -> None:
        """Leave the present server, if any, and open a session with this one."""
        await self._leave()
        self._address.add(server.id, await self._store.certain.secret(server.id))
        parts = Parts(self._store, self._feed, self._address, is_demo)
        try:
            session = Session(server, key, parts)
        except ServerError as error:
            self._shell.show_unusable(server, error)
            return
        self._session = session
        await session.open()
        self._present()

    def _present(self) -> None:
        """Fill the window with the session, also one that was just built anew."""
        if self._presenter is not None:
            self._presenter.close()
            self._presenter = None
        if (session := self._session) is not None:
            reader = Reader(session.server.id, self._store.messages, self._tasks)
            self._presenter = Presenter(session, self._feed, reader, self._shell)

    async def finish(self) -> None:
        """What the command line asked for at the end: a picture, a report."""
        target = self._options.screenshot
        if target is not None and not self._shell.save_picture(target):
            log.error("the picture could not be written")
        if self._options.report:
            _write_report(self._options.report, await self.report())

    async def close(self) -> None:
        """In reverse order of `open`; fine after an `open` that failed on its way."""
        try:
            settings.save(self._folder.settings, self._shell.with_layout())
        except NotWritable as error:
            log.warning("the layout of the window was not kept: %s", error)
        await self._leave()
        await self._stack.aclose()
        self._meter.stop()

    async def report(self) -> dict[str, object]:
        self._meter.start()  # for the next one, where nobody had asked for a report before
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
            passing = _passing_server(self._options.server)
            self._shell.show_servers((passing,), passing.id)
            await self.use(passing, os.environ.get("EVODESK_API_KEY", ""))
        elif (server := self._shell.settings.server) is not None:
            await self._use_saved(server)
        else:
            log.info("no server is known yet")

    async def _use_demo(self) -> None:
        demo = DemoServer()
        self._stack.push_async_callback(demo.stop)
        server, key = await demo.start()
        self._shell.show_servers((server,), server.id)
        await self.use(server, key, is_demo=True)
        if self._options.unattended and self._session is not None:
            tour = Tour(self._session.directory, self._shell.window.mode_requested.emit)
            self._tasks.start(tour.run(), name="tour")

    async def _use_saved(self, server: Server) -> None:
        self._shell.show_servers(self._shell.settings.servers, server.id)
        await self.use(server, await self._keys.of(server.id))

    def _connect_shell(self) -> None:
        shell = self._shell
        shell.settings_changed.connect(self._settings_changed)
        shell.key_entered.connect(self._key_entered)
        shell.probe_wanted.connect(self._probe_wanted)
        shell.connect_wanted.connect(self._connect_wanted)
        shell.server_chosen.connect(self._server_chosen)
        shell.rebuilt.connect(self._present)

    def _settings_changed(self, changed: Settings) -> None:
        self._start(self._take_over(changed), "settings")

    def _key_entered(self, server: str, key: str, keep: bool) -> None:
        self._start(self._take_key(server, key, keep), "key")

    def _probe_wanted(self, wish: ProbeWish) -> None:
        self._start(self._probe(wish), "probe")

    def _connect_wanted(self, server: Server, key: str) -> None:
        self._start(self._add_server(server, key), "add server")

    def _server_chosen(self, server: str) -> None:
        self._settings_changed(replace(self._shell.settings, current_server=server))

    def _start(self, work: Coroutine[None, None, None], name: str) -> None:
        self._tasks.start(self._telling(work), name=name)

    async def _telling(self, work: Coroutine[None, None, None]) -> None:
        try:
            async with self._turn:
                await work
        except EvodeskError as error:
            log.warning("not done: %s", error)
            self._shell.tell(error)

    async def _take_key(self, server: str, key: str, keep: bool) -> None:
        await self._keys.put(server, key, keep=keep)
        session = self._session
        if session is not None and session.server.id == server:
            await self._use_saved(session.server)

    async def _take_over(self, changed: Settings) -> None:
        """Keep what was chosen, and act on what of it is more than looks."""
        before = self._shell.settings
        self._keep(changed)
        self._address.public_url = changed.public_url
        if (before.receiver_host, before.receiver_port) != (
            changed.receiver_host,
            changed.receiver_port,
        ):
            await self._receiver.stop()
            await self._listen()
        for gone in {each.id for each in before.servers} - {each.id for each in changed.servers}:
            await self._keys.forget(gone)
        await self._follow_server(before.server, changed.server)

    async def _follow_server(self, before: Server | None, wanted: Server | None) -> None:
        if self._options.demo or self._options.server or before == wanted:
            return
        if wanted is None:
            await self._leave()
            self._shell.ask_first_server()
        else:
            await self._use_saved(wanted)

    def _keep(self, changed: Settings) -> None:
        settings.save(self._folder.settings, changed)
        self._shell.show_settings(changed)

    async def _probe(self, wish: ProbeWish) -> None:
        self._shell.show_probe(Probe(ProbeState.ASKING, wish.url))
        kept = await self._keys.of(wish.server_id) if wish.server_id else ""
        self._shell.show_probe(await probe(wish, wish.key or kept))

    async def _add_server(self, server: Server, key: str) -> None:
        """Only a server that lets us in is kept."""
        wish = ProbeWish(server.url, server.ca_file, server.proxy, key)
        found = await probe(wish, key)
        if found.state is not ProbeState.FOUND:
            self._shell.show_probe(found)
            return
        await self._keys.put(server.id, key, keep=server.keep_key)
        self._keep(self._shell.settings.with_server(server))
        self._shell.welcome()
        await self._use_saved(server)

    async def _open_vault(self) -> Vault:
        if self._options.demo:
            return Vault.in_memory()
        root = self._folder.root
        try:
            return await asyncio.to_thread(Vault.open, root, use_keyring=True)
        except NoKeyring:
            self._shell.warn_no_vault()
            return Vault.open(root, use_keyring=False)

    async def _listen(self) -> None:
        """The receiver; on another port than the wished one when that is taken, which is told."""
        chosen = self._shell.settings
        port = 0 if self._options.demo else chosen.receiver_port
        inbox = Inbox(self._feed, self._address)
        self._receiver = Listener(receiver(inbox), host=chosen.receiver_host, port=port)
        self._address.port = await self._receiver.start()
        self._shell.show_receiver(self._address.port)

    async def _stop_listening(self) -> None:
        await self._receiver.stop()

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


def _write_report(target: str, found: dict[str, object]) -> None:
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    if target == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        Path(target).write_text(text, encoding="utf-8")
