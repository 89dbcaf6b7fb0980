"""What the environment of a real server would set, and what only a simulation needs."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "2.3.6"


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults are the real server's, with WebSocket available and messages stored."""

    host: str = "127.0.0.1"
    port: int = 0
    key: str = "SIMULATOR-GLOBAL-KEY"
    prefix: str = ""
    """A sub-path such as `/evo`; everything but `/_sim/` lives below it."""
    websocket_available: bool = True
    global_websocket: bool = False
    global_webhook: str = ""
    stores_messages: bool = True
    licensed: bool = True
    loopback_needs_key: bool = False
    ping_interval: int = 25
    """Whole seconds: python-engineio announces nothing finer."""
    ping_timeout: int = 20
    join_timeout: float = 45.0
    retry_factor: float = 1.0
    """Multiplies the pauses between tries of a webhook."""
    webhook_timeout: float = 30.0
    store_delay: float = 0.02
    """Seconds between sending an event and its row in the history."""
    demo: bool = False
    rate: float = 2.0
    """Demo messages a second, over all open instances."""
    seed: int = 2026
