from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QPushButton, QWidget

from evodesk.domain.filter import MessageFilter, Period
from evodesk.domain.message import Kind, Source
from evodesk.domain.status import ServerState
from evodesk.errors import Damaged, DiskFull, NotWritable, StoreError
from evodesk.ui.blank import Blank
from evodesk.ui.dates_sheet import DatesSheet
from evodesk.ui.day_field import DayField
from evodesk.ui.feed_pane import FeedPane
from evodesk.ui.feed_table import ROWS_MOST, FeedTable
from evodesk.ui.filter_bar import FilterBar
from evodesk.ui.offline_bar import OfflineBar
from evodesk.ui.results_bar import ResultsBar
from evodesk.ui.search_field import SearchField
from evodesk.ui.store_bar import StoreBar
from evodesk.ui.stream_word import Flow, StreamWord
from evodesk.ui.texts import day_span
from evodesk.ui.toast import Toast, ToastStack
from tests.ui.finding import find
from tests.ui.sample_messages import TITLES, at, design_rows, plain
from tests.ui.samples import server_status

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.appearance import Appearance

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def pane(appearance: Appearance, qtbot: QtBot) -> FeedPane:
    pane = FeedPane(appearance)
    qtbot.addWidget(pane)
    pane.set_titles(TITLES)
    pane.resize(560, 500)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def field(pane: FeedPane) -> SearchField:
    found = pane.findChild(SearchField, "search.feed")
    assert isinstance(found, SearchField)
    return found


def button(pane: QWidget, name: str) -> QAbstractButton:
    found = pane.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def one(pane: FeedPane, kind: type[QWidget]) -> QWidget:
    found = [widget for widget in pane.findChildren(kind) if widget.isVisible()]
    assert len(found) == 1
    return found[0]


def is_paused(pane: FeedPane) -> bool:
    return pane.paused


def flow(pane: FeedPane) -> Flow:
    word = one(pane, StreamWord)
    assert isinstance(word, StreamWord)
    return word.flow


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


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


def test_nothing_is_claimed_before_the_first_page(pane: FeedPane) -> None:
    assert not [blank for blank in pane.findChildren(Blank) if blank.isVisible()]
    pane.show_latest(())
    assert "No messages yet" in texts(one(pane, Blank))
    pane.add([plain(1)])
    assert isinstance(one(pane, FeedTable), FeedTable)


def test_pause_by_button_and_by_space(pane: FeedPane) -> None:
    pane.show_latest([plain(row) for row in range(50)])
    pane.show_stream_word(Flow.LIVE)
    click(button(pane, "btn.pause"))
    assert is_paused(pane)
    assert flow(pane) is Flow.PAUSED
    assert button(pane, "btn.pause").accessibleName() == "Continue"
    pane.add([plain(60), plain(61)])
    assert pane.unseen == 2
    QTest.keyClick(one(pane, FeedTable), Qt.Key.Key_Space)
    assert not is_paused(pane)
    assert flow(pane) is Flow.LIVE
    assert pane.unseen == 0
    assert not button(pane, "btn.pause").isChecked()


def test_a_search_is_asked_for_after_typing_rested(pane: FeedPane, qtbot: QtBot) -> None:
    pane.show_latest(design_rows())
    asked: list[MessageFilter] = []
    pane.search_wanted.connect(asked.append)
    with qtbot.waitSignal(pane.search_wanted):
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
    pane.show_results(MessageFilter("orçamento"), design_rows(), True)
    assert one(pane, FeedTable) is not feed
    pane.show_extent(MessageFilter("orçamento"), 1400, at("09:00", 23), at("09:00", 22))
    told = "1,400 found 22/11/2026 to 23/11/2026"
    qtbot.waitUntil(lambda: told in texts(one(pane, ResultsBar)))
    pane.add([plain(200)])
    left: list[MessageFilter] = []
    pane.search_wanted.connect(left.append)
    QTest.keyClick(field(pane), Qt.Key.Key_Escape)
    assert left == [MessageFilter()]
    assert one(pane, FeedTable) is feed
    assert feed.verticalScrollBar().value() == 777


