"""Whether what an instance sends arrives here at present, and why not. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.gap import Cause
from evodesk.domain.reception import Side
from evodesk.domain.status import ServerState, StreamState

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus


def arrives(status: InstanceStatus, server: ServerState) -> bool:
    """As far as we know."""
    if status.stream is StreamState.LIVE:
        return True
    return status.delivers_here and server is not ServerState.DOWN


def doubt(status: InstanceStatus, server: ServerState) -> Cause | None:
    """Why it does not arrive although it is sent here; None when it does, or is not."""
    if arrives(status, server):
        return None
    if status.stream is StreamState.ARMED:
        return Cause.ARMED
    wanted = status.reception is not None and status.reception.is_on(Side.WEBSOCKET)
    return Cause.DISCONNECTION if wanted or status.delivers_here else None
