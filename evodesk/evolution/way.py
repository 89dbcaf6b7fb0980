"""From which of this computer's addresses the server is reached: another one, or none, means that
the network changed, and that a connection of before may be dead without knowing it."""

from __future__ import annotations

import socket
from typing import Any


def source_for(peer: Any) -> str | None:
    """By the system's routes as they are now; None: there is no way. `peer` as a socket names it.
    Sends nothing: connecting a datagram socket only looks the way up."""
    family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(peer)
        except OSError:
            return None
        return str(probe.getsockname()[0])
