from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from evodesk.domain.status import ServerState
from evodesk.errors import Damaged, DiskFull, NotWritable, StoreError
from evodesk.ui.blank import Blank
from evodesk.ui.feed_table import FeedTable
from evodesk.ui.new_pill import NewPill
from evodesk.ui.offline_bar import OfflineBar
from evodesk.ui.store_bar import StoreBar
from evodesk.ui.stream_word import Flow, StreamWord
from evodesk.ui.toast import Toast, ToastStack
from tests.ui.finding import find, one, texts
from tests.ui.sample_messages import design_rows, plain
from tests.ui.samples import server_status

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.feed_pane import FeedPane


def is_paused(pane: FeedPane) -> bool:
    return pane.paused


def flow(pane: FeedPane) -> Flow:
    word = one(pane, StreamWord)
    assert isinstance(word, StreamWord)
    return word.flow


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_nothing_is_claimed_before_the_first_page(pane: FeedPane) -> None:
    assert not [blank for blank in pane.findChildren(Blank) if blank.isVisible()]
    pane.show_latest(())
    assert "No messages yet" in texts(one(pane, Blank))
    pane.add([plain(1)])
    assert isinstance(one(pane, FeedTable), FeedTable)


def test_pause_by_button_and_by_space(pane: FeedPane) -> None:
    pane.show_latest([plain(row) for row in range(50)])
    pane.show_stream_word(Flow.LIVE)
    click(find(pane, QAbstractButton, "btn.pause"))
    assert is_paused(pane)
    assert flow(pane) is Flow.PAUSED
    assert find(pane, QAbstractButton, "btn.pause").accessibleName() == "Continue"
    pane.add([plain(60), plain(61)])
    assert one(pane, NewPill).text() == "2 new"
    QTest.keyClick(one(pane, FeedTable), Qt.Key.Key_Space)
    assert not is_paused(pane)
    assert flow(pane) is Flow.LIVE
    assert not [pill for pill in pane.findChildren(NewPill) if pill.isVisible()]
    assert not find(pane, QAbstractButton, "btn.pause").isChecked()


def test_a_rows_click_and_the_panel_button_leave_as_signals(pane: FeedPane, qtbot: QtBot) -> None:
    pane.show_latest([plain(1), plain(2)])
    table = one(pane, FeedTable)
    assert isinstance(table, FeedTable)
    with qtbot.waitSignal(pane.message_selected) as chosen:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(99, 9))
    assert chosen.args is not None
    assert chosen.args[0].row == 1
    with qtbot.waitSignal(pane.panel_toggled):
        click(find(pane, QAbstractButton, "btn.panel"))


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
        click(find(bar, QAbstractButton, "btn.retry"))
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
    pane.store_bar.show_trouble(error)
    assert said in texts(bar)
    assert find(bar, QAbstractButton, "btn.recover").isVisible() == recovers
    if recovers:
        with qtbot.waitSignal(pane.store_bar.recover_wanted):
            click(find(bar, QAbstractButton, "btn.recover"))
    pane.store_bar.show_trouble(None)
    assert not bar.isVisible()
