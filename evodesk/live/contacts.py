"""Who the messages of one server come from: learnt from the messages, named by people."""

from __future__ import annotations

import logging
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.contact import Contact
from evodesk.domain.message import Source
from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evodesk.domain.message import Message, StoredMessage
    from evodesk.store.contacts import Contacts as Store
    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

ALIAS_LIMIT = 80
"""Characters; no row is wide enough for more."""


class Contacts(QObject):
    """`known` is what `changed` tells of: it is looked at, never copied."""

    changed = Signal()
    """Some of `known` are new or different."""

    def __init__(self, server: str, store: Store, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._store = store
        self._tasks = tasks
        self._known: dict[tuple[str, str], Contact] = {}
        self._unsaved: dict[tuple[str, str], Contact] = {}
        self._is_saving = False
        self.known: Mapping[tuple[str, str], Contact] = MappingProxyType(self._known)

    async def load(self) -> None:
        """What messages told meanwhile is newer, but for the alias, which nobody can have given
        yet."""
        try:
            kept = await self._store.all(self._server)
        except EvodeskError as error:
            log.error("the contacts could not be read: %s", error)
            return
        for contact in kept:
            newer = self._known.get(contact.key)
            self._known[contact.key] = replace(newer, alias=contact.alias) if newer else contact
        self.changed.emit()

    def learn(self, rows: Iterable[StoredMessage]) -> None:
        """From messages that were just stored, of any server."""
        told = False
        for stored in rows:
            message = stored.message
            if message.key.server == self._server and not message.key.from_me:
                told |= self._learn(message)
        if told:
            self._tell()

    def rename(self, instance: str, jid: str, alias: str) -> None:
        """An empty `alias` takes it away."""
        known = self._known.get((instance, jid)) or Contact(instance, jid)
        self._put(replace(known, alias=" ".join(alias.split())[:ALIAS_LIMIT]))
        self._tell()

    def _learn(self, message: Message) -> bool:
        """Whether it told anything new."""
        jid = message.sender if message.is_group else message.chat
        name, number = message.sender_name, message.number
        known = self._known.get((message.key.instance, jid))
        if known is None:
            if jid and (name or number):
                self._put(Contact(message.key.instance, jid, name, number))
            return bool(jid and (name or number))
        if known.name and (not name or message.source is Source.BACKFILL):
            name = known.name  # what is read back may be older
        name, number = name or known.name, number or known.number
        if (name, number) == (known.name, known.number):
            return False
        self._put(replace(known, name=name, number=number))
        return True

    def _put(self, contact: Contact) -> None:
        self._known[contact.key] = self._unsaved[contact.key] = contact

    def _tell(self) -> None:
        self.changed.emit()
        if not self._is_saving:
            self._is_saving = True
            self._tasks.start(self._save(), name="save contacts")

    async def _save(self) -> None:
        try:
            while self._unsaved:
                batch, self._unsaved = self._unsaved, {}
                await self._store.put(self._server, batch.values())
        except EvodeskError as error:
            log.error("contacts could not be stored: %s", error)
        finally:
            self._is_saving = False
