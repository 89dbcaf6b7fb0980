"""The words of every question that is asked before acting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import host_of
from evodesk.ui.confirm import Question


def restart_question(title: str) -> Question:
    asked = QCoreApplication.translate("Questions", "Restart {instance}?")
    return Question(
        name="restart",
        title=asked.format(instance=title),
        text=QCoreApplication.translate("Questions", "The instance is away for some seconds."),
        go=QCoreApplication.translate("Questions", "Restart"),
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
