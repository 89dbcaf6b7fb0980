from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from evodesk.domain.contact import Contact
from evodesk.store.contacts import Contacts
from evodesk.store.database import Database
from evodesk.store.steps import known_steps
from tests.store.making import SERVER

if TYPE_CHECKING:
    from pathlib import Path

MARINA = Contact("loja", "5511999990001@s.whatsapp.net", "Marina", "5511999990001")


async def test_what_is_put_is_there_again(database: Database) -> None:
    contacts = Contacts(database)
    await contacts.put(SERVER, [MARINA, Contact("loja", "1203@g.us", alias="Pátio")])
    await contacts.put(SERVER, [Contact("loja", MARINA.jid, "Marina S.", alias="Prima")])
    await contacts.put("another server", [MARINA])
    assert set(await contacts.all(SERVER)) == {
        Contact("loja", "1203@g.us", alias="Pátio"),
        Contact("loja", MARINA.jid, "Marina S.", alias="Prima"),
    }


async def test_contacts_of_older_files_are_read_off_their_messages(file: Path) -> None:
    first, jid = known_steps()[0], "5511999990001@s.whatsapp.net"
    rows = [
        ("A", 0, jid, jid, "Mari", "5511999990001"),
        ("B", 0, jid, jid, "Marina", "5511999990001"),
        ("C", 1, "5511888880000@s.whatsapp.net", "", "Eu", ""),
        ("D", 0, "77@lid", "77@lid", "Dani", "5511777770000"),
        ("E", 0, "77@lid", "77@lid", "Dani", ""),
        ("F", 0, "1203@g.us", "55@s.whatsapp.net", "Chefe", "55"),
    ]
    with closing(sqlite3.connect(file)) as db:
        db.executescript(f"{first.sql} PRAGMA user_version = {first.number};")
        db.executemany(
            "INSERT INTO message (server, instance, id, from_me, chat, sender, sender_name, number,"
            " kind, timestamp, source, received_at, status, edited, deleted, target_id, folded,"
            f" text, raw) VALUES ('{SERVER}', 'loja', ?, ?, ?, ?, ?, ?,"
            " 'text', 1, 'webhook', 1.0, 'none', 0, 0, '', '', '', '')",
            rows,
        )
        db.commit()
    opened = Database.open(file)
    try:
        found = await Contacts(opened).all(SERVER)
    finally:
        opened.close()
    assert set(found) == {
        MARINA,
        Contact("loja", "77@lid", "Dani", "5511777770000"),
        Contact("loja", "55@s.whatsapp.net", "Chefe", "55"),
    }
