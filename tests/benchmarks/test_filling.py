"""What is made up looks to the store like what was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.filter import MessageFilter
from evodesk.store.database import Database
from evodesk.store.messages import Messages
from tests.benchmarks.filling import (
    COMMON,
    NEVER,
    PHRASE,
    PREFIX,
    RARE_EVERY,
    RARE_INSTANCE,
    SERVER,
    fill,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = 2 * RARE_EVERY


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file: Path = tmp_path_factory.mktemp("filled") / "evodesk.db"
    fill(file, ROWS)
    opened = Database.open(file)
    yield opened
    opened.close()


async def test_all_are_counted_and_indexed(database: Database) -> None:
    messages = Messages(database)
    assert (await messages.counts(SERVER)).stored == ROWS
    wanted = MessageFilter(instances=frozenset({RARE_INSTANCE}))
    found = await messages.search(SERVER, wanted, 10)
    assert (len(found.rows), found.is_complete) == (ROWS // RARE_EVERY, True)


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (MessageFilter(COMMON), 3333),
        (MessageFilter(PREFIX), 3333),
        (MessageFilter(PHRASE), 102),
        (MessageFilter(NEVER), 0),
        (MessageFilter(COMMON, frozenset({RARE_INSTANCE})), 1),
    ],
)
async def test_words_are_as_frequent_as_told(
    database: Database, wanted: MessageFilter, number: int
) -> None:
    extent = await Messages(database).extent(SERVER, wanted)
    assert extent.count == pytest.approx(number, rel=0.3)
