"""Contacts learnt from messages, on a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from evodesk.domain.contact import Contact
from evodesk.domain.message import Source, StoredMessage
from evodesk.live.contacts import ALIAS_LIMIT, Contacts
from evodesk.store import contacts as stored
from evodesk.store.database import Database
from evodesk.tasks import Tasks
from tests.store.making import SERVER, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

JID = "5511999990001@s.whatsapp.net"


class Desk:
    def __init__(self, database: Database) -> None:
        self.tasks = Tasks()
        self.store = stored.Contacts(database)
        self.contacts = Contacts(SERVER, self.store, self.tasks)
        self.changes = 0
        self.contacts.changed.connect(self._count)

    def hear(self, **values: Any) -> None:
        self.contacts.learn([StoredMessage(1, message(**values))])

    @property
    def one(self) -> Contact:
        return self.contacts.known["loja", JID]

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = Database.open(tmp_path / "evodesk.db")
    made = Desk(database)
    yield made
    await made.tasks.close()
    database.close()


async def test_a_name_and_a_number_are_learnt_and_kept(desk: Desk) -> None:
    desk.hear()
    desk.hear()
    await desk.tasks.settle()
    expected = Contact("loja", JID, "Marina", "5511999990001")
    assert (desk.one, desk.changes) == (expected, 1)
    assert await desk.store.all(SERVER) == (expected,)


async def test_the_newest_name_counts_but_an_older_message_does_not(desk: Desk) -> None:
    desk.hear(sender_name="Marina")
    desk.hear(sender_name="Marina S.", number="")
    assert (desk.one.name, desk.one.number) == ("Marina S.", "5511999990001")
    desk.hear(sender_name="Mari", source=Source.BACKFILL)
    desk.hear(sender_name="")
    assert desk.one.name == "Marina S."


async def test_our_own_messages_and_other_servers_teach_nothing(desk: Desk) -> None:
    desk.hear(from_me=True)
    elsewhere = Contacts("another server", desk.store, desk.tasks)
    elsewhere.learn([StoredMessage(1, message())])
    assert (dict(desk.contacts.known), dict(elsewhere.known)) == ({}, {})


async def test_in_a_group_it_is_the_author_who_is_learnt(desk: Desk) -> None:
    desk.hear(chat="1203@g.us", sender=JID)
    assert set(desk.contacts.known) == {("loja", JID)}


async def test_an_alias_outlives_names_and_restarts(desk: Desk) -> None:
    desk.hear()
    desk.contacts.rename("loja", JID, "  Minha\n prima ")
    desk.hear(sender_name="Marina S.")
    assert (desk.one.alias, desk.one.name) == ("Minha prima", "Marina S.")
    await desk.tasks.settle()
    again = Contacts(SERVER, desk.store, desk.tasks)
    again.learn([StoredMessage(1, message(sender_name="Marina Silva"))])
    await again.load()
    assert again.known["loja", JID].alias == "Minha prima"
    assert again.known["loja", JID].name == "Marina Silva"
    again.rename("loja", JID, "")
    assert again.known["loja", JID].alias == ""


async def test_an_alias_has_an_end(desk: Desk) -> None:
    desk.contacts.rename("loja", "1203@g.us", "x" * 1000)
    assert len(desk.contacts.known["loja", "1203@g.us"].alias) == ALIAS_LIMIT
