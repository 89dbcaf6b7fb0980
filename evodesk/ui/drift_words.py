"""What the card says where somebody else changed the settings; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.drift import Change
from evodesk.domain.reception import Mode, Reception, Side, host_of
from evodesk.domain.status import Health
from evodesk.ui import texts
from evodesk.ui.event_words import event_word
from evodesk.ui.instance_words import how_long

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.drift import Drift
    from evodesk.domain.reception import WebhookConfig
    from evodesk.domain.status import InstanceStatus

_NAMED = 3
"""Events or headers that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class DriftWords:
    title: str
    lines: tuple[tuple[str, str], ...]
    """Label and value; the first is what is there now."""
    keep: str
    """The buttons' words; empty: no such button."""
    apply: str
    note: str


def drift_words(status: InstanceStatus, now: float) -> DriftWords | None:
    """None where nothing drifted, or a switch is about to end it."""
    drift = status.drift
    if drift is None or status.progress is not None:
        return None
    keeps = drift.found.mode is not Mode.BOTH
    applies = drift.baseline.reception.mode in (Mode.WEBHOOK, Mode.WEBSOCKET)
    return DriftWords(
        title=texts.health_word(Health.DRIFT),
        lines=_lines(status, drift, now),
        keep=QCoreApplication.translate("Drift", "Keep the server's") if keeps else "",
        apply=_apply(drift) if applies else "",
        note=QCoreApplication.translate("Drift", "Nothing changes until you choose."),
    )


def _apply(drift: Drift) -> str:
    if drift.baseline.chosen:
        return QCoreApplication.translate("Drift", "Apply mine again…")
    return QCoreApplication.translate("Drift", "Apply the earlier one again…")


def _lines(status: InstanceStatus, drift: Drift, now: float) -> tuple[tuple[str, str], ...]:
    present = f"{texts.mode_word(drift.found.mode)}, {how_long(now, drift.since)}"
    lines = [(QCoreApplication.translate("Drift", "On the server"), present)]
    if (host := _host(status)) and Change.MODE in drift.changes:
        lines.append((QCoreApplication.translate("Drift", "Delivers to"), host))
    lines.append(_baseline(drift, now))
    lines += [line for change in drift.changes if (line := _change(change, status, drift))]
    return tuple(lines)


def _baseline(drift: Drift, now: float) -> tuple[str, str]:
    at = texts.when(now, drift.baseline.at)
    mode = texts.mode_word(drift.baseline.reception.mode)
    if drift.baseline.chosen:
        return QCoreApplication.translate("Drift", "Your choice"), f"{mode}, {at}"
    seen = QCoreApplication.translate("Drift", "{mode}, seen {when}")
    return QCoreApplication.translate("Drift", "Before"), seen.format(mode=mode, when=at)


def _change(change: Change, status: InstanceStatus, drift: Drift) -> tuple[str, str] | None:
    before, after = drift.baseline.reception, drift.found
    old, new = before.webhook, after.webhook
    match change:
        case Change.MODE:
            return None
        case Change.URL:
            return QCoreApplication.translate("Drift", "Address"), _moved(status, old)
        case Change.EVENTS:
            return QCoreApplication.translate("Drift", "Events"), _events(before, after)
        case Change.HEADERS:
            return QCoreApplication.translate("Drift", "Headers"), _headers(old, new)
        case Change.BASE64:
            return "Base64", _switched(new is not None and new.base64)
        case Change.BY_EVENTS:
            label = QCoreApplication.translate("Drift", "By event")
            return label, _switched(new is not None and new.by_events)


def _host(status: InstanceStatus) -> str:
    """Where the webhook delivers now, if it is on."""
    if status.destination is None or status.drift is None:
        return ""
    if not status.drift.found.is_on(Side.WEBHOOK):
        return ""
    if status.destination.here:
        return QCoreApplication.translate("Drift", "this computer")
    return status.destination.host


def _moved(status: InstanceStatus, old: WebhookConfig | None) -> str:
    """Addresses hold secrets: their hosts are told, or that the rest of it differs."""
    after, before = _host(status), host_of(old.url) if old else ""
    if after == before:
        pattern = QCoreApplication.translate("Drift", "another one at {host}")
        return pattern.format(host=after)
    return QCoreApplication.translate("Drift", "{new}, before {old}").format(new=after, old=before)


def _headers(old: WebhookConfig | None, new: WebhookConfig | None) -> str:
    """Their names; a value is a secret."""
    before, after = dict(old.headers if old else ()), dict(new.headers if new else ())
    both = before.keys() & after.keys()
    other = {name for name in both if before[name] != after[name]}
    parts = _more_and_less(after.keys() - before.keys(), before.keys() - after.keys())
    if other:
        pattern = QCoreApplication.translate("Drift", "other value: {names}")
        parts.append(pattern.format(names=_named(other)))
    return "; ".join(parts)


def _events(before: Reception, after: Reception) -> str:
    more, less = set[str](), set[str]()
    for side in Side:
        if before.is_on(side) and after.is_on(side):
            more |= _events_of(after, side) - _events_of(before, side)
            less |= _events_of(before, side) - _events_of(after, side)
    return "; ".join(_more_and_less(map(event_word, more), map(event_word, less)))


def _events_of(reception: Reception, side: Side) -> frozenset[str]:
    config = reception.webhook if side is Side.WEBHOOK else reception.websocket
    return config.events if config else frozenset()


def _more_and_less(more: Iterable[str], less: Iterable[str]) -> list[str]:
    parts = []
    if named := _named(more):
        parts.append(QCoreApplication.translate("Drift", "added: {names}").format(names=named))
    if named := _named(less):
        parts.append(QCoreApplication.translate("Drift", "removed: {names}").format(names=named))
    return parts


def _named(names: Iterable[str]) -> str:
    listed = sorted(names)
    if len(listed) <= _NAMED:
        return ", ".join(listed)
    pattern = QCoreApplication.translate("Drift", "{names} and {n} more")
    return pattern.format(names=", ".join(listed[:_NAMED]), n=len(listed) - _NAMED)


def _switched(on: bool) -> str:
    if on:
        return QCoreApplication.translate("Drift", "turned on")
    return QCoreApplication.translate("Drift", "turned off")
