"""One conversation in the feed's place: opened from a row, alive, and left again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QWidget

from evodesk.domain.contact import Contact
from evodesk.domain.filter import MessageFilter
from evodesk.ui.conversation_head import ConversationHead
from evodesk.ui.date_popup import DatePopup
from evodesk.ui.feed_table import FeedTable
from evodesk.ui.new_pill import NewPill
from tests.ui.finding import find
from tests.ui.sample_messages import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytestqt.qtbot import QtBot

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.feed_pane import FeedPane

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(pane: FeedPane) -> FeedPane:
    pane.show_latest(rows(range(1, 301)))
    return pane


def rows(numbers: Iterable[int]) -> list[StoredMessage]:
    return [plain(number) for number in numbers]


def of_another(number: int) -> StoredMessage:
    stored = plain(number)
    return replace(stored, message=stored.message._replace(chat="551133330000@s.whatsapp.net"))


def answer(pane: FeedPane, chosen: int, *, newer: bool = False) -> None:
    """Every third row is of the conversation."""
    own = rows(range(chosen - 60, chosen + 61, 3))
    pane.conversation.rows.show_beside(plain(chosen), own, True, newer)


def table(pane: FeedPane, name: str = "conversation") -> FeedTable:
    return find(pane, FeedTable, name)


def button(pane: FeedPane, name: str) -> QAbstractButton:
    return find(pane, QAbstractButton, f"btn.conversation.{name}")


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def said(pane: FeedPane) -> set[str]:
    labels = find(pane, ConversationHead, "head.conversation").findChildren(QLabel)
    return {label.text() for label in labels}


def choose(pane: FeedPane, number: int) -> FeedTable:
    feed = table(pane, "feed")
    feed.choose_row(number - 1)
    return feed


def test_it_opens_at_the_row_by_the_key_and_esc_leads_back_to_the_same_place(
    pane: FeedPane, qtbot: QtBot
) -> None:
    feed = choose(pane, 150)
    place = feed.verticalScrollBar().value()
    with qtbot.waitSignal(pane.conversation.wanted) as wanted:
        QTest.keyClick(feed, Qt.Key.Key_Return, CONTROL)
    assert wanted.args == [plain(150)]
    answer(pane, 150)
    talk = table(pane)
    assert talk.isVisible()
    assert talk.hasFocus()
    assert talk.current() == plain(150)
    assert talk.selectionModel().selectedRows()[0].row() == 20
    middle = talk.visualRect(talk.currentIndex()).center().y()
    assert abs(middle - talk.viewport().height() / 2) < talk.rowHeight(0)
    pane.add(rows([301]))
    QTest.keyClick(talk, Qt.Key.Key_Escape)
    assert feed.isVisible()
    assert feed.hasFocus()
    assert feed.verticalScrollBar().value() == place
    assert feed.current() == plain(150)


def test_the_menu_of_a_row_offers_it_and_that_of_the_conversation_does_not(
    pane: FeedPane, qtbot: QtBot
) -> None:
    table(pane, "feed").menu_wanted.emit(plain(7), QPoint(5, 5))
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    with qtbot.waitSignal(pane.conversation.wanted) as wanted:
        next(each for each in menu.actions() if each.text() == "Show conversation").trigger()
    menu.close()
    assert wanted.args == [plain(7)]
    table(pane).menu_wanted.emit(plain(7), QPoint(5, 5))
    menu = next(each for each in pane.findChildren(QMenu) if each.isVisible())
    assert [each.text() for each in menu.actions()] == ["Copy text", "Copy JSON"]
    menu.close()


def test_new_messages_of_the_chat_alone_come_in_at_its_end_and_edits_show(pane: FeedPane) -> None:
    pane.open_conversation(plain(300))
    answer(pane, 300)
    talk = table(pane)
    before = talk.model().rowCount()
    elsewhere = replace(
        plain(362),
        message=plain(362).message._replace(
            key=plain(362).message.key._replace(instance="guincho")
        ),
    )
    pane.add([of_another(361), elsewhere, plain(363)])
    assert talk.model().rowCount() == before + 1
    assert "mensagem 363" in words(talk, before)
    edited = replace(plain(363), message=plain(363).message._replace(text="corrigida"))
    pane.change([edited])
    assert "corrigida" in words(talk, before)


def test_what_comes_in_before_the_answer_is_not_lost(pane: FeedPane) -> None:
    pane.open_conversation(plain(300))
    pane.add([plain(400)])
    answer(pane, 300)
    talk = table(pane)
    assert "mensagem 400" in words(talk, talk.model().rowCount() - 1)


def words(talk: FeedTable, row: int) -> str:
    return str(talk.model().data(talk.model().index(row, 0)))


def test_it_goes_on_above_and_below(pane: FeedPane) -> None:
    older: list[StoredMessage] = []
    newer: list[StoredMessage] = []
    pane.conversation.rows.older_wanted.connect(older.append)
    pane.conversation.rows.newer_wanted.connect(newer.append)
    pane.open_conversation(plain(150))
    answer(pane, 150, newer=True)
    talk = table(pane)
    talk.verticalScrollBar().setValue(0)
    assert older == [plain(90)]
    pane.conversation.rows.show_older(plain(90), rows(range(30, 88, 3)), False)
    talk.verticalScrollBar().setValue(talk.verticalScrollBar().maximum())
    assert newer == [plain(210)]


def test_the_unseen_of_one_conversation_are_not_those_of_the_next(pane: FeedPane) -> None:
    pane.open_conversation(plain(300))
    answer(pane, 300)
    table(pane).verticalScrollBar().setValue(0)
    pane.add([plain(500)])
    pill = find(pane.conversation.rows, NewPill, "pill.new")
    assert not pill.isHidden()
    pane.open_conversation(of_another(7))
    assert pill.isHidden()


def test_its_head_tells_with_whom_and_follows_the_alias(pane: FeedPane) -> None:
    pane.open_conversation(plain(150))
    assert said(pane) == {"Rogério Menezes", "+55 11 95550-1432 · Oficina · Balcão"}
    contact = Contact("oficina_balcao", plain(1).message.chat, alias="Seu Rogério")
    pane.set_people({contact.key: contact})
    assert "Seu Rogério" in said(pane)


def test_back_by_its_button_and_by_esc_in_the_head(pane: FeedPane) -> None:
    pane.open_conversation(plain(150))
    click(button(pane, "back"))
    assert table(pane, "feed").isVisible()
    pane.open_conversation(plain(150))
    button(pane, "export").setFocus()
    QTest.keyClick(button(pane, "export"), Qt.Key.Key_Escape)
    assert table(pane, "feed").isVisible()


def test_from_results_it_leads_back_to_the_results(pane: FeedPane) -> None:
    field = find(pane, QLineEdit, "search.feed")
    field.setText("mensagem")
    QTest.keyClick(field, Qt.Key.Key_Return)
    pane.search.show_results(pane.search.shown, rows([4, 7]), False)
    results = table(pane, "results")
    results.choose_row(0)
    QTest.keyClick(results, Qt.Key.Key_Return, CONTROL)
    assert table(pane).isVisible()
    assert field.isHidden() or not field.isVisible()
    QTest.keyClick(table(pane), Qt.Key.Key_Escape)
    assert results.isVisible()
    assert pane.search.shown == MessageFilter("mensagem")


def test_it_is_searched_by_a_filter(pane: FeedPane) -> None:
    pane.open_conversation(plain(150))
    click(button(pane, "search"))
    key = plain(150).message.key
    assert pane.search.shown == MessageFilter(
        instances=frozenset({key.instance}), chat=plain(150).message.chat
    )
    assert find(pane, QLineEdit, "search.feed").hasFocus()
    more = find(pane, QAbstractButton, "filter.more")
    assert more.text().endswith("Conversation with Rogério Menezes")


def test_it_is_exported_alone(pane: FeedPane, qtbot: QtBot) -> None:
    pane.open_conversation(plain(150))
    with qtbot.waitSignal(pane.export_wanted) as wanted:
        click(button(pane, "export"))
    chat = MessageFilter(instances=frozenset({"oficina_balcao"}), chat=plain(150).message.chat)
    assert wanted.args == [chat, "Conversation with Rogério Menezes"]


def test_a_day_is_gone_to_within_it(pane: FeedPane, qtbot: QtBot) -> None:
    pane.open_conversation(plain(150))
    answer(pane, 150)
    popup = find(find(pane, ConversationHead, "head.conversation"), DatePopup, "popup.date")
    pane.choose_day()
    assert popup.isVisible()
    with qtbot.waitSignal(pane.conversation.day_wanted):
        QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Return)
    assert not popup.isVisible()


def test_a_name_longer_than_the_phone_is_shown_whole_and_shrinks(pane: FeedPane) -> None:
    long = "Maria Aparecida dos Santos Pereira de Albuquerque"
    contact = Contact("oficina_balcao", plain(1).message.chat, alias=long)
    pane.set_people({contact.key: contact})
    pane.resize(900, 500)
    pane.open_conversation(plain(150))
    QTest.qWait(10)
    assert long in said(pane)
    pane.resize(420, 500)
    QTest.qWait(10)
    assert long not in said(pane)
    assert pane.width() == 420
    assert button(pane, "export").geometry().right() < 420
