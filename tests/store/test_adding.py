"""Batches of facts: what is new, what repeats, what changes."""

from __future__ import annotations

import pytest

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import Message, Source, Status
from evodesk.store.messages import Added, Messages
from tests.store.making import NOW, SERVER, ids, key, message, only


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
        expected = message("A", "new", at=1_000)._replace(status=Status.READ, edited=True)
        assert [stored.message for stored in added.changed] == [expected]
        assert added.changed[0].earlier_text == "olá"

    async def test_each_part_of_the_key_counts(self, messages: Messages) -> None:
        other_server = message("A")
        other_server = other_server._replace(key=other_server.key._replace(server="s2"))
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
        assert stored.message == message("A")._replace(text="edited", edited=True)
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
        assert added.new[0].message == message("A")._replace(
            text="", deleted=True, status=Status.READ
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
