from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.domain.message import Source
from evodesk.ui import feed_table
from evodesk.ui.day_bar import DayBar
from evodesk.ui.feed_table import FeedTable
from evodesk.ui.feed_view import FeedView
from evodesk.ui.new_pill import NewPill
from tests.ui.sample_messages import at, design_rows, plain

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance

_ROW = 56
"""The offscreen platform says so of every window; no other warning is let through."""


@pytest.fixture
def view(appearance: Appearance, qtbot: QtBot) -> FeedView:
    view = FeedView(appearance)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def table(view: FeedView) -> FeedTable:
    found = view.findChild(FeedTable, "feed")
    assert isinstance(found, FeedTable)
    return found


def pill(view: FeedView) -> NewPill:
    found = view.findChild(NewPill, "pill.new")
    assert isinstance(found, NewPill)
    return found


def rows(first: int, last: int) -> list[StoredMessage]:
    return [plain(row) for row in range(first, last + 1)]


def scroll(view: FeedView, to: int) -> None:
    table(view).verticalScrollBar().setValue(to)


def place(view: FeedView) -> tuple[int, int]:
    """Store row of the first visible one and by how much it is cut."""
    value = table(view).verticalScrollBar().value()
    index = table(view).indexAt(QPoint(5, 1))
    model = table(view).model()
    text = str(model.data(index))
    return int(text.rsplit(" ", 1)[1]), value % _ROW


def test_the_newest_rows_are_in_view_and_stay_in_view(view: FeedView) -> None:
    view.show_rows(rows(1, 100))
    assert table(view).at_end
    view.add(rows(101, 150))
    assert table(view).at_end
    assert pill(view).isHidden()


def test_reading_further_up_is_not_disturbed(view: FeedView) -> None:
    view.show_rows(rows(1, 100))
    scroll(view, 30 * _ROW + 17)
    before = place(view)
    view.add(rows(101, 112))
    assert place(view) == before
    assert pill(view).isVisible()
    assert pill(view).text() == "12 new"


def test_older_rows_come_in_above_without_a_jump(view: FeedView) -> None:
    view.show_rows(rows(101, 200))
    scroll(view, 3 * _ROW + 5)
    before = place(view)
    view.show_older(plain(101), rows(1, 100), more=True)
    assert place(view) == before == (104, 5)
    assert pill(view).isHidden()


def test_recovered_rows_in_the_middle_do_not_move_what_is_read(view: FeedView) -> None:
    view.show_rows([plain(row) for row in range(2, 200, 2)])
    scroll(view, 50 * _ROW + 9)
    before = place(view)
    view.add([plain(row) for row in range(1, 60, 2)])
    assert place(view) == before
    assert pill(view).isHidden()


def test_the_pill_goes_to_the_end(view: FeedView, qtbot: QtBot) -> None:
    view.show_rows(rows(1, 100))
    scroll(view, 0)
    view.add(rows(101, 103))
    QTest.mouseClick(pill(view), Qt.MouseButton.LeftButton)
    assert table(view).at_end
    assert pill(view).isHidden()


def test_the_end_key_goes_to_the_end(view: FeedView, qtbot: QtBot) -> None:
    view.show_rows(rows(1, 100))
    scroll(view, 0)
    view.add(rows(101, 103))
    QTest.keyClick(table(view), Qt.Key.Key_End)
    assert table(view).following
    assert pill(view).isHidden()


def test_held_rows_stay_even_at_the_end(view: FeedView) -> None:
    view.show_rows(rows(1, 100))
    view.set_held(True)
    before = place(view)
    view.add(rows(101, 104))
    assert place(view) == before
    assert pill(view).text() == "4 new"
    view.set_held(False)
    assert table(view).at_end
    assert pill(view).isHidden()


def test_the_window_growing_keeps_the_end_in_view(view: FeedView) -> None:
    view.show_rows(rows(1, 100))
    for height in (300, 700, 250):
        view.resize(500, height)
        assert table(view).at_end


