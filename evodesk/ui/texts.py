"""Words for values: states, modes, kinds, times, numbers and errors; nothing here draws.

Called at the moment of showing, so that a change of language takes effect. Numbers and names of
days follow the default QLocale.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from evodesk.domain.instance import LinkState
from evodesk.domain.message import Kind
from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import Health, ServerState
from evodesk.ui.error_texts import ERROR_TEXTS
from evodesk.ui.marking import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.domain.filter import Period

_RELATIVE_SECONDS = 600
"""How long a moment is told as "4 s ago" before the clock time takes over."""
_LONGEST_VALUE = 300
_SHORTER_NAMES = {"seconds": "s"}
"""Values whose name in the sentences differs from their name in the error."""

_HEALTH = {
    Health.OK: QT_TRANSLATE_NOOP("Texts", "Connected"),
    Health.CONNECTING: QT_TRANSLATE_NOOP("Texts", "Connecting"),
    Health.DOWN: QT_TRANSLATE_NOOP("Texts", "Down"),
    Health.DIVERGENT: QT_TRANSLATE_NOOP("Texts", "Mismatch"),
    Health.UNKNOWN: QT_TRANSLATE_NOOP("Texts", "Unknown"),
    Health.DRIFT: QT_TRANSLATE_NOOP("Texts", "Settings changed outside evodesk"),
    Health.NO_MODE: QT_TRANSLATE_NOOP("Texts", "No active mode"),
    Health.NO_SERVER: QT_TRANSLATE_NOOP("Texts", "No contact with the server"),
}
_MODES = {
    Mode.WEBHOOK: QT_TRANSLATE_NOOP("Texts", "Webhook"),
    Mode.WEBSOCKET: QT_TRANSLATE_NOOP("Texts", "WebSocket"),
    Mode.NONE: QT_TRANSLATE_NOOP("Texts", "No active mode"),
    Mode.BOTH: QT_TRANSLATE_NOOP("Texts", "Webhook and WebSocket"),
}
_SERVER = {
    ServerState.OK: QT_TRANSLATE_NOOP("Texts", "Server responding"),
    ServerState.CONNECTING: QT_TRANSLATE_NOOP("Texts", "Looking for the server…"),
    ServerState.DOWN: QT_TRANSLATE_NOOP("Texts", "No contact with the server"),
    ServerState.KEY_REFUSED: QT_TRANSLATE_NOOP("Texts", "Key refused"),
    ServerState.UNLICENSED: QT_TRANSLATE_NOOP("Texts", "Server not licensed"),
}
_LINKS = {
    LinkState.OPEN: QT_TRANSLATE_NOOP("Texts", "connected"),
    LinkState.CONNECTING: QT_TRANSLATE_NOOP("Texts", "connecting"),
    LinkState.CLOSED: QT_TRANSLATE_NOOP("Texts", "disconnected"),
    LinkState.UNKNOWN: QT_TRANSLATE_NOOP("Texts", "unknown"),
}
_KINDS: dict[Kind, tuple[str, str]] = {
    Kind.TEXT: (QT_TRANSLATE_NOOP("Texts", "Text"), ""),
    Kind.PHOTO: (QT_TRANSLATE_NOOP("Texts", "Photo"), "image"),
    Kind.VIDEO: (QT_TRANSLATE_NOOP("Texts", "Video"), "video"),
    Kind.VIDEO_NOTE: (QT_TRANSLATE_NOOP("Texts", "Video note"), "video"),
    Kind.VOICE: (QT_TRANSLATE_NOOP("Texts", "Voice message"), "mic"),
    Kind.AUDIO: (QT_TRANSLATE_NOOP("Texts", "Audio"), "mic"),
    Kind.DOCUMENT: (QT_TRANSLATE_NOOP("Texts", "Document"), "file-text"),
    Kind.STICKER: (QT_TRANSLATE_NOOP("Texts", "Sticker"), "sticker"),
    Kind.LOCATION: (QT_TRANSLATE_NOOP("Texts", "Location"), "map-pin"),
    Kind.LIVE_LOCATION: (QT_TRANSLATE_NOOP("Texts", "Live location"), "map-pin"),
    Kind.CONTACT: (QT_TRANSLATE_NOOP("Texts", "Contact"), "contact"),
    Kind.POLL: (QT_TRANSLATE_NOOP("Texts", "Poll"), "chart-bar-big"),
    Kind.BUTTON_REPLY: (QT_TRANSLATE_NOOP("Texts", "Button reply"), "list-checks"),
    Kind.LIST_REPLY: (QT_TRANSLATE_NOOP("Texts", "List reply"), "list-checks"),
    Kind.VIEW_ONCE: (QT_TRANSLATE_NOOP("Texts", "View once"), "eye"),
    Kind.REACTION: (QT_TRANSLATE_NOOP("Texts", "Reaction"), "smile"),
    Kind.CALL: (QT_TRANSLATE_NOOP("Texts", "Call"), "phone-missed"),
    Kind.UNSUPPORTED: (QT_TRANSLATE_NOOP("Texts", "Type not known yet"), "info"),
}
_REASONS = {
    401: QT_TRANSLATE_NOOP("Texts", "session ended on the phone (401)"),
    408: QT_TRANSLATE_NOOP("Texts", "connection lost (408)"),
    440: QT_TRANSLATE_NOOP("Texts", "opened elsewhere (440)"),
    515: QT_TRANSLATE_NOOP("Texts", "restart asked by WhatsApp (515)"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """About an error. `todo` is empty where the text says it all."""

    title: str
    text: str
    todo: str

    @property
    def told(self) -> str:
        """What went wrong and what to do, without the title."""
        return f"{self.text} {self.todo}".strip()


def error_words(code: str, values: Mapping[str, str]) -> Words:
    """Sentences for an error code of evodesk.errors; an unknown code reads as our own fault."""
    title, text, todo = ERROR_TEXTS.get(code, ERROR_TEXTS["unknown"])
    filling: dict[str, str] = defaultdict(str)
    for name, value in values.items():
        filling[_SHORTER_NAMES.get(name, name)] = value[:_LONGEST_VALUE]
    return Words(*(_translated(part).format_map(filling) for part in (title, text, todo)))


def health_word(health: Health) -> str:
    return _translated(_HEALTH[health])


def mode_word(mode: Mode | Side) -> str:
    return _translated(_MODES[Mode(mode.value)])


def server_word(state: ServerState) -> str:
    return _translated(_SERVER[state])


def link_word(link: LinkState) -> str:
    """Inside a sentence: what the server's memory or database says."""
    return _translated(_LINKS[link])


