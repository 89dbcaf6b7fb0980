"""What one row of the feed says: every word, mark and icon, without any drawing.

Pure but for the translator and the local time zone, so that rows are tested as tables of strings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from evodesk.domain.message import Kind, Source, Status
from evodesk.ui.texts import kind_icon, kind_word, phone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.domain.contact import Contact
    from evodesk.domain.message import Media, Message, StoredMessage

    People = Mapping[tuple[str, str], Contact]

translate = QCoreApplication.translate

NOBODY: People = MappingProxyType({})
_LINE_LIMIT = 400
"""Characters of one line; no window is wide enough for more."""
_QUOTE_LIMIT = 60
_LAST_SECOND = 253_402_214_400
"""The end of year 9999 in every time zone: a datetime can hold no more."""


class Face(StrEnum):
    """What the avatar shows."""

    INITIALS = "initials"
    GROUP = "group"
    PERSON = "person"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Mark:
    icon: str
    word: str
    role: str
    """The colour."""
    quiet: bool = False
    """The icon alone is drawn; the word is in the tooltip."""
    short: str = ""
    """For less room than `word` needs; empty: there is none."""

    @property
    def shown(self) -> str:
        return "" if self.quiet else self.word

    @property
    def shortest(self) -> str:
        return self.short or self.shown


@dataclass(frozen=True, slots=True)
class Who:
    """A contact or group, as it is called here."""

    name: str
    beside: str
    """The phone, or `~` and the name that somebody hidden chose."""
    face: Face

    @property
    def initials(self) -> str:
        return initials(self.name) if self.face is Face.INITIALS else ""


@dataclass(frozen=True, slots=True)
class RowWords:
    time: str
    date: str
    """Day and month."""
    name: str
    beside: str
    """After the name: the phone, `~` and the name of a hidden contact, or what a reaction does."""
    face: Face
    initials: str
    icon: str
    """Of the second line; empty for plain text."""
    text: str
    short: str
    """The text of a compact row."""
    is_sentence: bool
    """The program's own sentence, drawn in italics, not the contact's text."""
    marks: tuple[Mark, ...]
    tag: str
    """The instance's title."""
    accessible: str


def row_words(
    stored: StoredMessage, title: str, people: People = NOBODY, gap: str = ""
) -> RowWords:
    """`title` is the instance's. `people`: by instance and jid, what is known of contacts; our
    own messages do not say whom they went to. `gap`: what is said of the gap that this message was
    the first to fill."""
    message = stored.message
    who = _author(message, people)
    icon, text, short = _content(stored)
    marks = _marks(message, gap)
    at = local_time(message.timestamp)
    # strftime takes ten times as long, and half of what all the words take.
    time = f"{at.hour:02}:{at.minute:02}"
    return RowWords(
        time=time,
        date=f"{at.day:02}/{at.month:02}",
        name=who.name,
        beside=_reacts(message) or who.beside,
        face=who.face,
        initials=who.initials,
        icon=icon,
        text=text,
        short=short,
        is_sentence=message.deleted,
        marks=marks,
        tag=title,
        accessible=_accessible(message, time, who.name, title, text, marks),
    )


def local_time(timestamp: float) -> datetime:
    """Unix seconds as local time; a stamp outside of the calendar becomes its nearest end."""
    return datetime.fromtimestamp(min(max(timestamp, 0), _LAST_SECOND))


def one_line(text: str, limit: int = _LINE_LIMIT) -> str:
    """Without line breaks and without what no row could show."""
    # Cut before splitting: a message may be as long as a book.
    return " ".join(text[: limit * 2].split())[:limit]


_LARGEST = 2**63 - 1


def length(seconds: int) -> str:
    """`0:37`, `1:02:05`."""
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size_word(size: int) -> str:
    """What a sender claims may be larger than Qt can count: then the largest it can."""
    decimals = 1 if size >= 1024 * 1024 else 0
    return QLocale().formattedDataSize(
        min(size, _LARGEST), decimals, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )


def initials(name: str) -> str:
    """Of the first two words that begin with a letter or a figure; may be empty."""
    return "".join(word[0] for word in name.split() if word[0].isalnum())[:2].upper()


def quoted(text: str) -> str:
    line = one_line(text, _QUOTE_LIMIT + 1)
    return f"{line[:_QUOTE_LIMIT]}…" if len(line) > _QUOTE_LIMIT else line


def whom(message: Message, people: People) -> Who:
    """The contact or group that the message's conversation is with."""
    chat = people.get((message.key.instance, message.chat))
    if message.is_group:
        group = (chat and chat.alias) or translate("RowWords", "Group")
        return Who(group, "", Face.GROUP)
    number = phone(message.number or (chat.number if chat else ""))
    told = "" if message.key.from_me else message.sender_name
    pushed = one_line(told or (chat.name if chat else ""), 80)
    name = (chat and chat.alias) or pushed
    if not number and name == pushed:
        return _hidden(pushed)
    if name:
        return Who(name, number, Face.INITIALS if initials(name) else Face.PERSON)
    return Who(number, "", Face.PERSON)


