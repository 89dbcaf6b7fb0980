"""Everything behind the window: store, receiver, control routes, and the session of one server.

Imported after the first paint. Opened in the order of `open`, closed in reverse.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from evodesk import settings
from evodesk.choices import Choices
from evodesk.domain.instance import Server
from evodesk.domain.reception import host_of
from evodesk.doors import ControlDoor, ReceiverDoor
from evodesk.errors import NoKeyring, NotWritable, ServerError
from evodesk.live import report
from evodesk.live.address import OwnAddress
from evodesk.live.arrivals import Arrivals
from evodesk.live.demo import DemoServer
from evodesk.live.desk import Desk
from evodesk.live.feed import Feed
from evodesk.live.housekeeping import Housekeeping
from evodesk.live.inbox import Inbox
from evodesk.live.keys import Keys
from evodesk.live.reader import Reader
from evodesk.live.session import Parts, Session
from evodesk.live.stalls import StallMeter
from evodesk.live.tour import Tour
from evodesk.live.unread import Unread
from evodesk.reaching import Reaching
from evodesk.secrets import Seal, Vault
from evodesk.store.media_cache import MediaCache
from evodesk.store.retention import Limits
from evodesk.store.store import Store
from evodesk.tasks import Tasks
from evodesk.ui.explain import Explanation
from evodesk.ui.interfaces import lan_addresses
from evodesk.ui.presenter import Presenter

if TYPE_CHECKING:
    from evodesk.options import Options
    from evodesk.paths import DataFolder
    from evodesk.problems import Problems
    from evodesk.ui.shell import Shell

log = logging.getLogger(__name__)

SECRET_GRACE = 30 * 60
"""Seconds for which a replaced secret is taken: the server tries for about 20 minutes."""

MEDIA_CACHE = 1024**3
"""Bytes of media that are kept although the server has them too."""


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
        self._choosing = Tasks()
        """What people chose, which may open another session."""
        self._closing = Tasks()
        """The sessions that are being left."""
        self._stack = AsyncExitStack()
        self._session: Session | None = None
        self._presenter: Presenter | None = None
        self._meter = StallMeter()
        self._follows_settings = not (options.demo or options.server)
        self._keys: Keys
        self._choices: Choices
        self._store: Store
        self._cache: MediaCache
        self._address: OwnAddress
        self._arrivals: Arrivals
        self._feed: Feed
        self._receiver: ReceiverDoor
        self._place: tuple[str, int] | None = None
        """Where the receiver listens."""
        self._reaching: Reaching

    @property
    def follows_settings(self) -> bool:
        """False while the command line decides which server is shown."""
        return self._follows_settings

    @property
    def session(self) -> Session | None:
        """Of the server that is shown; None while none is."""
        return self._session

    async def open(self) -> None:
        """Raises EvodeskError when the program cannot do its work at all."""
        if self._options.report:
            self._meter.start()
        vault = await self._open_vault()
        await self._open_store(vault)
        self._receiver = ReceiverDoor(
            Inbox(self._feed, self._address, self._arrivals), self._address
        )
        self._stack.push_async_callback(self._receiver.close)
        await self.listen()
        control = ControlDoor(
            Desk(lambda: self._session, self.report), Explanation(), self._folder.control
        )
        self._stack.push_async_callback(control.close)
        await control.open()
        self._keys = Keys(vault)
        self._choices = Choices(
            self._shell, self._keys, self._folder.settings, self, self._choosing
        )
        self._reaching = Reaching(
            self._shell, self._receiver.nonces, lambda: self._session, self._tasks
        )
        self._shell.rebuilt.connect(self._present)
        await self._begin()

    async def use(self, server: Server, key: str, *, is_demo: bool = False) -> None:
        """Leave the present server, if any, and open a session with this one."""
        await self._leave()
        await self._know_secret(server.id)
        parts = Parts(self._store, self._feed, self._address, self._arrivals, self._cache, is_demo)
        certain = await self._store.certain.times(server.id)
        try:
            session = Session(server, key, parts, certain)
        except ServerError as error:
            self._shell.show_unusable(server, error)
            return
        session.recovery.comparing.pruned_until.update(
            await self._store.retention.pruned_until(server.id)
        )
        session.open()
        self._session = session
        self._present()

    async def show(self, server: Server) -> None:
        """A saved server, with the key that is kept for it."""
        self._follows_settings = True
        self._shell.show_servers(self._shell.settings.servers, server.id)
        await self.use(server, await self._keys.of(server.id))

    async def show_none(self) -> None:
        await self._leave()

    async def listen(self) -> None:
        """The receiver, as the settings say; a demonstration takes any port."""
        chosen = self._shell.settings
        self._address.public_url = chosen.public_url
        self._address.own_hosts = lan_addresses()
        wished = 0 if self._options.demo else chosen.receiver_port
        port = await self._receiver.open(chosen.receiver_host, wished)
        before, self._place = self._place, (chosen.receiver_host, port)
        self._shell.show_receiver(port, taken=wished if wished not in (0, port) else None)
        if (session := self._session) is not None:
            if self._place != before:
                session.on_receiver_moved()
            session.watch.refresh()  # which webhooks lead here may have changed

    async def renew_secrets(self) -> None:
        """Of all servers; the webhooks that hold the old ones are moved when they are read."""
        until = time.time() + SECRET_GRACE
        for server in self._address.servers:
            await self._store.certain.renew_secret(server, until)
            await self._know_secret(server)
        if self._session is not None:
            self._session.watch.refresh()

    async def finish(self) -> None:
        """What the command line asked for at the end: a picture, a report. Raises NotWritable."""
        target = self._options.screenshot
        if target is not None and not self._shell.save_picture(target):
            raise NotWritable(path=str(target))
        if self._options.report:
            _write_report(self._options.report, await self.report())

    async def close(self) -> None:
        """In reverse order of `open`; fine after an `open` that failed on its way."""
        try:
            settings.save(self._folder.settings, self._shell.with_layout())
        except NotWritable as error:
            log.warning("the layout of the window was not kept: %s", error)
        await self._choosing.close()
        await self._leave()
        await self._closing.settle()
        await self._stack.aclose()
        self._meter.stop()

    async def report(self) -> dict[str, object]:
        self._meter.start()  # for the next one, where nobody had asked for a report before
        session = self._session
        server = session.server.id if session else ""
        return report.build(
            session.watch.status if session else None,
            session.recovery.storing.value if session else None,
            session.directory.all if session else (),
            await self._store.messages.counts(server),
            await self._store.switches.tally(server),
            report.gui(self._shell.first_paint_ms, self._meter),
            self._problems.texts,
            len(asyncio.all_tasks()),
        )

    def _limits(self) -> Limits:
        chosen = self._shell.settings
        return Limits(chosen.keep_days, chosen.keep_messages, chosen.keep_gigabytes)

    async def _open_vault(self) -> Vault:
        if self._options.demo:
            return Vault.in_memory()
        root = self._folder.root
        try:
            return await asyncio.to_thread(Vault.open, root, use_keyring=True)
        except NoKeyring:
            self._shell.warn_no_vault()
            return Vault.open(root, use_keyring=False)

    async def _open_store(self, vault: Vault) -> None:
        seal = await asyncio.to_thread(Seal, vault)
        # A file that was not closed well is checked, which takes as long as it is big.
        self._store = await asyncio.to_thread(
            Store.open, self._folder.database, self._folder.media, seal
        )
        self._stack.callback(self._store.database.close)
        self._tasks.start(self._store.messages.index.run(), name="index")
        self._tasks.start(self._store.checkpoints.run(), name="checkpoints")
        self._housekeeping = Housekeeping(self._store.retention, self._limits, self._tasks)
        self._tasks.start(self._housekeeping.run(), name="housekeeping")
        self._shell.settings_changed.connect(self._housekeeping.look)
        self._shell.settings_desk.size_wanted.connect(self._housekeeping.measure)
        self._shell.settings_desk.compact_wanted.connect(self._housekeeping.compact)
        self._housekeeping.sized.connect(self._shell.settings_desk.show_size)
        self._housekeeping.pruned.connect(self._let_go)
        self._housekeeping.wiped.connect(self._let_go)
        self._housekeeping.failed.connect(self._shell.tell)
        self._cache = MediaCache(self._folder.cache, MEDIA_CACHE)
        self._feed = Feed(self._store.messages, self._store.media, self._tasks)
        self._stack.push_async_callback(self._tasks.close)
        self._address = OwnAddress({})
        self._arrivals = Arrivals(self._address.is_ours)
        for server in self._shell.settings.servers:
            await self._know_secret(server.id)

    async def _know_secret(self, server: str) -> None:
        certain = self._store.certain
        secret = await certain.secret(server)
        self._address.add(server, secret, await certain.former_secrets(server))

    async def _begin(self) -> None:
        if self._options.demo:
            await self._use_demo()
        elif self._options.server:
            passing = _passing_server(self._options.server)
            self._shell.show_servers((passing,), passing.id)
            await self.use(passing, os.environ.get("EVODESK_API_KEY", ""))
        elif (server := self._shell.settings.server) is not None:
            await self.show(server)

    async def _use_demo(self) -> None:
        demo = DemoServer()
        self._stack.push_async_callback(demo.stop)
        server, key = await demo.start()
        self._shell.show_servers((server,), server.id)
        await self.use(server, key, is_demo=True)
        if self._options.unattended and self._session is not None:
            tour = Tour(self._session.directory, self._shell.workspace.mode_requested.emit)
            self._tasks.start(tour.run(), name="tour")

    def _present(self) -> None:
        """Fill the window with the session, also a window that was just built anew."""
        self._close_presenter()
        if (session := self._session) is not None:
            reader = Reader(session.server.id, self._store.messages, self._tasks)
            unread = Unread(session.server.id, self._store.attention, self._tasks)
            self._presenter = Presenter(
                session, self._feed, reader, unread, self._housekeeping, self._shell
            )

    def _let_go(self) -> None:
        self._tasks.start(self._tell_horizon(), name="horizon")

    async def _tell_horizon(self) -> None:
        """What was let go of here is not to be read back."""
        if (session := self._session) is not None:
            found = await self._store.retention.pruned_until(session.server.id)
            session.recovery.comparing.pruned_until.update(found)

    async def _leave(self) -> None:
        self._close_presenter()
        session, self._session = self._session, None
        if session is not None:
            # A choice that is given up, because people quit, must not cut it short.
            await asyncio.shield(self._closing.start(session.close(), name="close session"))

    def _close_presenter(self) -> None:
        presenter, self._presenter = self._presenter, None
        if presenter is not None:
            presenter.close()


def _passing_server(url: str) -> Server:
    """A server of `--server`: stored nowhere, so its id comes from its address."""
    return Server(id=hashlib.sha256(url.encode()).hexdigest()[:16], url=url, name=host_of(url))


def _write_report(target: str, found: dict[str, object]) -> None:
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    if target == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotWritable(path=target) from error
