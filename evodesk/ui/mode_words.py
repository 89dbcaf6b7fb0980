"""What the card says about each mode of an instance; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import StreamState
from evodesk.ui import texts
from evodesk.ui.instance_words import SHOWN_AFTER, asking_words, waiting_word
from evodesk.ui.radio_words import delivery_tip, external_host, not_loaded_tip

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus


@dataclass(frozen=True, slots=True)
class Option:
    """One of the two boxes of the card."""

    side: Side
    on: bool
    only: bool
    """The one mode that is on: there is nothing to ask for."""
    enabled: bool
    tip: str
    """Why it is not enabled, or where it delivers."""
    busy: bool = False
    """The target of a running switch."""
    button: str = ""
    button_tip: str = ""
    asks_for: Side | None = None
    """The side that the button asks for: turning one off turns the other on."""
    lead: str = ""
    """What is said of the destination."""
    destination: str = ""
    external_tip: str = ""
    """That it is another system; empty: it is not."""
    watching: str = ""
    """How often the messages that go to another system are asked for, or empty."""
    note: str = ""
    note_role: str = "textMuted"
    base64: bool | None = None
    """The check box; None: it is not shown."""
    base64_note: str = ""


def option_of(status: InstanceStatus, side: Side, blocked: str, now: float) -> Option:
    """`blocked`: why nothing can be switched now, or empty."""
    on = status.reception is not None and status.reception.is_on(side)
    idle = status.progress is None
    button, asks_for = _button(status, side, on) if idle else ("", None)
    note, role = _note(status, side) if on else ("", "textMuted")
    webhook = status.reception.webhook if status.reception and side is Side.WEBHOOK else None
    lead, destination = _delivery(status, on) if webhook else ("", "")
    return Option(
        side=side,
        on=on,
        only=status.mode is not None and status.mode.value == side.value,
        enabled=idle and not blocked and status.reception is not None,
        tip=blocked or ("" if status.reception else not_loaded_tip()),
        busy=_is_busy(status, side, now),
        button=button,
        button_tip=_off_tip(side) if on else "",
        asks_for=asks_for,
        lead=lead,
        destination=destination,
        external_tip=delivery_tip(status) if side is Side.WEBHOOK else "",
        watching=asking_words(status) if side is Side.WEBHOOK else "",
        note=note,
        note_role=role,
        base64=webhook.base64 if webhook and on else None,
        base64_note=_base64_note() if status.base64_pending and on and webhook else "",
    )


@dataclass(frozen=True, slots=True)
class CardWarning:
    title: str
    text: str
    icon: str = ""
    """A Lucide name; empty: the shape of "no active mode"."""


def warning_of(status: InstanceStatus) -> CardWarning | None:
    """The card's banner, when none or both modes are on."""
    if status.progress is not None:
        return None
    if status.mode is Mode.NONE:
        return CardWarning(
            QCoreApplication.translate(
                "ModeCard", "No active mode - messages will not be received!"
            ),
            _choose_below(status.instance.others),
        )
    if status.mode is Mode.BOTH:
        return CardWarning(
            QCoreApplication.translate("ModeCard", "Both modes are on"),
            QCoreApplication.translate(
                "ModeCard",
                "Somebody turned both on, so each message arrives twice. Choose one below.",
            ),
            "triangle-alert",
        )
    return None


def _choose_below(others: tuple[str, ...]) -> str:
    choose = QCoreApplication.translate("ModeCard", "Choose Webhook or WebSocket below.")
    if not others:
        return choose
    pattern = QCoreApplication.translate("ModeCard", "Still receiving from it: {names}.")
    return f"{choose} {pattern.format(names=', '.join(others))}"


def description_of(side: Side) -> str:
    if side is Side.WEBHOOK:
        return QCoreApplication.translate("ModeCard", "Receives messages by HTTP POST.")
    return QCoreApplication.translate("ModeCard", "Receives messages in real time.")


def _button(status: InstanceStatus, side: Side, on: bool) -> tuple[str, Side]:
    """An ellipsis tells that somebody else's webhook would fall silent: it will be asked."""
    wanted = side.other if on else side
    asks = bool(external_host(status)) and wanted is Side.WEBSOCKET
    if on and asks:
        return QCoreApplication.translate("ModeCard", "Turn off…"), wanted
    if on:
        return QCoreApplication.translate("ModeCard", "Turn off"), wanted
    if asks:
        return QCoreApplication.translate("ModeCard", "Turn on…"), wanted
    return QCoreApplication.translate("ModeCard", "Turn on"), wanted


def _off_tip(side: Side) -> str:
    return QCoreApplication.translate("ModeCard", "Turns {other} on instead").format(
        other=texts.mode_word(side.other)
    )


def _delivery(status: InstanceStatus, on: bool) -> tuple[str, str]:
    """Where the webhook delivers, or would deliver where that is not expected."""
    place = status.destination
    if place is None or (place.here and not on):
        return "", ""
    if place.here:
        lead = QCoreApplication.translate("ModeCard", "Delivers to", "this computer")
        return lead, QCoreApplication.translate("ModeCard", "this computer")
    if on:
        return QCoreApplication.translate("ModeCard", "Delivers to"), place.host
    return QCoreApplication.translate("ModeCard", "Would deliver to"), place.host


def _note(status: InstanceStatus, side: Side) -> tuple[str, str]:
    """How the stream stands; a sentence and its colour role."""
    if side is Side.WEBHOOK:
        return waiting_word() if status.awaits_first else "", "textMuted"
    if status.stream is StreamState.ARMED:
        armed = QCoreApplication.translate("ModeCard", "Armed, waiting for the first event")
        return armed, "textMuted"
    if status.stream is StreamState.CONNECTING:
        return QCoreApplication.translate("ModeCard", "Opening the connection…"), "info"
    if status.stream is StreamState.REFUSED:
        return texts.error_words(status.refusal, {"instance": status.title}).text, "err"
    return "", "textMuted"


def _base64_note() -> str:
    return QCoreApplication.translate("ModeCard", "Counts from the instance's next reconnection.")


def _is_busy(status: InstanceStatus, side: Side, now: float) -> bool:
    progress = status.progress
    return (
        progress is not None and progress.side is side and now - progress.started_at >= SHOWN_AFTER
    )
