"""Invented instances and servers, named as on the mockups."""

from __future__ import annotations

from evodesk.domain.drift import Baseline, Drift
from evodesk.domain.instance import Instance, LinkState, Server
from evodesk.domain.reception import (
    DEFAULT_EVENTS,
    Destination,
    Mode,
    Original,
    Reception,
    Side,
    WebhookConfig,
    WebsocketConfig,
)
from evodesk.domain.status import InstanceStatus, ServerState, ServerStatus, StreamState
from evodesk.domain.switch import Failure, LastSwitch, Phase, Progress

NOW = 1_795_437_708
"""Unix seconds: the moment at which the samples are looked at."""
HERE = Destination(here=True, host="127.0.0.1:8765")
FOREIGN = Destination(here=False, host="n8n.clinicasorriso.example")
SERVER = Server(id="matriz", url="https://evolution.oficinasilva.example", name="Matriz")


def reception(
    mode: Mode, url: str = "http://127.0.0.1:8765/x", base64: bool = True, available: bool = True
) -> Reception:
    webhook, websocket = mode in (Mode.WEBHOOK, Mode.BOTH), mode in (Mode.WEBSOCKET, Mode.BOTH)
    return Reception(
        WebhookConfig(webhook, url, events=DEFAULT_EVENTS[Side.WEBHOOK], base64=base64),
        WebsocketConfig(websocket, DEFAULT_EVENTS[Side.WEBSOCKET]),
        websocket_available=available,
    )


def status(
    name: str = "balcao",
    title: str = "Oficina · Balcão",
    mode: Mode | None = Mode.WEBSOCKET,
    *,
    link: LinkState = LinkState.OPEN,
    stored_link: LinkState | None = None,
    number: str = "5511955500110",
    destination: Destination | None = None,
    last_message_at: int | None = NOW - 4,
    reason: int | None = None,
    closed_at: float | None = None,
    others: tuple[str, ...] = (),
    stream: StreamState = StreamState.LIVE,
    progress: Progress | None = None,
    failure: Failure | None = None,
    drift: Drift | None = None,
    last_switch: LastSwitch | None = None,
    original: Original | None = None,
    base64: bool = True,
    base64_pending: bool = False,
    came_through: bool = True,
    is_watched: bool = False,
    asks_every: int = 0,
) -> InstanceStatus:
    """One instance; by default open, in WebSocket mode, with a message 4 s ago."""
    instance = Instance(
        name=name,
        link=link,
        stored_link=link if stored_link is None else stored_link,
        number=number,
        profile_name=title,
        reason=reason,
        closed_at=closed_at,
        others=others,
    )
    return InstanceStatus(
        instance=instance,
        title=title,
        reception=None if mode is None else reception(mode, base64=base64),
        destination=destination or (HERE if mode in (Mode.WEBHOOK, Mode.BOTH) else None),
        stream=stream if mode is Mode.WEBSOCKET else StreamState.OFF,
        progress=progress,
        failure=failure,
        drift=drift,
        last_switch=last_switch,
        original=original,
        last_message_at=last_message_at,
        base64_pending=base64_pending,
        came_through=came_through,
        is_watched=is_watched,
        asks_every=asks_every,
    )


def drift(
    before: Reception, found: Reception, *, since: float = NOW - 1800, chosen: bool = True
) -> Drift:
    """Left there yesterday."""
    return Drift(Baseline(before, NOW - 90_000, chosen), found, since)


def switching(name: str = "pecas", started_at: float = NOW - 2) -> Progress:
    """To WebSocket, its first two phases done."""
    return Progress(
        instance=name,
        side=Side.WEBSOCKET,
        started_at=started_at,
        phase=Phase.NEW_ON,
        done=((Phase.KEEP, started_at + 0.1), (Phase.OLD_OFF, started_at + 0.3)),
    )


def failure(
    name: str = "recepcao",
    code: str = "websocket_off",
    mode: Mode | None = Mode.WEBHOOK,
    undone: bool = True,
) -> Failure:
    return Failure(
        instance=name,
        side=Side.WEBSOCKET,
        code=code,
        values=(("instance", name),),
        mode=mode,
        undone=undone,
        at=NOW - 5,
    )


def office() -> tuple[InstanceStatus, ...]:
    """The list of the mockups: every state once."""
    closed, opening = LinkState.CLOSED, LinkState.CONNECTING
    return (
        status(
            others=("Chatwoot", "RabbitMQ"),
            last_switch=LastSwitch(NOW - 6200, Mode.WEBHOOK, Mode.WEBSOCKET),
        ),
        status("pecas", "Oficina · Peças", number="5511955500122", last_message_at=NOW - 51),
        status(
            "recepcao",
            "Clínica · Recepção",
            Mode.WEBHOOK,
            number="5511955500340",
            destination=FOREIGN,
            last_message_at=NOW - 125,
        ),
        status("guincho", "Guincho 24 h", Mode.WEBHOOK, number="5519955500507"),
        status(
            "campinas",
            "Filial Campinas",
            link=closed,
            number="5519955500512",
            reason=401,
            closed_at=NOW - 2160,
            last_message_at=NOW - 2220,
        ),
        status("posvenda", "Pós-venda", Mode.NONE, number="5511955500160"),
        status("financeiro", "Financeiro", link=opening, number="5511955500171"),
        status(
            "marketing",
            "Marketing",
            Mode.WEBHOOK,
            stored_link=closed,
            number="5511955500188",
            last_message_at=NOW - 4700,
        ),
        status(
            "estoque",
            "Estoque",
            None,
            link=LinkState.UNKNOWN,
            number="5511955500190",
            last_message_at=NOW - 90_000,
        ),
    )


def server_status(state: ServerState = ServerState.OK) -> ServerStatus:
    down = state is not ServerState.OK
    return ServerStatus(
        server=SERVER,
        state=state,
        version="2.3.6",
        latency_ms=42,
        down_since=NOW - 1020 if down else None,
        next_try_at=NOW + 12 if down else None,
        error="unreachable" if down else "",
        websocket_available=True,
    )
