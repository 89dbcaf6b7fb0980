"""A search in the feed's place: asked for by text and filters, answered, and left again."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from evodesk.domain.filter import MessageFilter, Period
from evodesk.domain.message import Kind, Source
from evodesk.ui.blank import Blank
from evodesk.ui.dates_sheet import DatesSheet
from evodesk.ui.day_field import DayField
from evodesk.ui.feed_table import ROWS_MOST, FeedTable
from evodesk.ui.filter_bar import FilterBar
from evodesk.ui.results_bar import ResultsBar
from evodesk.ui.search_field import SearchField
from evodesk.ui.texts import day_span
from tests.ui.finding import find, one, texts
from tests.ui.sample_messages import at, design_rows, plain

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.feed_pane import FeedPane


def field(pane: FeedPane) -> SearchField:
    found = pane.findChild(SearchField, "search.feed")
    assert isinstance(found, SearchField)
    return found


def search(pane: FeedPane, text: str) -> None:
    """With Enter, so that no test waits for the pause in typing."""
    field(pane).insert(text)
    QTest.keyClick(field(pane), Qt.Key.Key_Return)


class Sizes(QObject):
    """Notes each size that a widget is given from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen: list[QSize] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.seen.append(event.size())
        return False


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_search_is_asked_for_after_typing_rested(pane: FeedPane, qtbot: QtBot) -> None:
    pane.show_latest(design_rows())
    asked: list[MessageFilter] = []
    pane.search.wanted.connect(asked.append)
    with qtbot.waitSignal(pane.search.wanted):
        QTest.keyClicks(field(pane), "orca")
    assert asked == [MessageFilter("orca")]


def test_results_replace_the_feed_and_esc_returns_to_the_same_place(
    pane: FeedPane, qtbot: QtBot
) -> None:
    pane.show_latest([plain(row) for row in range(100)])
    feed = one(pane, FeedTable)
    assert isinstance(feed, FeedTable)
    feed.verticalScrollBar().setValue(777)
    search(pane, "orçamento")
    pane.search.show_results(MessageFilter("orçamento"), design_rows(), True)
    assert one(pane, FeedTable) is not feed
    pane.search.show_extent(MessageFilter("orçamento"), 1400, at("09:00", 23), at("09:00", 22))
    told = "1,400 found 22/11/2026 to 23/11/2026"
    qtbot.waitUntil(lambda: told in texts(one(pane, ResultsBar)))
    pane.add([plain(200)])
    left: list[MessageFilter] = []
    pane.search.wanted.connect(left.append)
    QTest.keyClick(field(pane), Qt.Key.Key_Escape)
    assert left == [MessageFilter()]
    assert one(pane, FeedTable) is feed
    assert feed.verticalScrollBar().value() == 777


def test_the_filters_stand_still_when_the_results_come(pane: FeedPane) -> None:
    pane.show_latest([plain(row) for row in range(1, 101)])
    search(pane, "mensagem")
    sizes = Sizes(one(pane, FilterBar))
    pane.search.show_results(pane.search.shown, [plain(1)], False)
    assert one(pane, ResultsBar).height() > 0
    assert not sizes.seen


