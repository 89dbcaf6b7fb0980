"""Every word of the window has its room: in both languages, at its smallest, with large text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMenu

from evodesk.domain.reception import Mode
from evodesk.domain.status import ServerState
from evodesk.errors import DiskFull
from evodesk.settings import Settings
from evodesk.ui.buttons import Button
from evodesk.ui.failure_popover import FailurePopover
from evodesk.ui.feed_pane import FeedPane
from evodesk.ui.filter_button import FilterButton
from evodesk.ui.inspector import Inspector
from evodesk.ui.instance_list import InstanceList
from evodesk.ui.instance_page import InstancePage
from evodesk.ui.language import speak
from evodesk.ui.message_page import MessagePage
from evodesk.ui.page_list import PageList
from evodesk.ui.settings_window import PAGES, SettingsWindow
from evodesk.ui.workspace import Workspace
from tests.ui.cut import cut
from tests.ui.finding import find
from tests.ui.sample_messages import design_rows
from tests.ui.samples import NOW, SERVER, failure, office, server_status, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


SMALLEST = QSize(860, 560)


@pytest.fixture(params=["pt_BR", "en"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    speak(qapp, request.param)
    yield request.param
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale(QLocale.Language.English))


@pytest.fixture(params=[13, 26])
def text(
    request: pytest.FixtureRequest, qapp: QApplication, appearance: Appearance
) -> Iterator[int]:
    usual, chosen = qapp.font(), qapp.font()
    chosen.setPixelSize(request.param)
    qapp.setFont(chosen)
    yield request.param
    qapp.setFont(usual)


@pytest.fixture
def window(appearance: Appearance, language: str, text: int) -> Iterator[Workspace]:
    feed = FeedPane(appearance)
    made = Workspace(
        appearance,
        InstanceList(appearance, clock=lambda: NOW),
        feed,
        Inspector(InstancePage(appearance, clock=lambda: NOW), MessagePage(appearance)),
    )
    made.header.show_servers((SERVER,), SERVER.id)
    made.show_server(server_status())
    made.show_instances(office())
    feed.rows.show_rows(design_rows())
    made.setMinimumSize(SMALLEST)
    made.resize(SMALLEST)
    made.show()
    assert made.size() == SMALLEST
    yield made
    made.hide()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settled() -> None:
    for _ in range(8):
        QCoreApplication.processEvents()


def feed_of(window: Workspace) -> FeedPane:
    return next(iter(window.findChildren(FeedPane)))


def test_hundreds_of_instances(window: Workspace) -> None:
    many = [status(f"n{n}", f"Loja {n}", Mode.NONE, failure=failure()) for n in range(300)]
    window.show_instances(tuple(many))
    settled()
    assert not cut(window)


def test_no_server_and_no_disk_at_once(window: Workspace) -> None:
    window.show_server(server_status(ServerState.DOWN))
    settled()
    assert not cut(window)
    feed_of(window).store_bar.show_trouble(DiskFull())
    settled()
    assert not cut(window)
    rows = find(window, QAbstractItemView, "feed")
    assert rows.viewport().height() > 0


def test_a_search_with_filters(window: Workspace) -> None:
    search = feed_of(window).search
    find(window, QLineEdit, "search.feed").insert("orçamento")
    QTest.keyClick(find(window, QLineEdit, "search.feed"), Qt.Key.Key_Return)
    for name, count in (("instance", 3), ("direction", 1), ("kind", 3), ("period", 1), ("more", 2)):
        menu = find(window, FilterButton, f"filter.{name}").findChildren(QMenu)[0]
        for action in [each for each in menu.actions() if each.text()][1 : count + 1]:
            action.trigger()
    search.show_results(search.shown, design_rows(), True)
    search.show_extent(search.shown, 1_234_567_890, NOW - 90_000_000, NOW)
    settled()
    assert not cut(window)


def test_the_page_of_every_instance(window: Workspace) -> None:
    for each in office():
        window.open_instance(each.name)
        settled()
        assert not cut(window), each.name


def test_the_page_of_every_message(window: Workspace) -> None:
    inspector = next(iter(window.findChildren(Inspector)))
    for each in design_rows():
        inspector.open_message(each)
        settled()
        assert not cut(inspector), each.message.text


def test_why_a_switch_failed(window: Workspace) -> None:
    window.show_instances((status(failure=failure("balcao", "server_failed")),))
    settled()
    find(window, Button, "strip.balcao").click()
    popover = find(window, FailurePopover, "popover.failure")
    settled()
    assert not cut(popover)
    popover.close()


@pytest.mark.usefixtures("language", "text")
def test_the_settings(appearance: Appearance, qtbot: QtBot) -> None:
    window = SettingsWindow(appearance, Settings(), has_tray=True, has_vault=False)
    qtbot.addWidget(window)
    window.show()
    for page in PAGES:
        window.open_page(page)
        settled()
        assert not cut(window), page
    pages = find(window, PageList, "settings.pages")
    assert pages.viewport().width() >= pages.width_wanted
