"""What is let go of is gone everywhere, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Attachment
from evodesk.domain.filter import MessageFilter
from evodesk.store import retention as module
from evodesk.store.attention import Attention
from evodesk.store.media import MediaFiles
from evodesk.store.raw import raw
from evodesk.store.retention import Limits, Retention
from tests.store.making import NOW, SERVER, ids, key, message

if TYPE_CHECKING:
    from pathlib import Path

    from peewee import SqliteDatabase

    from evodesk.store.database import Database
    from evodesk.store.messages import Messages

DAY = 86_400


@pytest.fixture
def files(tmp_path: Path) -> MediaFiles:
    return MediaFiles(tmp_path / "media")


@pytest.fixture
def retention(database: Database, files: MediaFiles, monkeypatch: pytest.MonkeyPatch) -> Retention:
    monkeypatch.setattr(module, "CHUNK", 3)
    return Retention(database, files)


async def prune(retention: Retention, limits: Limits) -> None:
    while await retention.prune(limits, NOW):
        pass


def check_index(db: SqliteDatabase) -> None:
    raw(db).execute("INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)")


async def fill(messages: Messages) -> None:
    await messages.add([message(f"{n:02}", at=int(NOW - (10 - n) * DAY - 9)) for n in range(10)])
    await messages.index.catch_up()


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        (Limits(), 10),
        (Limits(days=4), 3),
        (Limits(messages=4), 4),
        (Limits(days=4, messages=8), 3),
        (Limits(days=100, messages=100, gigabytes=1), 10),
    ],
)
async def test_the_newest_stay(
    database: Database, messages: Messages, retention: Retention, limits: Limits, left: int
) -> None:
    await fill(messages)
    await prune(retention, limits)
    kept = [f"{n:02}" for n in range(10 - left, 10)]
    assert ids(await messages.latest(SERVER, 100)) == kept
    assert ids((await messages.search(SERVER, MessageFilter("ola"), 100)).rows) == kept
    assert (await messages.counts(SERVER)).stored == left
    await database.run(check_index)


async def test_a_file_that_is_too_large_loses_its_oldest(
    messages: Messages, retention: Retention, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(messages)
    monkeypatch.setattr(module, "_GIB", 1)
    await retention.prune(Limits(gigabytes=1), NOW)
    assert ids(await messages.latest(SERVER, 100))[0] == "03"


async def test_how_far_it_went_is_kept_for_those_who_fetch(
    messages: Messages, retention: Retention
) -> None:
    assert await retention.pruned_until(SERVER) == {}
    await fill(messages)
    await prune(retention, Limits(messages=4))
    assert await retention.pruned_until(SERVER) == {"loja": int(NOW - 5 * DAY - 9)}


async def test_all_of_one_instance(
    database: Database, messages: Messages, retention: Retention
) -> None:
    await fill(messages)
    await messages.add([message("other", instance="peças")])
    assert await retention.count(SERVER, "loja") == 10
    while await retention.wipe(SERVER, "loja", NOW):
        pass
    assert await retention.count(SERVER, "loja") == 0
    assert ids(await messages.latest(SERVER, 100)) == ["other"]
    assert await retention.pruned_until(SERVER) == {"loja": int(NOW)}
    await messages.index.catch_up()
    await database.run(check_index)


async def test_media_files_go_too(
    messages: Messages, retention: Retention, files: MediaFiles, tmp_path: Path
) -> None:
    await messages.add([message("A")])
    path = files.write(Attachment(key("A"), "image/png", b"aGk="))
    await messages.attach(key("A"), path)
    assert (tmp_path / "media" / path).exists()
    await prune(retention, Limits(messages=1))
    assert (tmp_path / "media" / path).exists()
    await retention.wipe(SERVER, "loja", NOW)
    assert not (tmp_path / "media" / path).exists()


async def test_unread_messages_that_go_are_unread_no_more(
    database: Database, messages: Messages, retention: Retention
) -> None:
    await fill(messages)
    await prune(retention, Limits(messages=4))
    assert (await Attention(database).of(SERVER))["loja"].unread == 4


async def test_compacting_gives_room_back(messages: Messages, retention: Retention) -> None:
    for batch in range(20):
        await messages.add([message(f"{batch}-{n}", "x" * 2000) for n in range(50)])
    full = await retention.size()
    while await retention.wipe(SERVER, "loja", NOW):
        pass
    await retention.compact()
    assert await retention.size() < full / 4
