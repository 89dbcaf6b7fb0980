from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QScrollArea, QTextEdit, QWidget

from evodesk.domain.contact import Contact
from evodesk.domain.message import Kind, Media, Quote, Source, Status, StoredMessage
from evodesk.ui.media_box import MediaBox
from evodesk.ui.message_page import MessagePage
from evodesk.ui.message_parts import QuoteBox
from tests.ui.finding import find
from tests.ui.sample_messages import TITLES, at, design_rows, message

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def page(appearance: Appearance, qtbot: QtBot) -> MessagePage:
    page = MessagePage(appearance)
    qtbot.addWidget(page)
    page.set_titles(TITLES)
    page.resize(324, 640)
    page.show()
    qtbot.waitExposed(page)
    return page


def said(page: MessagePage) -> str:
    """Everything that can be read, one text a line."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel):
            # An elided label keeps the whole as its name.
            found.append(widget.accessibleName() or widget.text())
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            found.append(widget.toPlainText())
    return "\n".join(found)


def button(page: MessagePage, name: str) -> QPushButton:
    found = [one for one in page.findChildren(QPushButton) if name in (one.text(), one.toolTip())]
    assert len(found) == 1
    return found[0]


def click(page: MessagePage, name: str) -> None:
    QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)


def test_an_answer_with_all_it_has(page: MessagePage) -> None:
    made = message(
        "Pode trocar",
        timestamp=at("09:44"),
        quote=Quote("Q", "Orçamento 1187", "5519955503006@s.whatsapp.net"),
        edited=True,
    )
    row = StoredMessage(7, made, repeats=2, earlier_text="Pode", reactions=(("Vitor", "👍"),))
    page.show_message(row)
    text = said(page)
    for part in (
        "Rogério Menezes",
        "+55 11 95550-1432",
        "Received",
        "23/11/2026 09:44:00",
        "+55 19 95550-3006",
        "Orçamento 1187",
        "Pode trocar",
        "👍 Vitor reacted",
        "Edited",
        "Oficina · Balcão",
        "WebSocket at 09:44:01",
        "Repeated 2 times by the server, shown once",
        "3EB0A91C77D24E5508",
    ):
        assert part in text.splitlines()
    assert "Pode" not in text.splitlines()
    click(page, "See earlier text")
    assert "Pode" in said(page).splitlines()


def test_another_message_folds_the_earlier_text_again(page: MessagePage) -> None:
    row = StoredMessage(7, message(edited=True), earlier_text="antes")
    page.show_message(row)
    click(page, "See earlier text")
    page.show_message(replace(row, repeats=1))
    assert "antes" in said(page)
    page.show_message(replace(row, row=8))
    assert "antes" not in said(page)


def test_our_own_message_tells_its_delivery(page: MessagePage) -> None:
    made = message(from_me=True, status=Status.READ)
    known = Contact(made.key.instance, made.chat, "Rogério")
    page.set_people({known.key: known})
    page.show_message(StoredMessage(1, made))
    text = said(page)
    assert "Sent" in text.splitlines()
    assert "23/11/2026 09:41:00 · read" in text
    assert "Rogério" in text.splitlines()


def test_a_contact_is_renamed_from_its_head(page: MessagePage, qtbot: QtBot) -> None:
    made = message()
    page.show_message(StoredMessage(1, made))
    with qtbot.waitSignal(page.rename_wanted) as wanted:
        QTest.mouseClick(find(page, QPushButton, "btn.rename"), Qt.MouseButton.LeftButton)
    assert wanted.args == [Contact(made.key.instance, made.chat), "Rogério Menezes"]


def test_a_deleted_message_shows_its_text_on_demand_only(page: MessagePage) -> None:
    page.show_message(StoredMessage(1, message("", deleted=True), earlier_text="segredo"))
    assert "Message deleted by the contact" in said(page)
    assert "segredo" not in said(page)
    click(page, "See earlier text")
    assert "segredo" in said(page)


def test_media_tell_kind_size_and_length(page: MessagePage) -> None:
    media = Media("video/mp4", 2_097_152, "obra.mp4", seconds=18)
    page.show_message(StoredMessage(1, message("olha", kind=Kind.VIDEO, media=media)))
    text = said(page)
    assert "obra.mp4" in text
    assert "Video · 0:18 · 2.0 MB · MP4" in text
    assert "olha" in text.splitlines()


def jpeg(color: str) -> bytes:
    image = QImage(100, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload]  # the stub lacks the device
    return bytes(buffer.data().data())


@pytest.mark.parametrize(
    ("thumbnail", "width"), [(jpeg("red"), 72), (b"no picture", 18), (b"", 18)]
)
def test_a_small_picture_is_shown_where_there_is_one(
    page: MessagePage, thumbnail: bytes, width: int
) -> None:
    media = Media("image/jpeg", thumbnail=thumbnail)
    page.show_message(StoredMessage(1, message("", kind=Kind.PHOTO, media=media)))
    box = next(iter(page.findChildren(MediaBox)))
    shown = [one.pixmap() for one in box.findChildren(QLabel) if not one.pixmap().isNull()]
    assert [round(one.deviceIndependentSize().width()) for one in shown] == [width]


def test_a_recovered_message_says_so(page: MessagePage) -> None:
    page.show_message(StoredMessage(1, message(source=Source.BACKFILL, timestamp=at("09:41"))))
    assert "Recovery at 09:41:01" in said(page)
    assert "Delivery" not in said(page), "nothing was delivered: the server was asked"
    page.show_message(StoredMessage(2, message(id="ID2")))
    assert "Direct, no repeats" in said(page)


def test_every_text_has_a_name_for_screen_readers(page: MessagePage) -> None:
    made = message(quote=Quote("Q", "Orçamento 1187", ""))
    page.show_message(replace(StoredMessage(1, made), earlier_text="antes"))
    click(page, "See earlier text")
    texts = [one for one in page.findChildren(QTextEdit) if one.isVisible()]
    names = [one.accessibleName() for one in texts]
    assert {"Message", "Earlier text", "Quoted message"} <= set(names)
    assert all(names)


def test_a_late_webhook_says_so(page: MessagePage) -> None:
    made = message(source=Source.WEBHOOK, timestamp=at("09:41"))._replace(late=True)
    page.show_message(StoredMessage(1, made))
    assert "Webhook at 09:41:01, late" in said(page)


def test_a_hidden_author_of_a_quote_gets_no_number(page: MessagePage) -> None:
    made = message(quote=Quote("Q", "oi", "99887766554433@lid"))
    page.show_message(StoredMessage(1, made))
    quote = page.findChild(QuoteBox)
    assert quote is not None
    assert "9988" not in said(page)


@pytest.mark.parametrize("raw", ['{"a": {"b": "ç"}}', "no json", "[" * 5000, ""])
def test_any_original_is_shown(page: MessagePage, raw: str) -> None:
    page.show_message(StoredMessage(1, message(raw=raw)))
    shown = page.findChildren(QPlainTextEdit)[0].toPlainText()
    assert shown == ('{\n "a": {\n  "b": "ç"\n }\n}' if raw.startswith("{") else raw)
    assert button(page, "Copy JSON").isEnabled() == bool(raw)


def test_copying_gives_the_whole(page: MessagePage, qtbot: QtBot) -> None:
    page.show_message(StoredMessage(1, message("uma\nduas", raw='{"a":1}')))
    with qtbot.waitSignal(page.copied):
        click(page, "Copy text")
    assert QGuiApplication.clipboard().text() == "uma\nduas"
    click(page, "Copy JSON")
    assert QGuiApplication.clipboard().text() == '{"a":1}'


def test_the_way_out_and_the_neighbours_are_wishes(page: MessagePage, qtbot: QtBot) -> None:
    page.show_message(design_rows()[0])
    steps: list[int] = []
    page.step_wanted.connect(steps.append)
    click(page, "Previous message")
    click(page, "Next message")
    assert steps == [-1, 1]
    with qtbot.waitSignal(page.closed):
        click(page, "Close")
    page.set_replacing(True)
    with qtbot.waitSignal(page.back):
        click(page, "Back to messages")


def test_markup_and_endless_words_neither_act_nor_widen(page: MessagePage) -> None:
    evil = "<a href='https://x'>x</a> " + "a" * 3000
    made = message(evil, name="<b>x</b>", id="F" * 80, quote=Quote("Q", "b" * 500))
    page.show_message(StoredMessage(1, made))
    assert evil in said(page)
    scroll = page.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    content = scroll.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= scroll.viewport().width()


@pytest.mark.parametrize("row", range(len(design_rows())))
def test_every_row_of_the_design_has_a_page(page: MessagePage, row: int) -> None:
    stored = design_rows()[row]
    page.show_message(stored)
    assert page.stored == stored
    assert stored.message.key.id in said(page)


def test_its_conversation_is_wanted_by_button_and_by_key(page: MessagePage, qtbot: QtBot) -> None:
    page.show_message(design_rows()[2])
    button = find(page, QPushButton, "btn.conversation")
    with qtbot.waitSignal(page.conversation_wanted) as wanted:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == [design_rows()[2]]
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(page.conversation_wanted):
            QTest.keyClick(button, key, Qt.KeyboardModifier.ControlModifier)
