"""The events as people read them, in groups; only a table and its translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from evodesk.domain.events import HOLDS_UP, NEVER_SENT, Preset
from evodesk.domain.reception import Side
from evodesk.ui.marking import QT_TRANSLATE_NOOP

_GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("Events", "Messages"),
        (
            ("MESSAGES_UPSERT", QT_TRANSLATE_NOOP("Events", "New messages")),
            ("SEND_MESSAGE", QT_TRANSLATE_NOOP("Events", "Messages sent through the API")),
            ("MESSAGES_UPDATE", QT_TRANSLATE_NOOP("Events", "Delivered and read")),
            ("MESSAGES_DELETE", QT_TRANSLATE_NOOP("Events", "Deleted messages")),
            ("MESSAGES_EDITED", QT_TRANSLATE_NOOP("Events", "Edited messages")),
            ("SEND_MESSAGE_UPDATE", QT_TRANSLATE_NOOP("Events", "Edits sent through the API")),
            ("MESSAGES_SET", QT_TRANSLATE_NOOP("Events", "History of the phone")),
            ("CALL", QT_TRANSLATE_NOOP("Events", "Calls")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Events", "Connection"),
        (
            ("CONNECTION_UPDATE", QT_TRANSLATE_NOOP("Events", "Connected or down")),
            ("QRCODE_UPDATED", QT_TRANSLATE_NOOP("Events", "New QR code")),
            ("STATUS_INSTANCE", QT_TRANSLATE_NOOP("Events", "State of the instance")),
            ("LOGOUT_INSTANCE", QT_TRANSLATE_NOOP("Events", "Instance logged out")),
            ("REMOVE_INSTANCE", QT_TRANSLATE_NOOP("Events", "Instance removed")),
            ("INSTANCE_CREATE", QT_TRANSLATE_NOOP("Events", "Instance created")),
            ("INSTANCE_DELETE", QT_TRANSLATE_NOOP("Events", "Instance deleted")),
            ("APPLICATION_STARTUP", QT_TRANSLATE_NOOP("Events", "Server started")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Events", "Contacts and chats"),
        (
            ("CONTACTS_UPSERT", QT_TRANSLATE_NOOP("Events", "New contacts")),
            ("CONTACTS_UPDATE", QT_TRANSLATE_NOOP("Events", "Changed contacts")),
            ("CONTACTS_SET", QT_TRANSLATE_NOOP("Events", "Contacts of the phone")),
            ("CHATS_UPSERT", QT_TRANSLATE_NOOP("Events", "New chats")),
            ("CHATS_UPDATE", QT_TRANSLATE_NOOP("Events", "Changed chats")),
            ("CHATS_DELETE", QT_TRANSLATE_NOOP("Events", "Deleted chats")),
            ("CHATS_SET", QT_TRANSLATE_NOOP("Events", "Chats of the phone")),
            ("PRESENCE_UPDATE", QT_TRANSLATE_NOOP("Events", "Online and typing (very many)")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Events", "Groups, labels and robots"),
        (
            ("GROUPS_UPSERT", QT_TRANSLATE_NOOP("Events", "New groups")),
            ("GROUP_UPDATE", QT_TRANSLATE_NOOP("Events", "Changed groups")),
            ("GROUP_PARTICIPANTS_UPDATE", QT_TRANSLATE_NOOP("Events", "People in groups")),
            ("LABELS_EDIT", QT_TRANSLATE_NOOP("Events", "Changed labels")),
            ("LABELS_ASSOCIATION", QT_TRANSLATE_NOOP("Events", "Labels of chats")),
            ("TYPEBOT_START", QT_TRANSLATE_NOOP("Events", "Typebot started")),
            ("TYPEBOT_CHANGE_STATUS", QT_TRANSLATE_NOOP("Events", "State of Typebot")),
        ),
    ),
)
_PRESETS = {
    Preset.SUPPORT: QT_TRANSLATE_NOOP("Events", "Support desk"),
    Preset.DIAGNOSIS: QT_TRANSLATE_NOOP("Events", "Diagnosis"),
    Preset.EVERYTHING: QT_TRANSLATE_NOOP("Events", "Everything"),
}


def event_groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Title, and (event, words) of each group, in the order in which people look for them."""
    return tuple(
        (_tr(title), tuple((event, _tr(words)) for event, words in events))
        for title, events in _GROUPS
    )


def event_word(event: str) -> str:
    """An event that we do not know keeps the server's name for it."""
    known = (words for _, events in _GROUPS for name, words in events if name == event)
    return next(map(_tr, known), event)


def preset_word(preset: Preset) -> str:
    return _tr(_PRESETS[preset])


def event_warning(event: str, side: Side) -> str:
    """What must be known before it is ticked, or empty."""
    if event == HOLDS_UP and side is Side.WEBHOOK:
        return QCoreApplication.translate(
            "Events",
            "“Edited messages” by webhook can hold up the server's queue if this computer is off.",
        )
    if event in NEVER_SENT:
        return QCoreApplication.translate("Events", "The server takes it but never sends it.")
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Events", text)