def test_older_rows_are_asked_for_once(view: FeedView) -> None:
    asked: list[StoredMessage] = []
    view.older_wanted.connect(asked.append)
    view.show_rows(rows(101, 200))
    assert asked == []
    scroll(view, 2 * _ROW)
    scroll(view, 0)
    assert [stored.row for stored in asked] == [101]
    view.show_older(plain(101), (), more=True)
    assert len(asked) == 1
    scroll(view, 1)
    assert len(asked) == 2
    view.show_older(plain(101), rows(91, 100), more=False)
    scroll(view, 0)
    assert len(asked) == 2


class Window:
    """Scrolls over rows 1 to `last`, of which the view holds a part."""

    def __init__(self, view: FeedView, last: int) -> None:
        self.view, self.last = view, last
        view.older_wanted.connect(self._older)
        view.newer_wanted.connect(self._newer)
        view.newest_wanted.connect(self._newest)

    def _older(self, first: StoredMessage) -> None:
        begin = max(1, first.row - 50)
        self.view.show_older(first, rows(begin, first.row - 1), begin > 1)

    def _newer(self, last: StoredMessage) -> None:
        end = min(self.last, last.row + 50)
        self.view.show_newer(last, rows(last.row + 1, end), end < self.last)

    def _newest(self) -> None:
        self.view.show_rows(rows(self.last - 49, self.last))


def held_rows(view: FeedView) -> list[int]:
    model = table(view).model()
    return [int(str(model.data(model.index(at, 0))).rsplit(" ", 1)[1]) for at in range(view.count)]


def test_a_long_way_up_and_down_again_holds_few_rows(
    view: FeedView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_table, "ROWS_MOST", 120)
    window = Window(view, 1000)
    view.show_rows(rows(951, 1000))
    for _ in range(100):
        scroll(view, 0)
    assert place(view) == (1, 0)
    assert view.count <= 120
    assert held_rows(view) == list(range(1, view.count + 1))
    for _ in range(100):
        scroll(view, table(view).verticalScrollBar().maximum())
    assert held_rows(view) == list(range(window.last + 1 - view.count, window.last + 1))
    assert table(view).at_end
    assert view.count <= 120


def test_what_comes_in_beyond_the_window_is_counted_and_found_at_the_end(
    view: FeedView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_table, "ROWS_MOST", 120)
    window = Window(view, 1000)
    view.show_around(400, [plain(row, row) for row in range(350, 450)], True, True)
    assert pill(view).isHidden()
    before, held = place(view), held_rows(view)
    window.last = 1003
    view.add([plain(row, 2_000_000_000 + row) for row in range(1001, 1004)])
    assert (place(view), held_rows(view)) == (before, held)
    assert pill(view).text() == "3 new"
    QTest.keyClick(table(view), Qt.Key.Key_End)
    assert held_rows(view)[-1] == 1003
    assert table(view).at_end
    assert pill(view).isHidden()


def test_a_day_begins_at_the_top_and_what_is_older_stays_above(view: FeedView) -> None:
    view.show_around(400, [plain(row, row) for row in range(350, 450)], True, True)
    assert place(view) == (400, 0)
    assert not table(view).following


def test_old_rows_that_come_in_above_the_window_wait_for_their_page(view: FeedView) -> None:
    view.show_around(400, [plain(row, row) for row in range(350, 450)], True, True)
    view.add([plain(1, 1), plain(500, 380)])
    assert sorted(held_rows(view)) == [*range(350, 450), 500]
    assert pill(view).isHidden()


def test_what_comes_in_while_the_newest_are_read_is_not_lost(view: FeedView) -> None:
    view.expect()
    view.add(rows(11, 12))
    view.show_rows(rows(1, 10))
    assert held_rows(view) == list(range(1, 13))


def test_following_a_burst_lets_go_of_rows_above(
    view: FeedView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_table, "ROWS_MOST", 120)
    view.show_rows(rows(1, 100))
    view.add(rows(101, 400))
    assert held_rows(view) == list(range(281, 401))
    assert table(view).following


def test_a_page_for_rows_that_are_gone_changes_nothing(view: FeedView) -> None:
    view.show_rows(rows(101, 200))
    view.show_older(plain(50), rows(1, 49), more=True)
    view.show_newer(plain(60), rows(61, 70), more=True)
    assert held_rows(view) == list(range(101, 201))


