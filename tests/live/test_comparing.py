"""What was let go of here on purpose, or never wanted, is neither counted nor read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from unittest.mock import AsyncMock

from evodesk.live.comparing import Comparing
from evodesk.live.fetching import Fetched
from evodesk.live.spans import AHEAD, BEFORE, OVERLAP, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from evodesk.live.fetching import Fetcher, HistoryApi

NOW = 1_760_000_000


class Server:
    """Ten messages more than we keep, whatever is asked."""

    def __init__(self) -> None:
        self.counted: list[Span] = []
        self.read: list[Span] = []

    def server_now(self) -> float:
        return NOW

    async def count(self, name: str, since: int, until: int) -> int:
        self.counted.append(Span(since, until))
        return 10

    async def fetch(self, name: str, span: Span) -> Fetched:
        self.read.append(span)
        return Fetched(10, ())

    async def first_sight(self, server: str, instance: str) -> float | None:
        return None

    async def expected(self, server: str, instance: str, since: int, until: int) -> int:
        return 0

    async def note_read(
        self, server: str, instance: str, since: int, until: int, stamps: Sequence[int]
    ) -> None:
        pass


def comparing(server: Server) -> Comparing:
    made = Comparing("srv", cast("HistoryApi", server), cast("Fetcher", server), server)
    made.pruned_until = {"a": NOW - 500}
    return made


async def test_a_span_begins_after_what_was_let_go_of() -> None:
    server = Server()
    assert await comparing(server).catch_up("a", Span(NOW - 900, NOW)) == 10
    assert server.counted == server.read == [Span(NOW - 499, NOW)]


async def test_a_span_of_which_nothing_is_kept_is_not_asked_for() -> None:
    server = Server()
    assert await comparing(server).catch_up("a", Span(NOW - 900, NOW - 500)) == 0
    assert server.counted == server.read == []


async def test_other_instances_are_read_whole() -> None:
    server = Server()
    await comparing(server).read("b", Span(NOW - 900, NOW))
    assert server.read == [Span(NOW - 900, NOW)]


async def test_what_is_older_than_the_first_sight_is_not_read_for_its_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server()
    monkeypatch.setattr(server, "first_sight", AsyncMock(return_value=NOW - 9000.0))
    assert await comparing(server).read_again("b", NOW - 7200.0, NOW - 30.0) == 20
    assert server.read == [
        Span(NOW - 9000, NOW - 7200 - OVERLAP - 1),
        Span(NOW - 30 - BEFORE, NOW + AHEAD),
    ]


async def test_what_was_let_go_of_is_not_read_for_its_changes() -> None:
    server = Server()
    assert await comparing(server).read_again("a", NOW - 7200.0, NOW - 30.0) == 10
    assert server.read == [Span(NOW - 499, NOW + AHEAD)]
