"""Which instances can be switched together, and what is said of each; pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Side
from evodesk.live.bulk import Fate
from evodesk.ui import texts
from evodesk.ui.marking import QT_TRANSLATE_NOOP
from evodesk.ui.radio_words import (
    delivery_tip,
    external_host,
    next_host,
    not_loaded_tip,
    switching_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.status import InstanceStatus
    from evodesk.live.bulk import BulkLine

_FATES = {
    Fate.WAITING: QT_TRANSLATE_NOOP("Bulk", "waiting"),
    Fate.DONE: QT_TRANSLATE_NOOP("Bulk", "switched"),
    Fate.CALLED_OFF: QT_TRANSLATE_NOOP("Bulk", "not begun, nothing changed"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    title: str
    obstacle: str = ""
    """Why it is left out, in words; empty: it can be switched."""


def candidates(statuses: Iterable[InstanceStatus], side: Side) -> tuple[Candidate, ...]:
    """Every instance in the order of the list. A webhook that belongs to another system is left
    out: to silence it, or to deliver there, takes an informed act of its own."""
    listed = sorted(statuses, key=lambda status: status.title.casefold())
    return tuple(Candidate(each.name, each.title, _obstacle(each, side)) for each in listed)


def fate_word(line: BulkLine, title: str) -> str:
    """`title`: the instance as people know it."""
    if line.fate is Fate.RUNNING:
        return switching_word()
    if line.fate is Fate.FAILED:
        values = dict(line.values) | {"instance": title}
        return texts.error_words(line.code, values).text
    return QCoreApplication.translate("Bulk", _FATES[line.fate])


def tally(fates: Iterable[Fate]) -> str:
    """How far it is: "12 of 40 · 1 could not be switched"; what is none is left out."""
    counts = Counter(fates)
    done = QCoreApplication.translate("Bulk", "{n} of {total} switched")
    parts = [done.format(n=counts[Fate.DONE], total=counts.total())]
    if failed := counts[Fate.FAILED]:
        parts.append(QCoreApplication.translate("Bulk", "{n} failed").format(n=failed))
    if left := counts[Fate.CALLED_OFF]:
        parts.append(QCoreApplication.translate("Bulk", "{n} not begun").format(n=left))
    return " · ".join(parts)


def _obstacle(status: InstanceStatus, side: Side) -> str:
    if status.reception is None:
        return not_loaded_tip()
    if status.progress is not None:
        return switching_word()
    if status.mode is not None and status.mode.value == side.value:
        return QCoreApplication.translate("Bulk", "already on {mode}").format(
            mode=texts.mode_word(side)
        )
    if external_host(status) or (side is Side.WEBHOOK and next_host(status)):
        return delivery_tip(status)
    if side is Side.WEBSOCKET and not status.reception.websocket_available:
        return texts.error_words("websocket_off", {"instance": status.title}).text
    return ""