def test_the_filters_stand_still_when_the_results_come(pane: FeedPane) -> None:
    pane.show_latest([plain(row) for row in range(1, 101)])
    search(pane, "mensagem")
    sizes = Sizes(one(pane, FilterBar))
    pane.show_results(pane.shown, [plain(1)], False)
    assert one(pane, ResultsBar).height() > 0
    assert not sizes.seen


def test_a_late_answer_to_another_search_is_ignored(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    search(pane, "novo")
    feed = one(pane, FeedTable)
    pane.show_results(MessageFilter("velho"), design_rows(), False)
    assert one(pane, FeedTable) is feed
    pane.leave_search()
    pane.show_results(MessageFilter("novo"), design_rows(), False)
    assert one(pane, FeedTable) is feed


def test_only_a_slow_search_is_told_of(pane: FeedPane, qtbot: QtBot) -> None:
    pane.show_latest([plain(1)])
    bar = pane.findChildren(ResultsBar)[0]
    search(pane, "novo")
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    assert "Searching…" in texts(bar)
    pane.show_results(MessageFilter("novo"), [plain(2)], False)
    search(pane, "s")
    qtbot.wait(100)
    pane.show_results(MessageFilter("novos"), [plain(2)], False)
    qtbot.wait(150)
    assert "1 found" in texts(bar)
    pane.leave_search()
    assert not bar.isVisible()


def test_new_rows_do_not_answer_a_search(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    search(pane, "novo")
    pane.add([plain(2)])
    assert not [blank for blank in pane.findChildren(Blank) if blank.isVisible()]


def pick(pane: FeedPane, key: str, words: str) -> None:
    """One entry of a filter's menu, as a click on it does."""
    menu = button(pane, f"filter.{key}").findChildren(QMenu)[0]
    next(action for action in menu.actions() if action.text() == words).trigger()


def button_words(pane: FeedPane, key: str) -> str:
    return button(pane, f"filter.{key}").accessibleName()


def test_filters_are_seen_while_the_search_is_in_use(pane: FeedPane) -> None:
    assert not button(pane, "filter.kind").isVisible()
    field(pane).insert("o")
    assert button(pane, "filter.kind").isVisible()
    assert button(pane, "filter.kind").height() >= 28


def test_filters_are_reached_by_the_keyboard(pane: FeedPane, qtbot: QtBot) -> None:
    pane.window().activateWindow()
    pane.focus_search()
    qtbot.waitUntil(field(pane).hasFocus)
    QTest.keyClick(field(pane), Qt.Key.Key_Tab)
    while not button(pane, "filter.instance").hasFocus():
        focused = pane.focusWidget()
        assert focused not in (None, field(pane))
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    QTest.keyClick(button(pane, "filter.instance"), Qt.Key.Key_Escape)
    assert not button(pane, "filter.instance").isVisible()


def test_tab_passes_the_search_by(pane: FeedPane, qtbot: QtBot) -> None:
    pane.window().activateWindow()
    field(pane).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(field(pane).hasFocus)
    assert button(pane, "btn.pause").isVisible()


def test_filters_alone_are_a_search(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    asked: list[MessageFilter] = []
    pane.search_wanted.connect(asked.append)
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
    pane.leave_search()
    assert asked[-1] == MessageFilter()
    assert button_words(pane, "kind") == "Type"
    assert not button(pane, "filter.kind").isVisible()


def test_every_filter_reaches_the_search(pane: FeedPane) -> None:
    search(pane, "oi")
    pick(pane, "instance", "Oficina · Balcão")
    pick(pane, "period", "Today")
    pick(pane, "more", "Unread")
    pick(pane, "more", "With media")
    pick(pane, "more", "Recovered")
    wanted = pane.shown
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
    assert pane.shown == MessageFilter("oi")
    sheet = find(pane, DatesSheet, "sheet.dates")
    find(sheet, DayField, "dates.first").setDate(QDate(2026, 3, 12))
    find(sheet, DayField, "dates.last").setDate(QDate(2026, 3, 15))
    find(sheet, QPushButton, "btn.go").click()
    begin, end = (int(datetime(2026, 3, day).timestamp()) for day in (12, 16))
    assert pane.shown == MessageFilter("oi", period=Period(begin, end))
    span = day_span(time.time(), Period(begin, end))
    assert button_words(pane, "period") == f"Period: {span}"
    pick(pane, "period", "Today")
    pick(pane, "period", span)
    assert pane.shown.period == Period(begin, end)
    pane.leave_search()
    assert button_words(pane, "period") == "Period"


def test_nothing_found_offers_to_clear_the_filters(pane: FeedPane) -> None:
    pane.show_latest([plain(1)])
    search(pane, "embreagem")
    pick(pane, "direction", "Sent")
    pane.show_results(pane.shown, (), False)
    blank = one(pane, Blank)
    assert "Nothing with “embreagem”" in texts(blank)
    click(blank.findChildren(QPushButton)[0])
    assert pane.shown == MessageFilter("embreagem")


def test_older_results_are_asked_for_near_the_top(pane: FeedPane) -> None:
    search(pane, "mensagem")
    asked: list[tuple[MessageFilter, StoredMessage]] = []
    pane.more_wanted.connect(lambda wanted, first: asked.append((wanted, first)))
    pane.show_results(pane.shown, [plain(row) for row in range(101, 201)], True)
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    table.verticalScrollBar().setValue(0)
    assert asked == [(MessageFilter("mensagem"), plain(101))]
    pane.show_more(plain(101), [plain(row) for row in range(1, 101)], False)
    assert table.model().rowCount() == 200


def test_results_let_go_of_rows_and_ask_for_them_again(pane: FeedPane) -> None:
    search(pane, "mensagem")
    pane.show_results(pane.shown, [plain(row) for row in range(2901, 3001)], True)
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    later: list[tuple[MessageFilter, StoredMessage]] = []
    pane.later_wanted.connect(lambda wanted, last: later.append((wanted, last)))
    for first in (2901, 1401):
        table.verticalScrollBar().setValue(0)
        pane.show_more(plain(first), [plain(row) for row in range(first - 1500, first)], True)
    assert table.model().rowCount() == ROWS_MOST
    assert not later
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert later == [(MessageFilter("mensagem"), plain(2900))]
    pane.show_later(plain(2900), [plain(row) for row in range(2901, 3001)], False)
    assert later == [(MessageFilter("mensagem"), plain(2900))]
    assert table.model().rowCount() == ROWS_MOST


def test_the_end_of_results_that_were_let_go_is_searched_again(pane: FeedPane) -> None:
    search(pane, "mensagem")
    pane.show_results(pane.shown, [plain(row) for row in range(2901, 3001)], True)
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    for first in (2901, 1401):
        table.verticalScrollBar().setValue(0)
        pane.show_more(plain(first), [plain(row) for row in range(first - 1500, first)], True)
    again: list[MessageFilter] = []
    pane.search_wanted.connect(again.append)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert again == [MessageFilter("mensagem")]
    pane.show_results(pane.shown, [plain(row) for row in range(2901, 3001)], True)
    assert table.at_end


def test_changes_reach_feed_and_results(pane: FeedPane) -> None:
    first = plain(1)
    pane.show_latest([first])
    search(pane, "mensagem")
    pane.show_results(MessageFilter("mensagem"), [first], False)
    edited: StoredMessage = replace(first, message=first.message._replace(text="outra"))
    pane.change([edited])
    for name in ("feed", "results"):
        model = find(pane, FeedTable, name).model()
        assert "outra" in str(model.data(model.index(0, 0)))


def test_a_rows_click_and_the_panel_button_leave_as_signals(pane: FeedPane, qtbot: QtBot) -> None:
    pane.show_latest([plain(1), plain(2)])
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    with qtbot.waitSignal(pane.message_selected) as chosen:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(99, 9))
    assert chosen.args is not None
    assert chosen.args[0].row == 1
    with qtbot.waitSignal(pane.panel_toggled):
        click(button(pane, "btn.panel"))


def test_copying_is_told_by_a_toast(pane: FeedPane) -> None:
    pane.show_latest(design_rows())
    pane.step(1)
    table = one(pane, FeedTable)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    stack = one(pane, ToastStack)
    assert texts(stack) == "Copied"
    assert stack.geometry().right() < pane.width()


def test_the_offline_bar_tells_since_when_and_offers_to_try(pane: FeedPane, qtbot: QtBot) -> None:
    now = time.time()
    status = server_status(ServerState.DOWN)
    down = replace(status, down_since=now - 60, next_try_at=now + 30, error="unreachable")
    pane.show_state(down)
    bar = one(pane, OfflineBar)
    assert "No contact with the server since" in texts(bar)
    assert "Next try in 30\N{NO-BREAK SPACE}s." in texts(bar)
    with qtbot.waitSignal(pane.retry_wanted):
        click(button(bar, "btn.retry"))
    pane.show_state(replace(down, next_try_at=None, error="bad_certificate"))
    assert "certificate" in texts(bar)
    assert "Next try" not in texts(bar)
    pane.show_state(server_status(ServerState.OK))
    assert bar.isHidden()


@pytest.mark.parametrize("state", [ServerState.KEY_REFUSED, ServerState.UNLICENSED])
def test_a_server_that_refuses_us_is_told_too(pane: FeedPane, state: ServerState) -> None:
    pane.show_state(server_status(state))
    assert one(pane, OfflineBar).accessibleName()


@pytest.mark.parametrize("width", [420, 560, 1000])
def test_the_bar_holds_its_parts_apart(pane: FeedPane, width: int) -> None:
    pane.show_latest(design_rows())
    pane.resize(width, 500)
    for word in Flow:
        pane.show_stream_word(word)
        last = 0
        for name in ("search.feed", "btn.pause", "btn.panel"):
            part = pane.findChild(QWidget, name)
            assert isinstance(part, QWidget)
            assert part.width() >= 28
            assert part.x() >= last
            last = part.geometry().right()
        assert last <= width


def test_nothing_is_live_without_the_server(pane: FeedPane) -> None:
    word = one(pane, StreamWord)
    assert isinstance(word, StreamWord)
    flows = []
    for state in (ServerState.OK, ServerState.DOWN, ServerState.OK):
        pane.show_state(server_status(state))
        pane.show_stream_word(Flow.LIVE)
        flows.append(word.flow)
    assert flows == [Flow.LIVE, Flow.OFF, Flow.LIVE]


def test_toasts_keep_clear_of_the_offline_bar(pane: FeedPane, qtbot: QtBot) -> None:
    pane.toast(Toast("info", "The receiver is on port 8766"))
    pane.show_state(server_status(ServerState.DOWN))
    stack, bar = one(pane, ToastStack), one(pane, OfflineBar)
    qtbot.waitUntil(lambda: stack.y() > bar.geometry().bottom())


@pytest.mark.parametrize(
    ("error", "said", "recovers"),
    [
        (DiskFull(), "Free some space, then click Recover.", True),
        (NotWritable(path="/data/evodesk.db"), "may not write to /data/evodesk.db", True),
        (Damaged(path="/data/evodesk.db"), "Quit evodesk and start it again", False),
    ],
)
def test_while_nothing_can_be_stored_the_pane_says_so(
    pane: FeedPane, qtbot: QtBot, error: StoreError, said: str, recovers: bool
) -> None:
    bar = find(pane, StoreBar, "bar.store")
    assert not bar.isVisible()
    pane.show_store_trouble(error)
    assert said in texts(bar)
    assert button(bar, "btn.recover").isVisible() == recovers
    if recovers:
        with qtbot.waitSignal(pane.recover_wanted):
            click(button(bar, "btn.recover"))
    pane.show_store_trouble(None)
    assert not bar.isVisible()