def test_a_late_answer_to_another_search_is_ignored(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    search(pane, "novo")
    feed = one(pane, FeedTable)
    pane.search.show_results(MessageFilter("velho"), design_rows(), False)
    assert one(pane, FeedTable) is feed
    pane.search.leave()
    pane.search.show_results(MessageFilter("novo"), design_rows(), False)
    assert one(pane, FeedTable) is feed


def test_only_a_slow_search_is_told_of(pane: FeedPane, qtbot: QtBot) -> None:
    pane.show_latest([plain(1)])
    bar = pane.findChildren(ResultsBar)[0]
    search(pane, "novo")
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    assert "Searching…" in texts(bar)
    pane.search.show_results(MessageFilter("novo"), [plain(2)], False)
    search(pane, "s")
    qtbot.wait(100)
    pane.search.show_results(MessageFilter("novos"), [plain(2)], False)
    qtbot.wait(150)
    assert "1 found" in texts(bar)
    pane.search.leave()
    assert not bar.isVisible()


def test_new_rows_do_not_answer_a_search(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    search(pane, "novo")
    pane.add([plain(2)])
    assert not [blank for blank in pane.findChildren(Blank) if blank.isVisible()]


def pick(pane: FeedPane, key: str, words: str) -> None:
    """One entry of a filter's menu, as a click on it does."""
    menu = find(pane, QAbstractButton, f"filter.{key}").findChildren(QMenu)[0]
    next(action for action in menu.actions() if action.text() == words).trigger()


def button_words(pane: FeedPane, key: str) -> str:
    return find(pane, QAbstractButton, f"filter.{key}").accessibleName()


def test_filters_are_seen_while_the_search_is_in_use(pane: FeedPane) -> None:
    assert not find(pane, QAbstractButton, "filter.kind").isVisible()
    field(pane).insert("o")
    assert find(pane, QAbstractButton, "filter.kind").isVisible()
    assert find(pane, QAbstractButton, "filter.kind").height() >= 28


def test_filters_are_reached_by_the_keyboard(pane: FeedPane, qtbot: QtBot) -> None:
    pane.window().activateWindow()
    pane.focus_search()
    qtbot.waitUntil(field(pane).hasFocus)
    QTest.keyClick(field(pane), Qt.Key.Key_Tab)
    while not find(pane, QAbstractButton, "filter.instance").hasFocus():
        focused = pane.focusWidget()
        assert focused not in (None, field(pane))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    QTest.keyClick(find(pane, QAbstractButton, "filter.instance"), Qt.Key.Key_Escape)
    assert not find(pane, QAbstractButton, "filter.instance").isVisible()


def test_tab_passes_the_search_by(pane: FeedPane, qtbot: QtBot) -> None:
    pane.window().activateWindow()
    field(pane).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(field(pane).hasFocus)
    assert find(pane, QAbstractButton, "btn.pause").isVisible()


def test_filters_alone_are_a_search(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    asked: list[MessageFilter] = []
    pane.search.wanted.connect(asked.append)
    pick(pane, "kind", "Photo")
    pick(pane, "kind", "Video")
    pick(pane, "direction", "Sent")
    pick(pane, "direction", "Received")
    kinds = frozenset({Kind.PHOTO, Kind.VIDEO})
    assert asked[1] == MessageFilter(kinds=kinds)
    assert asked[-1] == MessageFilter(kinds=kinds, is_sent=False)
    assert button_words(pane, "kind") == "Type: 2 types"
    assert button_words(pane, "direction") == "Direction: Received"
    pick(pane, "direction", "All")
    assert asked[-1] == MessageFilter(kinds=kinds)
    assert button_words(pane, "direction") == "Direction"
    pane.search.leave()
    assert asked[-1] == MessageFilter()
    assert button_words(pane, "kind") == "Type"
    assert not find(pane, QAbstractButton, "filter.kind").isVisible()


def test_every_filter_reaches_the_search(pane: FeedPane) -> None:
    search(pane, "oi")
    pick(pane, "instance", "Oficina · Balcão")
    pick(pane, "period", "Today")
    pick(pane, "more", "Unread")
    pick(pane, "more", "With media")
    pick(pane, "more", "Recovered")
    wanted = pane.search.shown
    assert wanted.period is not None
    assert wanted.period.until - wanted.period.since in (23 * 3600, 24 * 3600, 25 * 3600)
    assert replace(wanted, period=None) == MessageFilter(
        "oi",
        frozenset({"oficina_balcao"}),
        sources=frozenset({Source.BACKFILL}),
        unread=True,
        with_media=True,
    )


def test_chosen_dates_are_a_period_that_is_offered_again(pane: FeedPane) -> None:
    search(pane, "oi")
    pick(pane, "period", "Choose dates…")
    assert pane.search.shown == MessageFilter("oi")
    sheet = find(pane, DatesSheet, "sheet.dates")
    find(sheet, DayField, "dates.first").setDate(QDate(2026, 3, 12))
    find(sheet, DayField, "dates.last").setDate(QDate(2026, 3, 15))
    find(sheet, QPushButton, "btn.go").click()
    begin, end = (int(datetime(2026, 3, day).timestamp()) for day in (12, 16))
    assert pane.search.shown == MessageFilter("oi", period=Period(begin, end))
    span = day_span(time.time(), Period(begin, end))
    assert button_words(pane, "period") == f"Period: {span}"
    pick(pane, "period", "Today")
    pick(pane, "period", span)
    assert pane.search.shown.period == Period(begin, end)
    pane.search.leave()
    assert button_words(pane, "period") == "Period"


def test_nothing_found_offers_to_clear_the_filters(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    search(pane, "embreagem")
    pick(pane, "direction", "Sent")
    pane.search.show_results(pane.search.shown, (), False)
    blank = one(pane, Blank)
    assert "Nothing with “embreagem”" in texts(blank)
    click(blank.findChildren(QPushButton)[0])
    assert pane.search.shown == MessageFilter("embreagem")


def test_older_results_are_asked_for_near_the_top(pane: FeedPane) -> None:
    search(pane, "mensagem")
    asked: list[tuple[MessageFilter, StoredMessage]] = []
    pane.search.older_wanted.connect(lambda wanted, first: asked.append((wanted, first)))
    pane.search.show_results(pane.search.shown, [plain(row) for row in range(101, 201)], True)
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    table.verticalScrollBar().setValue(0)
    assert asked == [(MessageFilter("mensagem"), plain(101))]
    pane.search.rows.show_older(plain(101), [plain(row) for row in range(1, 101)], False)
    assert table.model().rowCount() == 200


def test_results_let_go_of_rows_and_ask_for_them_again(pane: FeedPane) -> None:
    search(pane, "mensagem")
    pane.search.show_results(pane.search.shown, [plain(row) for row in range(2901, 3001)], True)
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    later: list[tuple[MessageFilter, StoredMessage]] = []
    pane.search.newer_wanted.connect(lambda wanted, last: later.append((wanted, last)))
    for first in (2901, 1401):
        table.verticalScrollBar().setValue(0)
        pane.search.rows.show_older(
            plain(first), [plain(row) for row in range(first - 1500, first)], True
        )
    assert table.model().rowCount() == ROWS_MOST
    assert not later
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert later == [(MessageFilter("mensagem"), plain(2900))]
    pane.search.rows.show_newer(plain(2900), [plain(row) for row in range(2901, 3001)], False)
    assert later == [(MessageFilter("mensagem"), plain(2900))]
    assert table.model().rowCount() == ROWS_MOST


def test_the_end_of_results_that_were_let_go_is_searched_again(pane: FeedPane) -> None:
    search(pane, "mensagem")
    pane.search.show_results(pane.search.shown, [plain(row) for row in range(2901, 3001)], True)
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    for first in (2901, 1401):
        table.verticalScrollBar().setValue(0)
        pane.search.rows.show_older(
            plain(first), [plain(row) for row in range(first - 1500, first)], True
        )
    again: list[MessageFilter] = []
    pane.search.wanted.connect(again.append)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert again == [MessageFilter("mensagem")]
    pane.search.show_results(pane.search.shown, [plain(row) for row in range(2901, 3001)], True)
    assert table.at_end


def test_changes_reach_feed_and_results(pane: FeedPane) -> None:
    first = plain(1)
    pane.show_latest([first])
    search(pane, "mensagem")
    pane.search.show_results(MessageFilter("mensagem"), [first], False)
    edited: StoredMessage = replace(first, message=first.message._replace(text="outra"))
    pane.change([edited])
    for name in ("feed", "results"):
        model = find(pane, FeedTable, name).model()
        assert "outra" in str(model.data(model.index(0, 0)))
