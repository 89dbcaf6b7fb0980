"""What people choose in the first run and in the settings: kept, and acted on.

One choice is carried out after the other, in the order in which they were made.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from evodesk import settings
from evodesk.errors import EvodeskError
from evodesk.probing import probe
from evodesk.ui.probe import Probe, ProbeState, ProbeWish

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

    from evodesk.domain.instance import Server
    from evodesk.live.keys import Keys
    from evodesk.settings import Settings
    from evodesk.tasks import Tasks
    from evodesk.ui.shell import Shell

log = logging.getLogger(__name__)


class Host(Protocol):
    """What the program does for a choice."""

    @property
    def follows_settings(self) -> bool:
        """False while the command line decides which server is shown."""
        ...

    async def show(self, server: Server) -> None:
        """Open a session with a saved server instead of the present one."""
        ...

    async def show_none(self) -> None: ...

    async def listen(self) -> None:
        """Anew, as the shell's settings say."""
        ...

    async def renew_secrets(self) -> None:
        """New ones for the address of the receiver."""
        ...


class Choices(QObject):
    def __init__(self, shell: Shell, keys: Keys, file: Path, host: Host, tasks: Tasks) -> None:
        super().__init__()
        self._shell = shell
        self._keys = keys
        self._file = file
        self._host = host
        self._tasks = tasks
        self._turn = asyncio.Lock()
        shell.settings_changed.connect(self._change)
        shell.settings_desk.key_entered.connect(self._enter_key)
        shell.probe_wanted.connect(self._ask)
        shell.first_run.connect_wanted.connect(self._connect_server)
        shell.server_chosen.connect(self._choose_server)
        shell.settings_desk.renew_wanted.connect(self._renew)

    def _change(self, changed: Settings) -> None:
        self._start(self._take_over(changed), "settings")

    def _enter_key(self, server: str, key: str, keep: bool) -> None:
        self._start(self._take_key(server, key, keep), "key")

    def _ask(self, wish: ProbeWish) -> None:
        self._start(self._probe(wish), "probe")

    def _connect_server(self, server: Server, key: str) -> None:
        self._start(self._add_server(server, key), "add server")

    def _choose_server(self, server: str) -> None:
        self._change(replace(self._shell.settings, current_server=server))

    def _renew(self) -> None:
        self._start(self._renew_secrets(), "renew secrets")

    def _start(self, work: Coroutine[None, None, None], name: str) -> None:
        self._tasks.start(self._in_turn(work), name=name)

    async def _in_turn(self, work: Coroutine[None, None, None]) -> None:
        try:
            async with self._turn:
                await work
        except EvodeskError as error:
            log.warning("not done: %s", error)
            self._shell.tell(error)

    async def _take_over(self, changed: Settings) -> None:
        """Keep what was chosen, and act on what of it is more than looks."""
        before = self._shell.settings
        self._keep(changed)
        if _listening(before) != _listening(changed):
            await self._host.listen()
        for gone in {each.id for each in before.servers} - {each.id for each in changed.servers}:
            await self._keys.forget(gone)
        if self._host.follows_settings and before.server != changed.server:
            await self._follow(changed.server)

    async def _follow(self, server: Server | None) -> None:
        if server is not None:
            await self._host.show(server)
            return
        await self._host.show_none()
        self._shell.ask_server()

    async def _take_key(self, server: str, key: str, keep: bool) -> None:
        await self._keys.put(server, key, keep=keep)
        current = self._shell.settings.server
        if self._host.follows_settings and current is not None and current.id == server:
            await self._host.show(current)

    async def _probe(self, wish: ProbeWish) -> None:
        self._shell.show_probe(Probe(ProbeState.ASKING, wish.url))
        kept = await self._keys.of(wish.server_id) if wish.server_id else ""
        self._shell.show_probe(await probe(wish, wish.key or kept))

    async def _add_server(self, server: Server, key: str) -> None:
        """Only a server that lets us in is kept."""
        found = await probe(ProbeWish(server.url, server.ca_file, server.proxy, key), key)
        if found.state is not ProbeState.FOUND:
            self._shell.show_probe(found)
            return
        await self._keys.put(server.id, key, keep=server.keep_key)
        self._keep(self._shell.settings.with_server(server))
        self._shell.welcome()
        await self._host.show(server)

    async def _renew_secrets(self) -> None:
        await self._host.renew_secrets()
        self._shell.show_renewed()

    def _keep(self, changed: Settings) -> None:
        settings.save(self._file, changed)
        self._shell.show_settings(changed)


def _listening(chosen: Settings) -> tuple[str, int, str]:
    return chosen.receiver_host, chosen.receiver_port, chosen.public_url
