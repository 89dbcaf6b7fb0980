"""The feed must outlive whatever happens to a batch, and tell of every event that it lost."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Attachment, Event
from evodesk.domain.message import Message, Source, StoredMessage
from evodesk.errors import DiskFull, EvodeskError, StoreError
from evodesk.live.feed import MOST_AT_ONCE, Feed
from evodesk.store.adding import Added
from evodesk.store.media import MediaFiles
from evodesk.tasks import Tasks
from tests.store.making import key, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from evodesk.domain.message import MessageKey


class Rows:
    """Stands for the table: each message is new; `trouble` is raised where its id comes up."""

    def __init__(self, trouble: dict[str, Exception]) -> None:
        self.trouble = trouble
        self.ids: list[str] = []
        self.batches: list[int] = []
        self.attached: list[str] = []
        self.hold = asyncio.Event()
        self.hold.set()

    async def add(self, facts: Sequence[Message]) -> Added:
        await self.hold.wait()
        for fact in facts:
            if fact.key.id in self.trouble:
                raise self.trouble[fact.key.id]
        self.ids += [fact.key.id for fact in facts]
        self.batches.append(len(facts))
        return Added(tuple(StoredMessage(len(self.ids), fact) for fact in facts))

    async def attach(self, key: MessageKey, path: str) -> StoredMessage | None:
        self.attached.append(key.id)
        return None


class NoRoom(MediaFiles):
    def write(self, attachment: Attachment) -> str:
        raise DiskFull()


def event(id: str, *attachments: Attachment, source: Source = Source.WEBSOCKET) -> Event:
    return Event("srv", "loja", "messages.upsert", source, 0.0, (message(id),), attachments)


@asynccontextmanager
async def feeding(rows: Rows, media: MediaFiles) -> AsyncIterator[Feed]:
    tasks = Tasks()
    yield Feed(rows, media, tasks)  # type: ignore[arg-type]
    await tasks.close()


@pytest.fixture
def media(tmp_path: Path) -> MediaFiles:
    return MediaFiles(tmp_path)


@pytest.mark.expects_errors
@pytest.mark.parametrize("error", [StoreError(reason="poison"), KeyError("a mistake of ours")])
async def test_one_bad_event_costs_no_other(media: MediaFiles, error: Exception) -> None:
    rows = Rows({"bad": error})
    rows.hold.clear()
    async with feeding(rows, media) as feed:
        lost: list[Event] = []
        feed.lost.connect(lost.extend)
        feed.put(event("first"))
        await asyncio.sleep(0)
        waiting = asyncio.gather(feed.store(event("bad")), feed.store(event("good")),
                                 return_exceptions=True)  # fmt: skip
        await asyncio.sleep(0)
        rows.hold.set()
        async with asyncio.timeout(5):
            bad, good = await waiting
            assert await feed.store(event("later")) == 1
        assert isinstance(bad, StoreError)
        assert good == 1
        assert rows.ids == ["first", "good", "later"]
        assert [each.facts[0].key.id for each in lost] == ["bad"]  # type: ignore[union-attr]


async def test_what_follows_at_once_is_one_transaction(media: MediaFiles) -> None:
    rows = Rows({})
    async with feeding(rows, media) as feed:
        for number in range(20):
            feed.put(event(f"{number}"))
            await asyncio.sleep(0)
        await feed.drain()
        assert rows.batches == [20]


async def test_senders_who_wait_for_their_answers_are_stored_together(media: MediaFiles) -> None:
    """Two who came while the first two were written would otherwise take turns with them."""
    rows = Rows({})
    rows.hold.clear()

    async def send(name: str) -> None:
        for number in range(20):
            await feed.store(event(f"{name}{number}"))
            for _ in range(5):  # until a sender has the answer and its next is here
                await asyncio.sleep(0)

    async with feeding(rows, media) as feed:
        first = asyncio.gather(send("a"), send("b"))
        for _ in range(10):
            await asyncio.sleep(0)
        second = asyncio.gather(send("c"), send("d"))
        await asyncio.sleep(0)
        rows.hold.set()
        await asyncio.gather(first, second)
    assert rows.batches[:2] == [2, 4]
    assert set(rows.batches[2:-1]) == {4}


async def test_a_flow_without_a_pause_is_stored_in_pieces(media: MediaFiles) -> None:
    rows = Rows({})
    async with feeding(rows, media) as feed:
        while not rows.ids:
            feed.put(event("a"))
            await asyncio.sleep(0)
        assert rows.batches == [MOST_AT_ONCE]


@pytest.mark.expects_errors
async def test_a_full_disk_is_told_to_who_waits_and_to_who_reads_back(media: MediaFiles) -> None:
    rows = Rows({"a": DiskFull(), "b": DiskFull()})
    async with feeding(rows, media) as feed:
        lost: list[Event] = []
        feed.lost.connect(lost.extend)
        feed.put(event("a"))
        with pytest.raises(DiskFull):
            await feed.store(event("b"))
        assert len(lost) == 2
        rows.trouble.clear()
        assert await feed.store(event("c")) == 1
        await feed.drain()


@pytest.mark.expects_errors
async def test_trouble_with_the_file_is_told_once_and_taken_back_once(media: MediaFiles) -> None:
    rows = Rows({each: DiskFull() for each in "abc"})
    async with feeding(rows, media) as feed:
        told: list[object] = []
        feed.failing.connect(lambda error: told.append(error.code))
        feed.mended.connect(lambda: told.append("mended"))
        for each in "abc":
            feed.put(event(each))
            await feed.drain()
        assert told == ["disk_full"]
        assert feed.trouble is not None
        feed.put(Event("srv", "loja", "chats.update", Source.WEBSOCKET, 0.0))
        await feed.drain()
        assert told == ["disk_full"], "an event without facts writes nothing"
        rows.trouble.clear()
        for each in "de":
            feed.put(event(each))
            await feed.drain()
        assert told == ["disk_full", "mended"]
        assert feed.trouble is None


@pytest.mark.expects_errors
async def test_one_bad_event_is_no_trouble_with_the_file(media: MediaFiles) -> None:
    rows = Rows({"bad": StoreError(reason="poison")})
    async with feeding(rows, media) as feed:
        told: list[StoreError] = []
        feed.failing.connect(told.append)
        feed.put(event("bad"))
        await feed.drain()
        assert told == []


@pytest.mark.expects_errors
async def test_media_that_cannot_be_kept_hide_no_message(tmp_path: Path) -> None:
    """Its message is stored and shown; who sent it by webhook is asked to send it again."""
    async with feeding(Rows({}), NoRoom(tmp_path)) as feed:
        shown: list[StoredMessage] = []
        feed.added.connect(shown.extend)
        feed.put(event("a", Attachment(key("a"), "image/png", b"AAAA")))
        with pytest.raises(EvodeskError):
            await feed.store(event("b", Attachment(key("b"), "image/png", b"AAAA")))
        assert await feed.store(event("c")) == 1
        await feed.drain()
        assert [row.message.key.id for row in shown] == ["a", "b", "c"]


async def test_media_are_kept_and_told(media: MediaFiles) -> None:
    rows = Rows({})
    async with feeding(rows, media) as feed:
        await feed.store(event("a", Attachment(key("a"), "image/png", b"AAAA")))
        assert rows.attached == ["a"]


async def test_in_a_burst_the_view_is_told_less_often(
    media: MediaFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    class SlowRows(Rows):
        async def add(self, facts: Sequence[Message]) -> Added:
            await asyncio.sleep(0.06)
            return await super().add(facts)

    monkeypatch.setattr("evodesk.live.feed.MOST_AT_ONCE", 1)
    async with feeding(SlowRows({}), media) as feed:
        told: list[int] = []
        feed.added.connect(lambda rows: told.append(len(rows)))
        for number in range(8):
            feed.put(event(str(number)))
        await feed.drain()
        assert sum(told) == 8
        assert len(told) <= 3, "every 100 ms it would have been five"
