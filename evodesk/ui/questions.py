"""The words of every question that is asked before acting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import host_of
from evodesk.errors import MediaAtRisk
from evodesk.ui.confirm import Question
from evodesk.ui.texts import error_words, mode_word

if TYPE_CHECKING:
    from evodesk.domain.reception import Side


def restart_question(title: str) -> Question:
    asked = QCoreApplication.translate("Questions", "Restart {instance}?")
    return Question(
        name="restart",
        title=asked.format(instance=title),
        text=QCoreApplication.translate("Questions", "The instance is away for some seconds."),
        go=QCoreApplication.translate("Questions", "Restart"),
    )


def wipe_question(title: str, of: str) -> Question:
    """`title` names the number of messages: plurals are made by `tr` of an object only. `of`: the
    title of the instance."""
    text = QCoreApplication.translate(
        "Questions",
        "All that this computer keeps of {instance}. Nothing changes on WhatsApp or the server.",
    )
    return Question(
        name="wipe",
        title=title,
        text=text.format(instance=of),
        go=QCoreApplication.translate("Questions", "Delete"),
    )


def remove_server_question(name: str) -> Question:
    asked = QCoreApplication.translate("Questions", "Remove {server}?")
    return Question(
        name="removeServer",
        title=asked.format(server=name),
        text=QCoreApplication.translate(
            "Questions",
            "Its address and key are forgotten here. Nothing changes on the server, and the"
            " messages stay on this computer.",
        ),
        go=QCoreApplication.translate("Questions", "Remove server"),
    )


def plain_http_question(host: str) -> Question:
    return Question(
        name="plainHttp",
        title=QCoreApplication.translate("Questions", "Send the key unprotected?"),
        text=QCoreApplication.translate(
            "Questions",
            "Without “https” the key travels unprotected. Use it only on an internal network.",
        ),
        go=QCoreApplication.translate("Questions", "Connect anyway"),
        host=host,
    )


def plain_webhook_question(url: str) -> Question:
    return Question(
        name="plainWebhook",
        title=QCoreApplication.translate("Questions", "Receive messages unprotected?"),
        text=QCoreApplication.translate(
            "Questions",
            "Without “https” the messages, and the secret in the address, travel unprotected.",
        ),
        go=QCoreApplication.translate("Questions", "Use it anyway"),
        host=host_of(url),
    )


def media_loss_question(title: str, side: Side) -> Question:
    """A server without S3 does not store the media of the Meta channel (SOURCE_NOTES.md)."""
    asked = QCoreApplication.translate("Questions", "Switch {instance} to {mode}?")
    return Question(
        name="mediaLoss",
        title=asked.format(instance=title, mode=mode_word(side)),
        text=error_words(MediaAtRisk.code, {}).text,
        go=QCoreApplication.translate("Questions", "Switch"),
        is_grave=False,
    )


def quit_question() -> Question:
    return Question(
        name="quit",
        title=QCoreApplication.translate("Questions", "Quit evodesk?"),
        text=QCoreApplication.translate(
            "Questions", "While evodesk is closed, no messages are received on this computer."
        ),
        go=QCoreApplication.translate("Questions", "Quit evodesk"),
        is_grave=False,
    )
