"""The notices about switches, with the texts of the product note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Side
from evodesk.ui.marking import QT_TRANSLATE_NOOP
from evodesk.ui.texts import clock, error_words, mode_word
from evodesk.ui.toast import Toast

if TYPE_CHECKING:
    from evodesk.domain.reception import Mode
    from evodesk.domain.switch import Failure
    from evodesk.errors import EvodeskError
    from evodesk.live.switchboard import Done

_DONE = {
    (Side.WEBHOOK, False): QT_TRANSLATE_NOOP(
        "Toasts", "Webhook turned on! WebSocket was turned off."
    ),
    (Side.WEBSOCKET, False): QT_TRANSLATE_NOOP(
        "Toasts", "WebSocket turned on! Webhook was turned off."
    ),
    (Side.WEBHOOK, True): QT_TRANSLATE_NOOP(
        "Toasts", "WebSocket turned off! Webhook was turned on."
    ),
    (Side.WEBSOCKET, True): QT_TRANSLATE_NOOP(
        "Toasts", "Webhook turned off! WebSocket was turned on."
    ),
}


def done_toast(done: Done, title: str, recovered: str, delivers: str = "") -> Toast:
    """`recovered`: how many messages came in between, in words; empty: none. `delivers`: to which
    other system, in words, where that was not what was asked for; empty: to none."""
    proof = QCoreApplication.translate("Toasts", "{instance} · checked on the server at {time}")
    told = proof.format(instance=title, time=clock(done.at))
    return Toast("ok", _head(done), "\n".join(line for line in (told, delivers, recovered) if line))


def _head(done: Done) -> str:
    if done.restored:
        return QCoreApplication.translate("Toasts", "Original settings restored.")
    if done.moved_to is not None and done.moved_to.here:
        return QCoreApplication.translate("Toasts", "The webhook now delivers to this computer.")
    if done.moved_to is not None:
        pattern = QCoreApplication.translate("Toasts", "The webhook now delivers to {host}.")
        return pattern.format(host=done.moved_to.host)
    return QCoreApplication.translate("Toasts", _DONE[done.side, done.turned_off])


def failed_toast(failure: Failure, title: str) -> Toast:
    """The strip under the instance's row stays and tells the rest."""
    head = QCoreApplication.translate("Toasts", "Could not switch the connection mode")
    cause = error_words(failure.code, dict(failure.values)).text
    return Toast("error", head, f"{title}: {cause}", passes=True)


def resumed_toast(title: str, mode: Mode) -> Toast:
    told = QCoreApplication.translate(
        "Toasts", "A switch was left halfway. We checked: {instance} is on {mode}."
    )
    return Toast("info", told.format(instance=title, mode=mode_word(mode)))


def stores_nothing_toast() -> Toast:
    head = QCoreApplication.translate("Toasts", "This server does not store messages")
    told = QCoreApplication.translate(
        "Toasts", "What it sends while evodesk is away or a switch runs cannot be recovered."
    )
    return Toast("info", head, told, stays=True)


def restarted_toast(title: str) -> Toast:
    told = QCoreApplication.translate("Toasts", "{instance} is restarting")
    away = QCoreApplication.translate("Toasts", "The instance is away for some seconds.")
    return Toast("info", told.format(instance=title), away)


def refused_toast(error: EvodeskError, title: str) -> Toast:
    words = error_words(error.code, error.values)
    return Toast("error", f"{title}: {words.title}", words.told)
