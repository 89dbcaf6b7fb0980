"""The simulated phones: links that open and close, QR codes, and the events about them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from evodesk.simulator.instance import Instance, disconnection, now
from evodesk.simulator.pictures import qr_like

if TYPE_CHECKING:
    from evodesk.simulator.emission import Emitter


async def connecting(emitter: Emitter, instance: Instance) -> None:
    """A phone begins to connect; only now the webhook's base64 flag is read."""
    instance.link = "connecting"
    instance.load_webhook()
    await _update(emitter, instance, state="connecting", statusReason=200)


async def opened(emitter: Emitter, instance: Instance) -> None:
    """contract: 05_events_baileys_fake_socket/connection_update_open"""
    instance.link, instance.reason, instance.closed_at = "open", None, None
    instance.qr_count = 0
    await _update(
        emitter,
        instance,
        wuid=instance.owner,
        profileName=instance.name,
        profilePictureUrl=None,
        state="open",
        statusReason=200,
    )


async def closed(emitter: Emitter, instance: Instance, reason: int) -> None:
    """Reason 401 means logged out on the phone. contract: logout_route"""
    instance.link, instance.reason, instance.closed_at = "close", reason, now()
    instance.stamps.updated = now()
    told = {
        "instance": instance.name,
        "status": "closed",
        "disconnectionAt": instance.closed_at,
        "disconnectionReasonCode": reason,
        "disconnectionObject": disconnection(reason, instance.closed_at),
    }
    await emitter.emit(instance, "status.instance", told)
    await _update(emitter, instance, state="close", statusReason=reason)


async def server_started(emitter: Emitter, instances: list[Instance]) -> None:
    """Every linked phone connects anew, which creates the namespaces that listen to it.

    contract: 04_socketio/namespace_after_restart_depends_on_subscribed_events
    """
    for instance in instances:
        link = instance.link
        if link != "close":
            await connecting(emitter, instance)
        if link == "open":
            await opened(emitter, instance)


async def show_qr(emitter: Emitter, instance: Instance) -> dict[str, Any]:
    """A fresh QR code, as event and as the answer of `instance/connect`.

    contract: connect_while_connecting_returns_qr, qrcode_updated_1
    """
    if instance.link != "connecting":
        await connecting(emitter, instance)
    instance.qr_count += 1
    code = f"2@{instance.id.replace('-', '')}{instance.qr_count},simulated,simulated,simulated=="
    picture = base64.b64encode(qr_like(code)).decode()
    qr = {"pairingCode": None, "code": code, "base64": f"data:image/png;base64,{picture}"}
    await emitter.emit(instance, "qrcode.updated", {"qrcode": {"instance": instance.name, **qr}})
    return {**qr, "count": instance.qr_count}


async def _update(emitter: Emitter, instance: Instance, **told: object) -> None:
    await emitter.emit(instance, "connection.update", {"instance": instance.name, **told})
