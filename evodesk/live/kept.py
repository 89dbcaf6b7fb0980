"""What the store knows of one server's instances, told to the Directory."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from evodesk.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from evodesk.live.directory import Directory
    from evodesk.store.store import Store

log = logging.getLogger(__name__)


class Kept:
    def __init__(
        self, server: str, store: Store, directory: Directory, is_same_place: Callable[[], bool]
    ) -> None:
        """`is_same_place`: whether the receiver listens where it did when something last came."""
        self._server = server
        self._store = store
        self._directory = directory
        self._is_same_place = is_same_place

    async def show(self, names: Iterable[str]) -> None:
        """Of instances that were just listed."""
        store, server, directory = self._store, self._server, self._directory
        try:
            switches = await store.switches.last(server)
            directory.show_last_switches(
                # What moved only the webhook, or was undone, changed no mode.
                {name: each for name, each in switches.items() if each.before is not each.after}
            )
            if self._is_same_place():
                heard = await store.heard.by_webhook(server, names)
                directory.show_came_through(
                    name
                    for name, at in heard.items()
                    if name not in switches or at > switches[name].at
                )
            directory.show_last_times(await store.messages.last_times(server))
            directory.show_watched(await store.watched.all(server))
            directory.show_originals(await store.originals.all(server))
        except StoreError as error:
            log.error("what is stored of the instances could not be read: %s", error)

    async def show_original(self, name: str) -> None:
        """A switch may have kept another one."""
        try:
            original = await self._store.originals.of(self._server, name)
        except StoreError as error:
            log.error("what can be restored of %s could not be read: %s", name, error)
            return
        if original is not None:
            self._directory.show_originals({name: original})

    async def watch(self, instance: str, wanted: bool) -> None:
        """Raises StoreError."""
        watched = self._store.watched
        await (watched.add if wanted else watched.remove)(self._server, instance)
        self._directory.show_watched(await watched.all(self._server))
