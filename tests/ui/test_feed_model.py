from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from evodesk.domain.contact import Contact
from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.ui import feed_model, gap_words
from evodesk.ui.feed_model import FeedModel
from tests.ui.sample_messages import TITLES, at, message, plain

if TYPE_CHECKING:
    import pytest

    from evodesk.domain.message import StoredMessage

Batches = list[list[int]]
_BATCHES: st.SearchStrategy[Batches] = st.lists(
    st.lists(st.integers(1, 40), max_size=12), max_size=6
)


def shown(model: FeedModel) -> list[StoredMessage]:
    return [model.message(row) for row in range(model.rowCount())]


@given(_BATCHES)
def test_rows_stand_in_order_of_time_whatever_came_first(batches: Batches) -> None:
    model = FeedModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    wanted: dict[int, StoredMessage] = {}
    for batch in batches:
        # A row never changes its time.
        rows = [plain(row, 1000 + row * 7 % 5) for row in batch]
        model.add(rows)
        wanted |= {stored.row: stored for stored in rows}
    expected = sorted(wanted.values(), key=lambda one: (one.message.timestamp, one.row))
    assert shown(model) == expected
    assert [model.position(stored) for stored in expected] == list(range(len(expected)))
    del tester


def test_a_batch_at_the_end_is_one_signal(qapp: object) -> None:
    model = FeedModel()
    model.show([plain(1)])
    spy = QSignalSpy(model.rowsInserted)
    model.add([plain(row) for row in range(2, 52)])
    assert spy.count() == 1


def test_runs_in_the_middle_are_one_signal_each() -> None:
    model = FeedModel()
    model.show([plain(10), plain(20)])
    spy = QSignalSpy(model.rowsInserted)
    model.add([plain(row) for row in (1, 2, 11, 12, 21)])
    assert spy.count() == 3
    assert [stored.row for stored in shown(model)] == [1, 2, 10, 11, 12, 20, 21]


def test_one_that_is_here_already_is_changed_not_doubled() -> None:
    model = FeedModel()
    model.show([plain(1), plain(2)])
    again = replace(plain(2), repeats=1)
    model.add([again, plain(3), plain(3)])
    assert shown(model) == [plain(1), again, plain(3)]


def test_a_batch_that_is_half_here_is_one_change_and_one_insert() -> None:
    model = FeedModel()
    model.show([plain(row) for row in range(1, 9)])
    changed, inserted = QSignalSpy(model.dataChanged), QSignalSpy(model.rowsInserted)
    model.add([plain(row) for row in range(5, 13)])
    assert (changed.count(), inserted.count()) == (1, 1)
    assert [stored.row for stored in shown(model)] == list(range(1, 13))


def test_changes_are_told_once_and_unknown_rows_are_ignored() -> None:
    model = FeedModel()
    model.show([plain(row) for row in range(1, 9)])
    before = model.words(2).text
    edited = replace(plain(3), message=plain(3).message._replace(text="outra"))
    spy = QSignalSpy(model.dataChanged)
    model.change([edited, plain(5), plain(99)])
    assert (before, model.words(2).text) == ("mensagem 3", "outra")
    assert spy.count() == 1
    assert (spy.at(0)[0].row(), spy.at(0)[1].row()) == (2, 4)


def test_results_stand_in_order_of_arrival() -> None:
    model = FeedModel(by_arrival=True)
    model.show([plain(2, 100), plain(1, 200)])
    assert [stored.row for stored in shown(model)] == [1, 2]


def test_a_name_learnt_later_reaches_the_rows_that_are_shown() -> None:
    model = FeedModel()
    made = message("oi", from_me=True, timestamp=1)
    model.show([replace(plain(1), message=made)])
    assert model.words(0).name == "+55 11 95550-1432"
    spy = QSignalSpy(model.dataChanged)
    contact = Contact(made.key.instance, made.chat, "Rogério Menezes")
    model.set_people({contact.key: contact})
    assert model.words(0).name == "Rogério Menezes"
    assert spy.count() == 1


def test_titles_replace_instance_names() -> None:
    model = FeedModel()
    model.show([plain(1)])
    assert model.words(0).tag == "oficina_balcao"
    model.set_titles(TITLES)
    assert model.words(0).tag == "Oficina · Balcão"


def test_a_day_begins_where_the_row_above_is_of_another() -> None:
    model = FeedModel()
    model.show([plain(1, at("23:58", 22)), plain(2, at("07:31")), plain(3, at("07:32"))])
    assert [model.starts_day(row) for row in range(3)] == [False, True, False]


def test_a_strangers_markup_stays_text_in_the_tooltip() -> None:
    model = FeedModel()
    model.show([replace(plain(1), message=message("<img src=x> & b\nfim", name="<b>"))])
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=x&gt; &amp; b<br>fim" in tip
    assert "<b>" not in tip


def test_screen_readers_get_the_whole_row() -> None:
    model = FeedModel()
    model.show([plain(1)])
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == model.words(0).accessible


def test_only_gaps_that_are_shown_are_put_into_words(monkeypatch: pytest.MonkeyPatch) -> None:
    worded: list[int | None] = []

    def noting(gap: Gap) -> str:
        worded.append(gap.first_row)
        return gap_words.mark(gap)

    monkeypatch.setattr(feed_model, "mark", noting)
    model = FeedModel()
    model.show([plain(3), plain(4)])
    gaps = [
        Gap(str(row), "srv", "a", Cause.SLEEP, 0.0, 60.0, GapState.FILLED, 5, row)
        for row in range(500)
    ]
    model.set_gaps(gaps)
    model.set_gaps(gaps)
    model.words(0)
    assert worded == [3]
