"""Pages, searches, reactions and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.message import Conversation, Kind, Message, Source
from evodesk.store.messages import Counts, Messages
from evodesk.store.raw import raw
from evodesk.store.reading import counts, last_times, page, page_after
from tests.store.making import SERVER, ids, message

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.store.database import Database


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

    async def test_pages_in_both_directions_meet(self, messages: Messages) -> None:
        await messages.add([message(f"{n:02}", at=1_000 + n // 7) for n in range(40)])
        above = await messages.before(SERVER, 1_003, 0, 100)
        below = await messages.after(SERVER, 1_003, 0, 100)
        assert ids(above + below) == [f"{n:02}" for n in range(40)]
        assert ids(await messages.after(SERVER, 1_003, below[3].row, 2)) == ["25", "26"]

    async def test_no_page_is_counted_off_or_sorted(self, database: Database) -> None:
        """Each costs the same in a thousand messages and in a million."""

        def plans(db: SqliteDatabase) -> list[str]:
            asked: list[str] = []
            raw(db).set_trace_callback(asked.append)
            page(db, SERVER, None, 10)
            page_after(db, SERVER, None, 10, above=(5, 5))
            counts(db, SERVER)
            last_times(db, SERVER)
            raw(db).set_trace_callback(None)
            explained = (raw(db).execute(f"EXPLAIN QUERY PLAN {each}") for each in asked)
            return [row[3] for rows in explained for row in rows]

        found = await database.run(plans)
        assert len(found) >= 5
        # Grouping the few rows of the tally by source is no sorting of messages.
        steps = [step for step in found if "GROUP BY" not in step]
        assert [step for step in steps if not step.startswith(("SEARCH", "CORRELATED"))] == []

    async def test_pages_of_a_conversation_are_seeks(self, database: Database) -> None:
        """Also where the contact wrote last a million messages ago."""
        of = Conversation("loja", "5511999990001@s.whatsapp.net")

        def plans(db: SqliteDatabase) -> list[str]:
            asked: list[str] = []
            raw(db).set_trace_callback(asked.append)
            page(db, SERVER, of, 10)
            page(db, SERVER, of, 10, below=(5, 5))
            page_after(db, SERVER, of, 10, above=(5, 5))
            raw(db).set_trace_callback(None)
            explained = (raw(db).execute(f"EXPLAIN QUERY PLAN {each}") for each in asked)
            return [row[3] for rows in explained for row in rows]

        steps = [step for step in await database.run(plans) if " target " not in step]
        seek = "SEARCH conversation USING PRIMARY KEY (server=? AND instance=? AND chat=?"
        by_row = "SEARCH message USING INTEGER PRIMARY KEY (rowid=?)"
        assert len([step for step in steps if step.startswith(seek)]) == 3
        rest = [step for step in steps if not step.startswith((seek, by_row, "CORRELATED"))]
        assert rest == []

    async def test_of_one_conversation(self, messages: Messages) -> None:
        """The same contact may write to several instances."""
        await messages.add(
            [
                message(f"{instance}{chat}{at}", at=at, instance=instance, chat=chat)
                for at in range(5)
                for instance in ("a", "b")
                for chat in ("x@lid", "y@lid")
            ]
        )
        of = Conversation("a", "y@lid")
        assert ids(await messages.latest(SERVER, 2, of=of)) == ["ay@lid3", "ay@lid4"]
        (newest,) = await messages.latest(SERVER, 1, of=of)
        older = await messages.before(SERVER, 4, newest.row, 2, of=of)
        assert ids(older) == ["ay@lid2", "ay@lid3"]
        newer = await messages.after(SERVER, 2, older[0].row, 9, of=of)
        assert ids(newer) == ["ay@lid3", "ay@lid4"]

    async def test_other_servers_do_not_show(self, messages: Messages) -> None:
        await messages.add([message("A")])
        assert await messages.latest("s2", 10) == ()
        assert await messages.before("s2", 2**60, 2**60, 10) == ()
        assert await messages.counts("s2") == Counts()
        assert await messages.last_times("s2") == {}


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
        orphan = self.reaction("S", "👍", "Ana", at=1)._replace(target_id="unknown")
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