def test_a_page_that_does_not_fill_the_view_asks_for_more(view: FeedView) -> None:
    asked: list[StoredMessage] = []
    view.older_wanted.connect(asked.append)
    view.show_rows(rows(5, 6))
    assert [stored.row for stored in asked] == [5]


def test_the_day_bar_names_the_day_of_the_first_visible_row(view: FeedView) -> None:
    bar = view.findChild(DayBar)
    assert isinstance(bar, DayBar)
    view.show_rows([plain(row, at("10:00", 21 + row // 50) + row) for row in range(100)])
    assert bar.text.endswith("22/11/2026")
    scroll(view, 0)
    assert bar.text.endswith("21/11/2026")
    view.show_rows(())
    assert bar.text == ""


def test_a_click_and_enter_choose_a_message(view: FeedView, qtbot: QtBot) -> None:
    chosen: list[StoredMessage] = []
    view.message_selected.connect(chosen.append)
    view.show_rows(rows(1, 4))
    QTest.mouseClick(table(view).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, _ROW + 5))
    QTest.keyClick(table(view), Qt.Key.Key_Down)
    assert [stored.row for stored in chosen] == [2]
    QTest.keyClick(table(view), Qt.Key.Key_Return)
    view.step(-1)
    view.step(-5)
    assert [stored.row for stored in chosen] == [2, 3, 2]


def test_keys_copy_text_and_json(view: FeedView, qtbot: QtBot) -> None:
    view.show_rows(design_rows())
    view.step(3)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(view.copied):
        QTest.keyClick(table(view), Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "Bom dia! Meu Corolla já saiu do elevador?"
    with qtbot.waitSignal(view.copied):
        QTest.keyClick(table(view), Qt.Key.Key_C, control | shift)
    assert QGuiApplication.clipboard().text() == design_rows()[2].message.raw


def test_a_deleted_message_gives_its_sentence(view: FeedView, qtbot: QtBot) -> None:
    view.show_rows(design_rows())
    view.step(11)
    QTest.keyClick(table(view), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Message deleted by the contact"


def test_the_context_menu_copies_the_row_under_it(view: FeedView, qtbot: QtBot) -> None:
    view.show_rows(design_rows())
    table(view).menu_wanted.emit(design_rows()[2], QPoint(0, 0))
    menu = view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        *("Copy text", "Copy JSON"),
        "Show conversation",
    ]
    with qtbot.waitSignal(view.copied):
        menu.actions()[1].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == design_rows()[2].message.raw


def test_density_keeps_the_first_row(view: FeedView) -> None:
    view.show_rows(rows(1, 100))
    scroll(view, 20 * _ROW)
    view.set_compact(True)
    assert table(view).indexAt(QPoint(5, 1)).row() == 20
    assert table(view).rowHeight(0) == 36


def test_the_keyboard_begins_at_what_is_in_view(view: FeedView) -> None:
    view.show_rows(rows(1, 100))
    view.focus_rows()
    QTest.keyClick(table(view), Qt.Key.Key_Up)
    assert table(view).currentIndex().row() >= 98
    assert table(view).at_end


def test_recovered_rows_are_not_counted_as_new(view: FeedView) -> None:
    view.show_rows(rows(1, 100))
    table(view).verticalScrollBar().setValue(0)
    recovered = [
        replace(row, message=row.message._replace(source=Source.BACKFILL)) for row in rows(101, 110)
    ]
    view.add(recovered)
    assert pill(view).isHidden()
    view.add(rows(111, 112))
    assert pill(view).text() == "2 new"


def test_the_first_row_that_filled_a_gap_is_marked(view: FeedView) -> None:
    recovered = [
        replace(row, message=row.message._replace(source=Source.BACKFILL)) for row in rows(1, 3)
    ]
    view.show_rows(recovered)
    at = [row.row for row in recovered]
    gap = Gap("g", "srv", "a", Cause.SLEEP, 0.0, 60.0, GapState.FILLED, 3, at[0])
    view.set_gaps((gap,))
    model = table(view).model()
    spoken = [model.index(place, 0).data() for place in range(3)]
    assert "3 recovered, " in spoken[0]
    assert all("recovered" in each and "3 recovered" not in each for each in spoken[1:])
