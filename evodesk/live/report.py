"""The report of the fixed outer interface: what is true now, without a secret."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from evodesk import __version__
from evodesk.domain.reception import Mode, mask_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evodesk.domain.reception import Destination
    from evodesk.domain.status import InstanceStatus, ServerStatus
    from evodesk.live.stalls import StallMeter
    from evodesk.store.reading import Counts
    from evodesk.store.switches import Tally


def build(
    server: ServerStatus | None,
    stores_messages: bool | None,
    instances: Iterable[InstanceStatus],
    counts: Counts,
    tally: Tally,
    gui: dict[str, float | None],
    errors: Sequence[str],
    tasks: int,
) -> dict[str, object]:
    listed = tuple(instances)
    return {
        "version": __version__,
        "server": _server(server, stores_messages, listed),
        "instances": [_instance(each) for each in listed],
        "messages": asdict(counts),
        "switches": tally._asdict(),
        "gui": gui,
        "errors": list(errors),
        "tasks": tasks,
    }


def gui(first_paint_ms: float | None, meter: StallMeter) -> dict[str, float | None]:
    """Milliseconds; see the outer interface for how the gap is measured."""
    p99 = meter.p99_ms
    return {
        "first_paint_ms": first_paint_ms,
        "gap_ms_p99": p99,
        "gap_ms_max": None if p99 is None else round(meter.max_ms, 1),
    }


def _server(
    status: ServerStatus | None, stores_messages: bool | None, instances: tuple[InstanceStatus, ...]
) -> dict[str, object]:
    known = [each.reception.websocket_available for each in instances if each.reception]
    return {
        "url": mask_url(status.server.url) if status else "",
        "version": status.version if status else "",
        "websocket_available": all(known) if known else None,
        "stores_messages": stores_messages,
    }


def _instance(each: InstanceStatus) -> dict[str, object]:
    webhook = each.reception.webhook if each.reception else None
    websocket = each.reception.websocket if each.reception else None
    active = webhook if each.mode in (Mode.WEBHOOK, Mode.BOTH) else websocket
    return {
        "name": each.name,
        "link": each.instance.link.value,
        "mode": each.mode.value if each.mode else None,
        "destination": _place(each.destination),
        "webhook_url": mask_url(webhook.url) if webhook and webhook.url else None,
        "base64": webhook.base64 if webhook else None,
        "events": sorted(active.events) if active else [],
    }


def _place(destination: Destination | None) -> str | None:
    if destination is None:
        return None
    return "here" if destination.here else destination.host
