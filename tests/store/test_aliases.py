"""Messages are found by the name that people here gave to whom they were written with."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from peewee import SqliteDatabase

from evodesk.domain.contact import Contact
from evodesk.domain.filter import MessageFilter, terms_of
from evodesk.store.adding import add
from evodesk.store.aliases import jids_called
from evodesk.store.contacts import Contacts
from evodesk.store.finding import Found, find
from evodesk.store.indexing import index_chunk
from evodesk.store.raw import raw
from evodesk.store.steps import known_steps
from tests.store.making import SERVER, ids, message

if TYPE_CHECKING:
    from evodesk.store.database import Database
    from evodesk.store.messages import Messages

JID = "5511999990001@s.whatsapp.net"
MEMBERS_ARE_INDEXED = 12
AS_INDEXED_BEFORE = """
INSERT INTO message_index (rowid, text, names, tags) SELECT row, text, names, tags FROM searched;
INSERT INTO conversation SELECT server, instance, chat, timestamp, row FROM message;
UPDATE indexed SET up_to = (SELECT max(row) FROM message);
"""
OTHER = "5511999990002@s.whatsapp.net"


async def found(messages: Messages, text: str, *instances: str) -> list[str]:
    wanted = MessageFilter(text, frozenset(instances))
    return ids((await messages.search(SERVER, wanted, 10)).rows)


@pytest.fixture
async def named(database: Database, messages: Messages) -> Messages:
    await messages.add(
        [
            message("IN", "bom dia", chat=JID),
            message("OUT", "já chegou a peça", chat=JID, from_me=True),
            message("OTHER", "bom dia", chat=OTHER),
            message("ELSEWHERE", "bom dia", chat=JID, instance="pecas"),
            message("TEXT", "a frota do João", chat=OTHER),
        ]
    )
    await Contacts(database).put(
        SERVER,
        [Contact("loja", JID, "Marina", alias="João-Pedro da Frota"), Contact("loja", OTHER)],
    )
    return messages


@pytest.mark.parametrize("text", ["joao pedro", "JOÃO", "pedr", '"joao pedro"', '"da frota"'])
async def test_whatever_was_written_with_them_is_found(named: Messages, text: str) -> None:
    hits = await found(named, text)
    assert hits[:2] == ["IN", "OUT"]
    assert {"OTHER", "ELSEWHERE"}.isdisjoint(hits)


async def test_other_words_may_stand_in_the_text(named: Messages) -> None:
    assert await found(named, "frota peca") == ["OUT"]
    assert await found(named, "frota joao") == ["IN", "OUT", "TEXT"]


@pytest.mark.parametrize("text", ["edro", '"joao ped"', "joao pedro x", '"frota da"'])
async def test_no_less_than_the_words_that_were_typed(named: Messages, text: str) -> None:
    assert await found(named, text) == []


async def test_filters_narrow_it(named: Messages) -> None:
    assert await found(named, "pedro", "pecas") == []
    assert await found(named, "pedro", "loja") == ["IN", "OUT"]


async def test_a_name_that_was_taken_away_finds_nothing(
    database: Database, named: Messages
) -> None:
    await Contacts(database).put(SERVER, [Contact("loja", JID, "Marina")])
    assert await found(named, "pedro") == []


async def test_the_whole_extent_counts_them(named: Messages) -> None:
    assert await found(named, "pedro") == ["IN", "OUT"]
    assert (await named.extent(SERVER, MessageFilter("pedro"))).count == 2


async def test_what_they_wrote_in_a_group_is_found(named: Messages) -> None:
    group = "120363000000000001@g.us"
    await named.add(
        [
            message("THEIRS", "quanto fica?", chat=group, sender=JID),
            message("OURS", "cem reais", chat=group, sender=JID, from_me=True),
            message("ANOTHER", "caro", chat=group, sender=OTHER),
            message("ELSEWHERE TOO", "quanto fica?", chat=group, sender=JID, instance="pecas"),
        ]
    )
    assert await found(named, "pedro") == ["IN", "OUT", "THEIRS"]
    assert await found(named, "pedro quanto") == ["THEIRS"]


def test_groups_of_before_are_indexed_anew() -> None:
    steps = known_steps()
    with closing(SqliteDatabase(":memory:", lock_type="IMMEDIATE")) as db:
        for step in steps[: MEMBERS_ARE_INDEXED - 1]:
            raw(db).executescript(step.sql)
        add(db, [message("G", chat="120363000000000001@g.us", sender=JID)], now=0)
        raw(db).executescript(AS_INDEXED_BEFORE)
        for step in steps[MEMBERS_ARE_INDEXED - 1 :]:
            raw(db).executescript(step.sql)
        raw(db).execute("INSERT INTO contact VALUES (?, 'loja', ?, '', '', 'Pedro')", (SERVER, JID))
        wanted = MessageFilter("pedro")
        assert find(db, SERVER, wanted, 10) == Found(is_complete=False)
        index_chunk(db, 10)
        assert ids(find(db, SERVER, wanted, 10).rows) == ["G"]
        assert raw(db).execute("SELECT count(*) FROM conversation").fetchone() == (1,)


def test_only_contacts_with_an_alias_are_read(memory: SqliteDatabase) -> None:
    asked: list[str] = []
    raw(memory).set_trace_callback(asked.append)
    assert not jids_called(memory, SERVER, terms_of("pedro")[0])
    raw(memory).set_trace_callback(None)
    plans = [str(raw(memory).execute(f"EXPLAIN QUERY PLAN {each}").fetchall()) for each in asked]
    assert ["contact_by_alias" in plan for plan in plans] == [True]
