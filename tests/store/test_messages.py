"""Adding facts and reading them back, on a real file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import Kind, Media, Message, Source, Status, StoredMessage
from evodesk.store.messages import Added, Counts, Messages
from evodesk.store.pending import WAITING_SECONDS
from tests.store.making import NOW, SERVER, key, message

if TYPE_CHECKING:
    from evodesk.store.database import Database


def ids(stored: tuple[StoredMessage, ...]) -> list[str]:
    return [one.message.key.id for one in stored]


async def only(messages: Messages) -> StoredMessage:
    (stored,) = await messages.latest(SERVER, 10)
    return stored


async def test_new_messages_are_announced_as_stored(messages: Messages) -> None:
    sent = [message("A"), message("B", at=1_760_000_001)]
    added = await messages.add(sent)
    assert [stored.message for stored in added.new] == sent
    assert added.changed == ()
    assert added.duplicates == 0
    assert await messages.latest(SERVER, 10) == added.new
    assert await messages.add([]) == Added()


async def test_rows_grow_in_order_of_arrival(messages: Messages) -> None:
    first = await messages.add([message("late", at=2_000)])
    second = await messages.add([message("early", at=1_000)])
    assert first.new[0].row < second.new[0].row
    assert ids(await messages.latest(SERVER, 10)) == ["early", "late"]


class TestDuplicates:
    async def test_within_one_batch_and_across(self, messages: Messages) -> None:
        added = await messages.add([message("A"), message("A", source=Source.WEBSOCKET)])
        assert ids(added.new) == ["A"]
        assert added.duplicates == 1
        assert added.new[0].repeats == 1
        again = await messages.add([message("A", "other text", at=5)])
        assert again == Added((), (), 1)
        stored = await only(messages)
        assert stored.repeats == 2
        assert stored.message == message("A")

    async def test_reading_back_is_no_repeat(self, messages: Messages) -> None:
        await messages.add([message("A")])
        assert await messages.add([message("A", source=Source.BACKFILL)]) == Added()
        assert (await only(messages)).repeats == 0

    async def test_a_recovered_row_never_changes_the_stored_time(self, messages: Messages) -> None:
        await messages.add([message("A", at=1_000, status=Status.READ)])
        recovered = message(
            "A",
            "new",
            at=8_200,
            source=Source.BACKFILL,
            status=Status.SENT,
            edited=True,
            received_at=NOW + 5,
        )
        added = await messages.add([recovered])
        assert added.new == ()
        assert added.duplicates == 0
        expected = replace(message("A", "new", at=1_000), status=Status.READ, edited=True)
        assert [stored.message for stored in added.changed] == [expected]
        assert added.changed[0].earlier_text == "olá"

    async def test_each_part_of_the_key_counts(self, messages: Messages) -> None:
        other_server = message("A")
        other_server = replace(other_server, key=replace(other_server.key, server="s2"))
        added = await messages.add(
            [message("A"), message("A", from_me=True), message("A", instance="b"), other_server]
        )
        assert len(added.new) == 4
        assert (await messages.counts(SERVER)).stored == 3
        assert (await messages.counts("s2")).stored == 1


class TestLaterFacts:
    @pytest.mark.parametrize("batches", [1, 2])
    @pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
    async def test_edit(self, messages: Messages, batches: int, before: bool) -> None:
        facts: list[Message | Edit] = [message("A"), Edit(key("A"), "edited", 7)]
        if before:
            facts.reverse()
        if batches == 1:
            await messages.add(facts)
        else:
            for fact in facts:
                await messages.add([fact])
        stored = await only(messages)
        assert stored.message == replace(message("A"), text="edited", edited=True)
        assert stored.earlier_text == "olá"

    async def test_what_changes_is_announced_once(self, messages: Messages) -> None:
        await messages.add([message("A")])
        update = StatusUpdate(key("A"), Status.READ)
        added = await messages.add([update, Edit(key("A"), "edited")])
        assert added.new == ()
        assert added.changed == await messages.latest(SERVER, 10)
        assert await messages.add([update]) == Added()

    async def test_a_new_message_is_announced_with_what_waited_for_it(
        self, messages: Messages
    ) -> None:
        await messages.add([StatusUpdate(key("A"), Status.READ), Deletion(key("A"))])
        added = await messages.add([message("A")])
        assert added.changed == ()
        assert added.new[0].message == replace(
            message("A"), text="", deleted=True, status=Status.READ
        )
        assert added.new[0].earlier_text == "olá"

    @pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
    async def test_a_wrong_from_me_is_forgiven(self, messages: Messages, before: bool) -> None:
        """contract: 05_events_meta_channel/status_read"""
        sent = message("A", from_me=True)
        update = StatusUpdate(key("A", from_me=False), Status.READ)
        for fact in (update, sent) if before else (sent, update):
            await messages.add([fact])
        assert (await only(messages)).message.status is Status.READ

    async def test_the_right_from_me_is_preferred(self, messages: Messages) -> None:
        await messages.add([message("A", from_me=True), message("A", at=1_760_000_001)])
        await messages.add([Edit(key("A", from_me=False), "theirs")])
        ours, theirs = await messages.latest(SERVER, 10)
        assert (ours.message.text, theirs.message.text) == ("olá", "theirs")

    async def test_other_instances_are_left_alone(self, messages: Messages) -> None:
        await messages.add([message("A", instance="other"), Edit(key("A"), "edited")])
        assert (await only(messages)).message.text == "olá"

    async def test_statuses_out_of_order(self, messages: Messages) -> None:
        await messages.add([message("A", status=Status.PENDING)])
        for status in (Status.READ, Status.SENT, Status.DELIVERED, Status.NONE, Status.ERROR):
            await messages.add([StatusUpdate(key("A"), status)])
        assert (await only(messages)).message.status is Status.READ

    async def test_many_changes_in_one_batch(self, messages: Messages) -> None:
        await messages.add([message(str(n)) for n in range(1200)])
        added = await messages.add([StatusUpdate(key(str(n)), Status.READ) for n in range(1200)])
        assert ids(added.changed) == [str(n) for n in range(1200)]


class TestWaiting:
    async def test_at_most_one_of_a_kind_waits(
        self, database: Database, messages: Messages
    ) -> None:
        for n in range(20):
            status = Status.READ if n == 5 else Status.SENT
            await messages.add([StatusUpdate(key("A"), status), Edit(key("A"), str(n), 100 - n)])
        assert await self._waiting(database) == 2
        await messages.add([message("A")])
        assert await self._waiting(database) == 0
        stored = await only(messages)
        assert (stored.message.text, stored.message.status) == ("0", Status.READ)

    async def test_none_waits_longer_than_a_week(self, database: Database) -> None:
        now = NOW
        messages = Messages(database, clock=lambda: now)
        await messages.add([Edit(key("old"), "never")])
        now += WAITING_SECONDS / 2
        await messages.add([Edit(key("young"), "in time")])
        now += WAITING_SECONDS / 2 + 1
        await messages.add([Deletion(key("other"))])
        assert await self._waiting(database) == 2
        await messages.add([message("old"), message("young")])
        found = await messages.latest(SERVER, 10)
        assert [stored.message.text for stored in found] == ["olá", "in time"]

    @staticmethod
    async def _waiting(database: Database) -> int:
        def count(db: object) -> int:
            return int(db.execute_sql("SELECT count(*) FROM pending").fetchone()[0])  # type: ignore[attr-defined]

        return await database.run(count)


class TestPages:
    async def test_paging_over_equal_seconds_misses_and_repeats_nothing(
        self, messages: Messages
    ) -> None:
        await messages.add([message(f"{n:02}", at=1_000 + n // 7) for n in range(40)])
        page = await messages.latest(SERVER, 6)
        seen = list(page)
        while page:
            first = page[0]
            page = await messages.before(SERVER, first.message.timestamp, first.row, 6)
            seen[:0] = page
        assert ids(tuple(seen)) == [f"{n:02}" for n in range(40)]

    async def test_of_one_instance(self, messages: Messages) -> None:
        names = ("a", "b")
        await messages.add([message(str(n), at=n, instance=names[n % 2]) for n in range(10)])
        assert ids(await messages.latest(SERVER, 2, instance="a")) == ["6", "8"]
        (newest,) = await messages.latest(SERVER, 1)
        older = await messages.before(SERVER, 9, newest.row, 2, instance="b")
        assert ids(older) == ["5", "7"]

    async def test_other_servers_do_not_show(self, messages: Messages) -> None:
        await messages.add([message("A")])
        assert await messages.latest("s2", 10) == ()
        assert await messages.before("s2", 2**60, 2**60, 10) == ()
        assert await messages.search("s2", "olá", 10) == ()
        assert await messages.counts("s2") == Counts()
        assert await messages.last_times("s2") == {}


class TestSearch:
    async def test_ignores_accents_and_case(self, messages: Messages) -> None:
        await messages.add([message("A", "Qual o CÓDIGO?"), message("B", "nada")])
        for text in ("codigo", "CODIGO", "código", " Código "):
            assert ids(await messages.search(SERVER, text, 10)) == ["A"]

    @pytest.mark.parametrize("text", ["%", "_", '"', "'", "\\", "*", "?", "[a]", "100%", "-"])
    async def test_takes_every_character_literally(self, messages: Messages, text: str) -> None:
        await messages.add([message("with", f"x{text}y"), message("without", "xabcy")])
        assert ids(await messages.search(SERVER, text, 10)) == ["with"]

    @pytest.mark.parametrize("text", ["", "  ", "\u0301"])
    async def test_nothing_to_look_for_finds_nothing(self, messages: Messages, text: str) -> None:
        await messages.add([message("A")])
        assert await messages.search(SERVER, text, 10) == ()

    async def test_half_a_pair_is_no_error(self, messages: Messages) -> None:
        assert await messages.search(SERVER, "\ud83d", 10) == ()

    async def test_newest_arrival_first_and_limited(self, messages: Messages) -> None:
        await messages.add([message(str(n), at=100 - n) for n in range(5)])
        assert ids(await messages.search(SERVER, "ola", 3)) == ["4", "3", "2"]

    async def test_looks_into_sender_and_file_name_too(self, messages: Messages) -> None:
        file = message("B", "", kind=Kind.DOCUMENT, media=Media(file_name="Relatório.pdf"))
        await messages.add([message("A", sender_name="Élcio"), file])
        assert ids(await messages.search(SERVER, "elcio", 10)) == ["A"]
        assert ids(await messages.search(SERVER, "relatorio", 10)) == ["B"]

    async def test_within_an_instance(self, messages: Messages) -> None:
        await messages.add([message("A", instance="a"), message("B", instance="b")])
        assert ids(await messages.search(SERVER, "olá", 10, instance="b")) == ["B"]

    async def test_follows_edits_and_deletions(self, messages: Messages) -> None:
        await messages.add([message("A", "first"), Edit(key("A"), "second")])
        assert await messages.search(SERVER, "first", 10) == ()
        assert ids(await messages.search(SERVER, "second", 10)) == ["A"]
        await messages.add([Deletion(key("A"))])
        assert await messages.search(SERVER, "second", 10) == ()


class TestReactions:
    @staticmethod
    def reaction(id: str, emoji: str, who: str, *, at: int, from_me: bool = False) -> Message:
        return message(
            id,
            emoji,
            at=at,
            from_me=from_me,
            kind=Kind.REACTION,
            target_id="A",
            sender="" if from_me else f"{who}@s.whatsapp.net",
            sender_name=who,
        )

    async def test_know_the_text_of_their_target(self, messages: Messages) -> None:
        added = await messages.add([message("A"), self.reaction("R", "👍", "Ana", at=1)])
        assert [stored.target_text for stored in added.new] == ["", "olá"]
        orphan = replace(self.reaction("S", "👍", "Ana", at=1), target_id="unknown")
        assert (await messages.add([orphan])).new[0].target_text == ""

    async def test_the_last_one_of_each_person_counts(self, messages: Messages) -> None:
        added = await messages.add(
            [
                message("A"),
                self.reaction("1", "👍", "Ana", at=1),
                self.reaction("2", "❤️", "Ana", at=2),
                self.reaction("3", "😮", "Rui", at=3),
                self.reaction("4", "", "Rui", at=4),
                self.reaction("5", "🙏", "", at=5, from_me=True),
            ]
        )
        found = await messages.one(added.new[0].row)
        assert found is not None
        assert found.reactions == (("Ana", "❤️"), ("", "🙏"))

    async def test_a_row_that_is_not_there(self, messages: Messages) -> None:
        assert await messages.one(7) is None


async def test_counts_and_last_times(messages: Messages) -> None:
    duplicates = 0
    for batch in (
        [message("A", at=10), message("B", at=30, source=Source.WEBSOCKET)],
        [message("A"), message("C", at=20, source=Source.BACKFILL, instance="other")],
        [message("A", source=Source.WEBSOCKET), message("B"), message("B", source=Source.BACKFILL)],
    ):
        duplicates += (await messages.add(batch)).duplicates
    assert await messages.counts(SERVER) == Counts(
        stored=3, webhook=1, websocket=1, recovered=1, duplicates=duplicates
    )
    assert duplicates == 3
    assert await messages.last_times(SERVER) == {"loja": 30, "other": 20}


async def test_attach_notes_where_the_content_lies(messages: Messages) -> None:
    photo = message("A", kind=Kind.PHOTO, media=Media(mime="image/jpeg", size=9))
    await messages.add([photo, message("B")])
    stored = await messages.attach(key("A"), "s1/ab/cd.jpg")
    assert stored is not None
    assert stored.message.media == Media(mime="image/jpeg", size=9, path="s1/ab/cd.jpg")
    bare = await messages.attach(key("B"), "s1/ef/gh.bin")
    assert bare is not None
    assert bare.message.media == Media(path="s1/ef/gh.bin")
    assert await messages.attach(key("unknown"), "x") is None
    await messages.add([replace(photo, source=Source.BACKFILL)])
    assert (await messages.one(stored.row)) == stored
