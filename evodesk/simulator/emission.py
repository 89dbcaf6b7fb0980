"""One event leaves the server: WebSocket first, then webhook, then its row in the history.

Both rows are read at that moment, so a `set` counts from the next event on.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from evodesk.simulator import webhooks
from evodesk.simulator.binary import with_bytes
from evodesk.simulator.disorder import Disorder, copies
from evodesk.simulator.reception import accepted_name
from evodesk.simulator.storing import STORED, store
from evodesk.simulator.webhooks import Post, Webhooks
from evodesk.simulator.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from evodesk.simulator.instance import Instance
    from evodesk.simulator.settings import Settings
    from evodesk.simulator.sockets import Sockets

AWAITED = frozenset({"messages.edited", "remove.instance", "logout.instance"})
"""Events whose webhook, retries included, holds back all later ones of the instance.

contract: 06_webhook_retry/BAILEYS_edit_with_webhook_down_blocks_all_messages
"""


def next_stamp() -> int:
    """`messageTimestamp` of a message that arrives now: rounded up to the next second."""
    return math.ceil(time.time())


class Emitter:
    def __init__(
        self, settings: Settings, sockets: Sockets, hooks: Webhooks, server_url: Callable[[], str]
    ) -> None:
        self.up = asyncio.Event()
        """Set while the server runs; events of the phone wait for it."""
        self.deliveries = Work()
        self._work = Work()
        self._settings = settings
        self._sockets = sockets
        self._webhooks = hooks
        self._server_url = server_url
        self.disturb(Disorder())

    def disturb(self, disorder: Disorder) -> None:
        self._disorder = disorder
        self._random = random.Random(disorder.seed)

    async def close(self) -> None:
        await self._work.cancel()
        await self.deliveries.cancel()

    def run(self, events: Coroutine[Any, Any, None], name: str) -> asyncio.Task[Any]:
        """Emit without waiting for the events before; the task ends with the emitter."""
        return self._work.start(events, name)

    async def emit(self, instance: Instance, event: str, data: Any, stored: bool = True) -> None:
        """Send one event of an instance; `data` may hold bytes or their webhook form."""
        content = _completed(instance, event, with_bytes(data))
        async with instance.turn:
            await self.up.wait()
            instance.emitted += 1
            if stored and self._settings.stores_messages and event in STORED:
                self._work.start(self._store(instance, event, content), f"store {event}")
            for late in copies(self._disorder, self._random.random):
                if late:
                    self._work.start(self._push_late(late, instance, event, content), "late push")
                else:
                    await self._push(instance, event, content)

    async def _store(self, instance: Instance, event: str, data: Any) -> None:
        await asyncio.sleep(self._settings.store_delay + self._disorder.store)
        store(instance, event, data)

    async def _push_late(self, late: float, instance: Instance, event: str, data: Any) -> None:
        await asyncio.sleep(late)
        await self._push(instance, event, data)

    async def _push(self, instance: Instance, event: str, data: Any) -> None:
        visible = data if instance.sends_base64 else _without_base64(data)
        at = datetime.now()
        await self._to_sockets(instance, event, self._envelope(instance, event, visible, at))
        tasks = [
            self.deliveries.start(self._webhooks.deliver(post), f"webhook {event}")
            for post in self._posts(instance, event, visible, at)
        ]
        if event in AWAITED and tasks:
            await asyncio.wait(tasks)

    async def _to_sockets(self, instance: Instance, event: str, envelope: dict[str, Any]) -> None:
        if not self._settings.websocket_available:
            return
        if self._settings.global_websocket:
            await self._sockets.emit("/", event, envelope)
        row = instance.websocket
        if row and row.enabled and accepted_name(event) in row.events:
            await self._sockets.emit(f"/{instance.name}", event, envelope)

    def _envelope(
        self,
        instance: Instance,
        event: str,
        data: Any,
        at: datetime,
        destination: str | None = None,
    ) -> dict[str, Any]:
        """`date_time` is local time with a false Z.

        contract: 05_events_other/date_time_is_local_time_with_Z; `sender` is absent without a
        phone (05_events_baileys_fake_socket/qrcode_updated_1).
        """
        url = self._server_url()
        place = {"destination": destination} if destination is not None else {"server_url": url}
        return {
            "event": event,
            "instance": instance.name,
            "data": data,
            **place,
            "date_time": at.isoformat(timespec="milliseconds") + "Z",
            **({"sender": instance.owner} if instance.owner else {}),
            "server_url": url,  # in a socket event it keeps the place that it has
            "apikey": instance.token,
        }

    def _posts(self, instance: Instance, event: str, data: Any, at: datetime) -> list[Post]:
        row, everywhere = instance.webhook, self._settings.global_webhook
        posts, message = [], _message_id(event, data)
        if row and row.enabled and accepted_name(event) in row.events:
            url = webhooks.full_url(row.url, event, row.by_events)
            headers = webhooks.sent_headers(row.headers, webhooks.unix_now())
            body = webhooks.encoded(self._envelope(instance, event, data, at, row.url))
            posts.append(Post(instance.name, event, url, headers, body, message))
        if everywhere:
            destination = row.url if row else webhooks.full_url(everywhere, event, by_events=True)
            body = webhooks.encoded(self._envelope(instance, event, data, at, destination))
            posts.append(Post(instance.name, event, everywhere, {}, body, message))
        return posts


def _completed(instance: Instance, event: str, data: Any) -> Any:
    """Fill in what the server itself adds to a message."""
    if event not in ("messages.upsert", "send.message") or not isinstance(data, dict):
        return data
    added = {"messageTimestamp": next_stamp(), "instanceId": instance.id, "source": "unknown"}
    return data | {name: value for name, value in added.items() if name not in data}


def _message_id(event: str, data: Any) -> str:
    if event not in ("messages.upsert", "send.message") or not isinstance(data, dict):
        return ""
    key = data.get("key")
    return str(key.get("id", "")) if isinstance(key, dict) else ""


def _without_base64(data: Any) -> Any:
    if not isinstance(data, dict) or not isinstance(data.get("message"), dict):
        return data
    message = {name: value for name, value in data["message"].items() if name != "base64"}
    return {**data, "message": message}
