"""One message in the inspector: all of its text, what it answers, how it came, its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evodesk.domain.contact import Contact
from evodesk.domain.details import Details
from evodesk.domain.message import Kind, Source
from evodesk.ui.buttons import Button
from evodesk.ui.details_box import DetailsBox
from evodesk.ui.elided_label import ElidedLabel
from evodesk.ui.feed_table import CONVERSATION
from evodesk.ui.label import IconLabel, Label
from evodesk.ui.media_box import MediaBox
from evodesk.ui.message_head import MessageHead
from evodesk.ui.message_parts import ButtonRow, FactTable, Part, QuoteBox
from evodesk.ui.prose import CodeBox, Prose
from evodesk.ui.row_words import NOBODY, delivery_mark, local_time, row_words
from evodesk.ui.texts import phone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.message import Message, StoredMessage
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.row_words import People, RowWords


class MessagePage(QWidget):
    closed = Signal()
    back = Signal()
    """Like `closed`, when the page stands in the feed's place."""
    step_wanted = Signal(int)
    """-1: the message above, 1: the one below."""
    conversation_wanted = Signal(object)
    """A StoredMessage of it."""
    copied = Signal()
    rename_wanted = Signal(object, str)
    """The Contact that the chat is with, and how it is called now."""
    media_wanted = Signal(object)
    """The StoredMessage whose content is to be fetched."""
    save_wanted = Signal(object, object)
    """Where a file lies, and where the person wants it: two Paths."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._stored: StoredMessage | None = None
        self._titles: Mapping[str, str] = {}
        self._people, self._replaces = NOBODY, False
        self._head = MessageHead(appearance)
        self._make_body()
        self._make_foot()
        self._lay_out()
        self._connect()

    @property
    def stored(self) -> StoredMessage | None:
        return self._stored

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Instance names to the titles shown."""
        self._titles = dict(titles)
        if self._stored is not None:
            self.show_message(self._stored)

    def set_people(self, people: People) -> None:
        """Whom the chats are with; again when something in it has changed."""
        self._people = people
        if self._stored is not None:
            self.show_message(self._stored)

    def set_replacing(self, replaces: bool) -> None:
        """The page takes the feed's place: its cross becomes the way back."""
        self._replaces = replaces
        self._head.set_replacing(replaces)

    def focus_way_back(self) -> None:
        self._head.focus_way_back()

    def show_message(self, stored: StoredMessage) -> None:
        """With `reactions` when it was read by itself; a row of the feed has none."""
        other = self._stored is None or self._stored.row != stored.row
        self._stored = stored
        words = row_words(stored, self._title(stored), self._people)
        number = phone(stored.message.number) or words.beside
        self._head.show_who(words, number, stored.message.chat)
        self._show_way(stored.message)
        self._show_text(stored, words)
        self._show_origin(stored)
        if other:
            self._show_media(stored.message)
            self._details.show_details(Details())
            self._earlier.hide()
            self._scroll.verticalScrollBar().setValue(0)

    def show_details(self, row: int, details: Details) -> None:
        if self._is_shown(row):
            self._details.show_details(details)

    def show_media_progress(self, row: int, received: int, total: int) -> None:
        if self._is_shown(row):
            self._media.show_progress(received, total)

    def show_media(self, row: int, path: Path) -> None:
        """Its content is here."""
        if self._is_shown(row):
            self._media.show_ready(path)

    def show_media_failure(self, row: int, text: str) -> None:
        if self._is_shown(row):
            self._media.show_failure(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._appearance.color("surface"))

    def _make_body(self) -> None:
        look = self._appearance
        self._way = Label(look, font="smallStrong", color="info")
        self._arrow = IconLabel(look, "arrow-down-left", "infoFill", 16)
        self._when = Label(look, font="small", color="textMuted", wraps=True)
        self._quote = QuoteBox(look)
        self._text = Prose(look, "message")
        self._text.setAccessibleName(self.tr("Message"))
        self._media = MediaBox(look)
        self._details = DetailsBox(look)
        self._reactions = Label(look, font="small", color="textMuted", wraps=True)
        self._state = Label(look, font="small", color="textMuted", wraps=True)
        self._show_earlier = Button(look, self.tr("See earlier text"), "link")
        self._earlier = Prose(look, "body", "textMuted")
        self._earlier.setAccessibleName(self.tr("Earlier text"))

    def _make_foot(self) -> None:
        look = self._appearance
        names = (
            self.tr("Instance"),
            self.tr("Came by"),
            self.tr("Delivery"),
            self.tr("Identifier"),
        )
        self._facts = FactTable(look, names, mono_last=True)
        self._raw = CodeBox(look, self.tr("Original content"))
        self._conversation = Button(look, self.tr("Show conversation"), icon="message-square-text")
        self._conversation.setObjectName("btn.conversation")
        self._conversation.setToolTip(self.tr("All messages of this contact (Ctrl+Enter)"))
        self._copy_text = Button(look, self.tr("Copy text"), icon="copy")
        self._copy_json = Button(look, self.tr("Copy JSON"), icon="braces")

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._said(), self._known(), self._original()):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(content)
        # The page paints the ground, for both.
        content.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head)
        page.addWidget(self._scroll, 1)

    def _said(self) -> Part:
        part = Part(self._appearance)
        way = _row(self._way, self._when)
        way.insertWidget(0, self._arrow)
        part.column.addLayout(way)
        for widget in (self._quote, self._text, self._media, self._details, self._reactions):
            part.column.addWidget(widget)
        part.column.addLayout(_row(self._state, self._show_earlier, apart=True))
        part.column.addWidget(self._earlier)
        part.column.addWidget(ButtonRow(self._conversation))
        return part

    def _known(self) -> Part:
        part = Part(self._appearance)
        part.column.addWidget(self._facts)
        return part

    def _original(self) -> Part:
        part = Part(self._appearance)
        title = Label(self._appearance, self.tr("Original content"), "section")
        hidden = ElidedLabel(self._appearance, self.tr("keys hidden"), "small", "textMuted")
        part.column.addLayout(_row(title, hidden, apart=True))
        part.column.addWidget(self._raw)
        part.column.addWidget(ButtonRow(self._copy_text, self._copy_json))
        return part

    def _connect(self) -> None:
        self._head.left.connect(self._leave)
        self._head.step_wanted.connect(self.step_wanted)
        self._head.rename_wanted.connect(self._want_name)
        self._show_earlier.clicked.connect(self._earlier.show)
        self._media.wanted.connect(self._want_media)
        self._media.save_wanted.connect(self.save_wanted)
        self._copy_text.clicked.connect(self._give_text)
        self._copy_json.clicked.connect(self._give_json)
        self._conversation.clicked.connect(self._want_conversation)
        for keys, act in (
            ([QKeySequence("Alt+Up")], self._head.step_up),
            ([QKeySequence("Alt+Down")], self._head.step_down),
            (CONVERSATION, self._want_conversation),
        ):
            shortcut = QShortcut(self)
            shortcut.setKeys(keys)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_way(self, message: Message) -> None:
        sent = message.key.from_me
        self._way.setText(self.tr("Sent") if sent else self.tr("Received"))
        self._way.set_color("textMuted" if sent else "info")
        arrow = ("arrow-up-right", "textMuted") if sent else ("arrow-down-left", "infoFill")
        self._arrow.set_icon(*arrow)
        when = f"{local_time(message.timestamp):%d/%m/%Y %H:%M:%S}"
        mark = delivery_mark(message.status) if sent else None
        self._when.setText(f"{when} · {mark.word}" if mark else when)

    def _show_text(self, stored: StoredMessage, words: RowWords) -> None:
        message = stored.message
        self._show_quote(stored)
        if message.deleted:
            self._media.hide()
        is_own_text = (
            bool(message.text) and not message.deleted and message.kind is not Kind.REACTION
        )
        shown = message.text if is_own_text else words.text
        self._text.show_text(shown, italic=words.is_sentence)
        self._text.setVisible(is_own_text or message.media is None or message.deleted)
        self._reactions.setText("\n".join(self._reaction(*pair) for pair in stored.reactions))
        self._reactions.setVisible(bool(stored.reactions))
        self._state.setText(self.tr("Edited") if message.edited and not message.deleted else "")
        self._show_earlier.setVisible(bool(stored.earlier_text))
        self._state.setVisible(bool(self._state.text() or stored.earlier_text))
        self._earlier.show_text(stored.earlier_text)

    def _show_media(self, message: Message) -> None:
        """Only when another message is opened: what was fetched stays when this one changes."""
        self._media.show_message(message)
        self._media.setVisible(message.media is not None and not message.deleted)

    def _is_shown(self, row: int) -> bool:
        return self._stored is not None and self._stored.row == row

    def _want_name(self) -> None:
        if self._stored is not None:
            key, chat = self._stored.message.key, self._stored.message.chat
            known = self._people.get((key.instance, chat)) or Contact(key.instance, chat)
            words = row_words(self._stored, "", self._people)
            self.rename_wanted.emit(known, words.name)

    def _want_conversation(self) -> None:
        if self._stored is not None:
            self.conversation_wanted.emit(self._stored)

    def _want_media(self) -> None:
        if self._stored is not None:
            self.media_wanted.emit(self._stored)

    def _show_quote(self, stored: StoredMessage) -> None:
        quote = stored.message.quote
        text = quote.text if quote else stored.target_text
        self._quote.show_quote(_author(quote.sender) if quote else "", text)
        self._quote.setVisible(bool(text))

    def _show_origin(self, stored: StoredMessage) -> None:
        message = stored.message
        self._facts.show_values(
            self._title(stored), self._came_by(message), self._delivery(stored), message.key.id
        )
        self._raw.show_json(message.raw)
        self._copy_json.setEnabled(bool(message.raw))

    def _delivery(self, stored: StoredMessage) -> str:
        """Empty: the server delivered nothing, it was asked."""
        if stored.repeats:
            return self.tr("Repeated %n times by the server, shown once", "", stored.repeats)
        if stored.message.source is Source.BACKFILL:
            return ""
        return self.tr("Direct, no repeats")

    def _came_by(self, message: Message) -> str:
        time = f"{local_time(message.received_at):%H:%M:%S}"
        if message.source is Source.BACKFILL:
            return self.tr("Recovery at {time}").format(time=time)
        mode = "Webhook" if message.source is Source.WEBHOOK else "WebSocket"
        way = self.tr("{mode} at {time}, late") if message.late else self.tr("{mode} at {time}")
        return way.format(mode=mode, time=time)

    def _reaction(self, name: str, emoji: str) -> str:
        who = name or self.tr("You")
        return f"{emoji} {self.tr('{who} reacted').format(who=who)}"

    def _title(self, stored: StoredMessage) -> str:
        instance = stored.message.key.instance
        return self._titles.get(instance, instance)

    def _leave(self) -> None:
        (self.back if self._replaces else self.closed).emit()

    def _give_text(self) -> None:
        self._give(self._text.toPlainText())

    def _give_json(self) -> None:
        self._give(self._stored.message.raw if self._stored else "")

    def _give(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit()


def _author(jid: str) -> str:
    """The phone in a jid; empty for a hidden sender, whose `…@lid` is no phone number."""
    number, _, domain = jid.partition("@")
    return phone(number) if number.isdigit() and domain != "lid" else ""


def _row(first: QWidget, second: QWidget, *, apart: bool = False) -> QHBoxLayout:
    """`apart`: the second stands at the right edge, else it takes the rest of the row."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first)
    if apart:
        row.addStretch(1)
    row.addWidget(second, 0 if apart else 1)
    return row
