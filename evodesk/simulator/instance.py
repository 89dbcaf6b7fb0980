"""One instance as the server's tables hold it, and the shapes in which it is shown."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from evodesk.simulator.history import History

if TYPE_CHECKING:
    from evodesk.simulator.reception import WebhookRow, WebsocketRow

MEDIA_KEPT = 200
"""How many media files the simulated phone can still hand out."""

_ids = itertools.count(1)


def new_id() -> str:
    """Shaped like the server's row ids."""
    return f"cmwsim{next(_ids):019d}"


def js_time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now() -> str:
    return js_time(datetime.now(UTC))


@dataclass
class Stamps:
    """`id`, `createdAt` and `updatedAt` of one database row."""

    id: str = field(default_factory=new_id)
    created: str = field(default_factory=now)
    updated: str = field(default_factory=now)

    def around(self, body: dict[str, Any], instance_id: str) -> dict[str, Any]:
        return {
            "id": self.id,
            **body,
            "createdAt": self.created,
            "updatedAt": self.updated,
            "instanceId": instance_id,
        }


@dataclass
class Instance:
    """`link` is `connectionStatus`: open, connecting or close."""

    name: str
    number: str | None = None
    token: str = field(default_factory=lambda: str(uuid.uuid4()).upper(), repr=False)
    link: str = "open"
    reason: int | None = None
    closed_at: str | None = None
    webhook: WebhookRow | None = None
    websocket: WebsocketRow | None = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    stamps: Stamps = field(default_factory=Stamps)
    webhook_stamps: Stamps = field(default_factory=Stamps)
    websocket_stamps: Stamps = field(default_factory=Stamps)
    setting_stamps: Stamps = field(default_factory=Stamps)
    history: History = field(default_factory=History)
    media: dict[str, str] = field(default_factory=dict, repr=False)
    sends_base64: bool = False
    qr_count: int = 0
    integration: str = "WHATSAPP-BAILEYS"
    others: tuple[str, ...] = ()
    """Names among OTHERS: what else receives from it."""
    emitted: int = 0
    both_on_ever: bool = False
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Events leave one after the other; the lock is fair, so in order of arrival."""

    @property
    def owner(self) -> str | None:
        return f"{self.number}@s.whatsapp.net" if self.number else None

    @property
    def both_on(self) -> bool:
        return bool(
            self.webhook and self.webhook.enabled and self.websocket and self.websocket.enabled
        )

    def load_webhook(self) -> None:
        """The base64 flag counts from the moment of connecting.

        contract: 05_events_baileys_fake_socket/image_after_set_base64_true_without_reconnect
        """
        self.sends_base64 = bool(self.webhook and self.webhook.enabled and self.webhook.base64)

    def set_webhook(self, row: WebhookRow) -> None:
        if self.webhook is None:
            self.webhook_stamps = Stamps()
        self.webhook = row
        self.webhook_stamps.updated = now()
        self.both_on_ever = self.both_on_ever or self.both_on

    def set_websocket(self, row: WebsocketRow) -> None:
        if self.websocket is None:
            self.websocket_stamps = Stamps()
        self.websocket = row
        self.websocket_stamps.updated = now()
        self.both_on_ever = self.both_on_ever or self.both_on

    def keep_media(self, message_id: str, content: str) -> None:
        self.media[message_id] = content
        if len(self.media) > MEDIA_KEPT:
            del self.media[next(iter(self.media))]

    def webhook_json(self) -> dict[str, Any] | None:
        """contract: 02_webhook/find_before_any_set for null"""
        if self.webhook is None:
            return None
        return self.webhook_stamps.around(self.webhook.as_json(), self.id)

    def websocket_json(self) -> dict[str, Any] | None:
        if self.websocket is None:
            return None
        return self.websocket_stamps.around(self.websocket.as_json(), self.id)

    def as_json(self) -> dict[str, Any]:
        """One entry of fetchInstances: the webhook is absent, the token is not.

        contract: 05_events_baileys_fake_socket/fetchInstances_open, fetchInstances_after_logout
        """
        return {
            "id": self.id,
            "name": self.name,
            "connectionStatus": self.link,
            "ownerJid": self.owner,
            "profileName": self.name if self.number else None,
            "profilePicUrl": None,
            "integration": self.integration,
            "number": None,
            "businessId": None,
            "token": self.token,
            "clientName": "evolution_exchange",
            "disconnectionReasonCode": self.reason,
            "disconnectionObject": disconnection(self.reason, self.closed_at),
            "disconnectionAt": self.closed_at,
            "createdAt": self.stamps.created,
            "updatedAt": self.stamps.updated,
            "Proxy": None,
            **{name: {"enabled": True} if name in self.others else None for name in OTHERS},
            "Websocket": self.websocket_json(),
            "Setting": self.setting_stamps.around(SETTING, self.id),
            "_count": {"Message": len(self.history), "Contact": 0, "Chat": 0},
        }


OTHERS = ("Chatwoot", "Rabbitmq", "Nats", "Sqs")
"""contract: 01_instances/fetch_many, where each is null"""
SETTING: dict[str, Any] = {
    "rejectCall": False,
    "msgCall": "",
    "groupsIgnore": False,
    "alwaysOnline": False,
    "readMessages": False,
    "readStatus": False,
    "syncFullHistory": False,
    "wavoipToken": "",
}


def disconnection(reason: int | None, at: str | None) -> str | None:
    """The JSON text that the server keeps about a closed link."""
    if reason is None:
        return None
    return f'{{"error":{{"output":{{"statusCode":{reason}}}}},"date":"{at}"}}'
