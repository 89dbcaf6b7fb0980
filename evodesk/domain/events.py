"""The events that a side can be subscribed to, and the presets that people choose from."""

from __future__ import annotations

from enum import StrEnum

from evodesk.domain.reception import DEFAULT_EVENTS, Side

# What 2.3.6 takes; one unknown name refuses the whole save
# (contract: 02_webhook/set_bad_event_name).
KNOWN_EVENTS = frozenset(
    "APPLICATION_STARTUP QRCODE_UPDATED MESSAGES_SET MESSAGES_UPSERT MESSAGES_EDITED "
    "MESSAGES_UPDATE MESSAGES_DELETE SEND_MESSAGE SEND_MESSAGE_UPDATE CONTACTS_SET "
    "CONTACTS_UPSERT CONTACTS_UPDATE PRESENCE_UPDATE CHATS_SET CHATS_UPSERT CHATS_UPDATE "
    "CHATS_DELETE GROUPS_UPSERT GROUP_UPDATE GROUP_PARTICIPANTS_UPDATE CONNECTION_UPDATE "
    "LABELS_EDIT LABELS_ASSOCIATION CALL TYPEBOT_START TYPEBOT_CHANGE_STATUS REMOVE_INSTANCE "
    "LOGOUT_INSTANCE INSTANCE_CREATE INSTANCE_DELETE STATUS_INSTANCE".split()
)
NEVER_SENT = frozenset({"APPLICATION_STARTUP", "CONTACTS_SET", "GROUP_UPDATE"})
"""Accepted, but no code of the server emits them; group updates have another name than the list
(contract: 05_events_baileys_fake_socket/groups_update_never_delivered)."""
HOLDS_UP = "MESSAGES_EDITED"
"""Awaited by the server, its webhook's retries included (contract:
06_webhook_retry/BAILEYS_edit_with_webhook_down_blocks_all_messages)."""

_INNER_LIFE = frozenset(
    "CONTACTS_UPSERT CONTACTS_UPDATE CHATS_UPSERT CHATS_UPDATE INSTANCE_CREATE INSTANCE_DELETE "
    "STATUS_INSTANCE".split()
)


class Preset(StrEnum):
    SUPPORT = "support"
    DIAGNOSIS = "diagnosis"
    EVERYTHING = "everything"


def preset_events(preset: Preset, side: Side) -> frozenset[str]:
    """No preset subscribes a webhook to what can hold the instance up: only its own tick does."""
    if preset is Preset.SUPPORT:
        return DEFAULT_EVENTS[side]
    if preset is Preset.DIAGNOSIS:
        return DEFAULT_EVENTS[side] | _INNER_LIFE
    return KNOWN_EVENTS - {HOLDS_UP} if side is Side.WEBHOOK else KNOWN_EVENTS
