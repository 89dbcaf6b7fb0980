"""A filter finds exactly the messages that fit, newest arrival first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evodesk.domain.filter import MessageFilter, Period
from evodesk.domain.message import Kind, Media, Message, Source
from evodesk.store.adding import add
from evodesk.store.finding import Extent, Found, extent, find
from evodesk.store.indexing import index_chunk
from tests.store.making import SERVER, ids, message

if TYPE_CHECKING:
    from peewee import SqliteDatabase

    from evodesk.store.messages import Messages

DAY = 86_400


async def found(messages: Messages, wanted: MessageFilter | str) -> list[str]:
    wanted = MessageFilter(wanted) if isinstance(wanted, str) else wanted
    return ids((await messages.search(SERVER, wanted, 10)).rows)


class TestWords:
    async def test_case_and_accents_do_not_count(self, messages: Messages) -> None:
        await messages.add([message("A", "Qual o CÓDIGO?"), message("B", "nada")])
        for text in ("codigo", "CODIGO", "código", " Código "):
            assert await found(messages, text) == ["A"]

    async def test_the_beginning_of_a_word_is_enough(self, messages: Messages) -> None:
        await messages.add([message("A", "o orçamento"), message("B", "desorçamento")])
        assert await found(messages, "orca") == ["A"]
        assert await found(messages, '"orca"') == []

    async def test_all_words_must_occur_in_any_order(self, messages: Messages) -> None:
        await messages.add([message("A", "dois pneus novos"), message("B", "dois novos")])
        assert await found(messages, "pneu dois") == ["A"]

    async def test_a_phrase_in_quotes(self, messages: Messages) -> None:
        await messages.add([message("A", "dois pneus novos"), message("B", "pneus, dois novos")])
        assert await found(messages, '"dois pneus"') == ["A"]
        assert await found(messages, '"dois novos"') == ["B"]
        assert await found(messages, '"dois pneus') == ["A"]

    @pytest.mark.parametrize(
        "text",
        ["*", "a OR b", "NOT a", "a AND", "(a", "a)", "text:a", "a^", "NEAR(a b)", "-a", "'"],
    )
    async def test_nothing_typed_is_an_operator(self, messages: Messages, text: str) -> None:
        await messages.add([message("A", f"x {text} y"), message("B", "a")])
        assert await found(messages, text) == ([] if text in "*'" else ["A"]) or text in "-a a^ (a)"

    @pytest.mark.parametrize("text", ["", "  ", "\u0301", '"', '""', "%"])
    async def test_blank_finds_nothing(self, messages: Messages, text: str) -> None:
        await messages.add([message("A", f"x{text}y")])
        assert await found(messages, text) == []

    async def test_half_a_pair_is_no_error(self, messages: Messages) -> None:
        assert await found(messages, "a\ud83d") == []

    async def test_sender_and_file_name_are_searched_too(self, messages: Messages) -> None:
        file = message("B", "", kind=Kind.DOCUMENT, media=Media(file_name="Relatório.pdf"))
        await messages.add([message("A", sender_name="Élcio"), file])
        assert await found(messages, "elcio") == ["A"]
        assert await found(messages, "relatorio pdf") == ["B"]

    async def test_a_value_of_a_filter_is_no_word(self, messages: Messages) -> None:
        await messages.add([message("A")])
        assert await found(messages, "f0") == []


async def test_newest_arrivals_page_by_page(messages: Messages) -> None:
    await messages.add([message(str(n), at=100 - n) for n in range(5)])
    page = await messages.search(SERVER, MessageFilter("ola"), 3)
    assert (ids(page.rows), page.more) == (["2", "3", "4"], True)
    page = await messages.search(SERVER, MessageFilter("ola"), 3, below=page.rows[0].row)
    assert (ids(page.rows), page.more) == (["0", "1"], False)
    page = await messages.search(SERVER, MessageFilter("ola"), 2, above=page.rows[0].row)
    assert (ids(page.rows), page.more) == (["1", "2"], True)
    page = await messages.search(SERVER, MessageFilter("ola"), 3, above=page.rows[1].row)
    assert (ids(page.rows), page.more) == (["3", "4"], False)


async def test_other_servers_are_not_searched(messages: Messages) -> None:
    await messages.add([message("A")])
    wanted = MessageFilter("olá")
    assert await messages.search("s2", wanted, 10) == Found()
    assert await messages.extent("s2", wanted) == Extent()


async def test_the_extent_of_all_that_is_found(messages: Messages) -> None:
    await messages.add([message(str(n), "x" if n % 2 else "y", at=100 - n) for n in range(7)])
    await messages.search(SERVER, MessageFilter("x"), 1)
    assert await messages.extent(SERVER, MessageFilter("x")) == Extent(3, 95, 99)


SAMPLES = [
    message("in", at=10 * DAY),
    message("out", at=11 * DAY, from_me=True, source=Source.WEBSOCKET),
    message("photo", at=12 * DAY, kind=Kind.PHOTO, source=Source.BACKFILL),
    message("note", at=90 * DAY, kind=Kind.VIDEO_NOTE),
    message("other", at=11 * DAY, instance="peças, centro", chat="x@lid"),
]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (MessageFilter(instances=frozenset({"peças, centro"})), ["other"]),
        (MessageFilter(instances=frozenset({"loja", "peças, centro"})), "all"),
        (MessageFilter(is_sent=True), ["out"]),
        (MessageFilter(is_sent=False), ["in", "photo", "note", "other"]),
        (MessageFilter(kinds=frozenset({Kind.VIDEO_NOTE, Kind.PHOTO})), ["photo", "note"]),
        (MessageFilter(kinds=frozenset({Kind.VIDEO})), []),
        (MessageFilter(sources=frozenset({Source.WEBSOCKET, Source.BACKFILL})), ["out", "photo"]),
        (MessageFilter(with_media=True), ["photo", "note"]),
        (MessageFilter(with_media=True, kinds=frozenset({Kind.TEXT})), []),
        (MessageFilter(chat="x@lid"), ["other"]),
        (MessageFilter(period=Period(10 * DAY + 1, 12 * DAY)), ["out", "other"]),
        (MessageFilter(period=Period(10 * DAY, 12 * DAY + 1)), ["in", "out", "photo", "other"]),
        (MessageFilter(period=Period(0, 90 * DAY)), ["in", "out", "photo", "other"]),
        (MessageFilter(period=Period(-5, 2**62)), "all"),
        (MessageFilter("ola", is_sent=False, kinds=frozenset({Kind.PHOTO})), ["photo"]),
        (MessageFilter("ola", chat="nobody"), []),
    ],
)
async def test_filters(
    messages: Messages, wanted: MessageFilter, expected: list[str] | str
) -> None:
    await messages.add(SAMPLES)
    everything = [each.key.id for each in SAMPLES]
    assert await found(messages, wanted) == (everything if expected == "all" else expected)


names = st.sampled_from(["a", "b"])
filters = st.builds(
    MessageFilter,
    instances=st.frozensets(names),
    is_sent=st.sampled_from([None, True, False]),
    kinds=st.frozensets(st.sampled_from([Kind.TEXT, Kind.PHOTO])),
    sources=st.frozensets(st.sampled_from(list(Source))),
    chat=st.sampled_from(["", "x@lid", "y@g.us"]),
    period=st.none() | st.builds(Period, st.integers(-5, 300 * DAY), st.integers(-5, 300 * DAY)),
)
samples = st.lists(
    st.builds(
        message,
        id=st.integers(0, 10**6).map(str),
        at=st.integers(-5, 300 * DAY),
        from_me=st.booleans(),
        instance=names,
        kind=st.sampled_from([Kind.TEXT, Kind.PHOTO]),
        source=st.sampled_from(list(Source)),
        chat=st.sampled_from(["x@lid", "y@g.us"]),
    ),
    max_size=12,
)


def fits(each: Message, wanted: MessageFilter) -> bool:
    period = wanted.period
    return (
        (not wanted.instances or each.key.instance in wanted.instances)
        and wanted.is_sent in (None, each.key.from_me)
        and (not wanted.kinds or each.kind in wanted.kinds)
        and (not wanted.sources or each.source in wanted.sources)
        and wanted.chat in ("", each.chat)
        and (period is None or period.since <= each.timestamp < period.until)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(samples, filters)
def test_the_index_agrees_with_looking_at_each(
    memory: SqliteDatabase, sent: list[Message], wanted: MessageFilter
) -> None:
    memory.execute_sql("DELETE FROM message")  # type: ignore[no-untyped-call]
    memory.execute_sql("UPDATE indexed SET up_to = 0, placed = 0")  # type: ignore[no-untyped-call]
    memory.execute_sql("INSERT INTO message_index (message_index) VALUES ('rebuild')")  # type: ignore[no-untyped-call]
    stored = add(memory, sent, now=0).new
    index_chunk(memory, 10**9)
    expected = [one for one in stored if fits(one.message, wanted)] if not wanted.is_blank else []
    assert list(find(memory, SERVER, wanted, 100).rows) == expected
    assert extent(memory, SERVER, wanted).count == len(expected)
