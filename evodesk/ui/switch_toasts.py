"""The notices about switches, with the texts of the product note."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Side
from evodesk.ui.marking import QT_TRANSLATE_NOOP
from evodesk.ui.texts import error_words, mode_word
from evodesk.ui.toast import Toast

if TYPE_CHECKING:
    from evodesk.domain.reception import Mode
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


def done_toast(done: Done, title: str) -> Toast:
    proof = QCoreApplication.translate("Toasts", "{instance} · checked on the server at {time}")
    time = datetime.fromtimestamp(done.at).strftime("%H:%M")
    lines = [proof.format(instance=title, time=time)]
    if done.recovered:
        lines.append(
            QCoreApplication.translate("Toasts", "%n messages recovered", "", done.recovered)
        )
    head = QCoreApplication.translate("Toasts", _DONE[done.side, done.turned_off])
    return Toast("ok", head, "\n".join(lines))


def resumed_toast(title: str, mode: Mode) -> Toast:
    told = QCoreApplication.translate(
        "Toasts", "A switch was left halfway last time. We checked: {instance} is on {mode}."
    )
    return Toast("info", told.format(instance=title, mode=mode_word(mode)))


def restarted_toast(title: str) -> Toast:
    told = QCoreApplication.translate("Toasts", "{instance} is restarting")
    away = QCoreApplication.translate("Toasts", "The instance is away for some seconds.")
    return Toast("info", told.format(instance=title), away)


def refused_toast(error: EvodeskError, title: str) -> Toast:
    words = error_words(error.code, error.values)
    return Toast("error", f"{title}: {words.title}", f"{words.text} {words.todo}".strip())