def _author(message: Message, people: People) -> Who:
    """Of a group's message also who of them wrote it."""
    who = whom(message, people)
    member = "" if message.key.from_me or not message.is_group else _member(message, people)
    return replace(who, name=f"{who.name} · {member}") if member else who


def _member(message: Message, people: People) -> str:
    """The author of a group's message."""
    known = people.get((message.key.instance, message.sender))
    named = (known and known.alias) or one_line(message.sender_name, 80)
    return named or phone(message.number or (known.number if known else ""))


def _hidden(pushed: str) -> Who:
    beside = f"~{pushed}" if pushed else ""
    return Who(translate("RowWords", "Hidden contact"), beside, Face.HIDDEN)


def _reacts(message: Message) -> str:
    if message.kind is not Kind.REACTION or message.key.from_me or not message.text:
        return ""
    return translate("RowWords", "reacted to a message")


def _content(stored: StoredMessage) -> tuple[str, str, str]:
    """Icon, text and short text of the second line."""
    message = stored.message
    if message.deleted:
        sentence = _deleted(message)
        return "ban", sentence, sentence
    you = translate("RowWords", "You: ") if message.key.from_me else ""
    if message.kind is Kind.REACTION:
        reaction = you + _reaction(stored)
        return kind_icon(Kind.REACTION), reaction, reaction
    text, short = _body(message)
    if message.quote is None:
        icon = "" if message.kind is Kind.TEXT else kind_icon(message.kind)
        return icon, you + text, you + short
    return "reply", you + _reply(message) + text, you + short


def _deleted(message: Message) -> str:
    if message.key.from_me:
        return translate("RowWords", "Message deleted by you")
    return translate("RowWords", "Message deleted by the contact")


def _reaction(stored: StoredMessage) -> str:
    emoji = one_line(stored.message.text, 20)
    if not emoji:
        return translate("RowWords", "removed the reaction")
    if not stored.target_text:
        return emoji
    words = translate("RowWords", "{emoji} to “{text}”")
    return words.format(emoji=emoji, text=quoted(stored.target_text))


def _reply(message: Message) -> str:
    if message.quote is None or not message.quote.text:
        return ""
    return translate("RowWords", "Replied to “{text}”: ").format(text=quoted(message.quote.text))


def _body(message: Message) -> tuple[str, str]:
    """In full, and without the word of the kind where the icon beside it is enough."""
    line = one_line(message.text)
    if message.kind is Kind.TEXT:
        return line, line
    media = _media_parts(message.media)
    captions = [line] if line and line not in media else []
    full = " · ".join([kind_word(message.kind), *media, *captions])
    spoken = message.media.file_name if message.media else ""
    return full, line or one_line(spoken) or full


def _media_parts(media: Media | None) -> list[str]:
    if media is None:
        return []
    parts = [length(media.seconds)] if media.seconds else []
    if media.file_name:
        parts.append(one_line(media.file_name, 120))
        parts += [size_word(media.size)] if media.size else []
    return parts


def _marks(message: Message, gap: str) -> tuple[Mark, ...]:
    marks = []
    if message.source is Source.BACKFILL:
        recovered = translate("RowWords", "recovered")
        marks.append(Mark("history", gap or recovered, "info", short=recovered))
    if message.late:
        marks.append(Mark("timer", translate("RowWords", "late"), "warn"))
    if message.edited and not message.deleted:
        marks.append(Mark("pencil", translate("RowWords", "edited"), "textMuted"))
    delivery = delivery_mark(message.status)
    if delivery and message.key.from_me and not message.deleted:
        marks.append(delivery)
    return tuple(marks)


def delivery_mark(status: Status) -> Mark | None:
    """How far one of our own messages came."""
    if status is Status.ERROR:
        return Mark("circle-alert", translate("RowWords", "not sent"), "err")
    if status is Status.PENDING:
        return Mark("timer", translate("RowWords", "waiting to be sent"), "textMuted", quiet=True)
    if status is Status.SENT:
        return Mark("check", translate("RowWords", "sent"), "textMuted", quiet=True)
    if status is Status.DELIVERED:
        return Mark("check-check", translate("RowWords", "delivered"), "textMuted", quiet=True)
    if status is Status.NONE:
        return None
    return Mark("check-check", translate("RowWords", "read"), "info")


def _accessible(
    message: Message, time: str, name: str, title: str, text: str, marks: tuple[Mark, ...]
) -> str:
    """One sentence for a screen reader (design: Accessibility)."""
    if message.key.from_me:
        way = translate("RowWords", "sent to {contact}")
    else:
        way = translate("RowWords", "received from {contact}")
    # A screen reader would speak the dot.
    words = [time, way.format(contact=name), title, text.replace(" · ", ", ")]
    words += [mark.word for mark in marks]
    return ", ".join(word for word in words if word)