def kind_word(kind: Kind) -> str:
    return _translated(_KINDS[kind][0])


def kind_icon(kind: Kind) -> str:
    """The Lucide name, or empty for plain text."""
    return _KINDS[kind][1]


def reason_word(code: int) -> str:
    """Why the phone's link closed, inside a sentence."""
    if code in _REASONS:
        return _translated(_REASONS[code])
    return QCoreApplication.translate("Texts", "reason {code}").format(code=code)


def since(now: float, then: float) -> str:
    """A past moment, short: "há 4 s", "09:41", "ontem", "21/11". Both in unix seconds."""
    if is_fresh(now, then):
        ago = QCoreApplication.translate("Texts", "{time} ago")
        # What came this very second came a second ago: nobody says "0 s ago".
        return ago.format(time=duration(max(1, now - then)))
    day, today = _local(then).date(), _local(now).date()
    if day == today:
        return clock(then)
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Texts", "yesterday")
    return _local(then).strftime("%d/%m" if day.year == today.year else "%d/%m/%Y")


def when(now: float, then: float) -> str:
    """A past moment with its time of day, short: "há 4 s", "09:41", "ontem 17:40"."""
    told = since(now, then)
    is_today = _local(then).date() == _local(now).date()
    return told if is_fresh(now, then) or is_today else f"{told} {clock(then)}"


def is_fresh(now: float, then: float) -> bool:
    """Whether a past moment is told by its distance, not by the clock."""
    return now - then < _RELATIVE_SECONDS


def duration(seconds: float) -> str:
    """A span, short: "12 s", "48 min", "1 h 26 min", "3 d"."""
    whole = max(0, int(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min"
    if whole < 86400:
        hours, minutes = divmod(whole // 60, 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{whole // 86400} d"


def clock(at: float, seconds: bool = False) -> str:
    return _local(at).strftime("%H:%M:%S" if seconds else "%H:%M")


def date(at: float) -> str:
    return _local(at).strftime("%d/%m/%Y")


def day_and_clock(at: float) -> str:
    return _local(at).strftime("%d/%m %H:%M")


def day_span(now: float, period: Period) -> str:
    """The local days of a period, short: "12/11 – 15/11", "12/11". With years, unless both are in
    this one."""
    first, last = _local(period.since), _local(period.until - 1)
    is_now = first.year == last.year == _local(now).year
    named = [day.strftime("%d/%m" if is_now else "%d/%m/%Y") for day in (first, last)]
    return " – ".join(dict.fromkeys(named))


def moment(now: float, at: float) -> str:
    """A past moment at the start of a sentence: "Hoje às 08:02"."""
    day, today = _local(at).date(), _local(now).date()
    if day == today:
        pattern = QCoreApplication.translate("Texts", "Today at {time}")
    elif day == today - timedelta(days=1):
        pattern = QCoreApplication.translate("Texts", "Yesterday at {time}")
    else:
        pattern = QCoreApplication.translate("Texts", "{date} at {time}")
    return pattern.format(date=date(at), time=clock(at))


def day_title(now: float, at: float, *, with_weekday: bool = True) -> str:
    """The day bar: "Hoje, segunda-feira, 23/11/2026"."""
    day, today = _local(at).date(), _local(now).date()
    weekday = f"{QLocale().dayName(day.isoweekday())}, " if with_weekday else ""
    named = f"{weekday}{date(at)}"
    if day == today:
        return QCoreApplication.translate("Texts", "Today, {date}").format(date=named)
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Texts", "Yesterday, {date}").format(date=named)
    return named[:1].upper() + named[1:]


def phone(digits: str) -> str:
    """ "+55 11 95550-0110" for a Brazilian number, "+digits" for another, empty for none."""
    if digits.startswith("55") and len(digits) in (12, 13):
        return f"+55 {digits[2:4]} {digits[4:-4]}-{digits[-4:]}"
    return f"+{digits}" if digits else ""


def number(value: int) -> str:
    """With the language's mark between thousands."""
    return QLocale().toString(value)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Texts", text) if text else ""


def _local(at: float) -> datetime:
    return datetime.fromtimestamp(at).astimezone()
