"""One request to a simulated server, without a library of ours in between."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from evodesk.simulator.thread import SimulatorThread


def ask(
    simulator: SimulatorThread,
    path: str,
    body: Any = None,
    *,
    method: str = "",
    key: str | None = None,
    timeout: float = 5.0,
) -> tuple[int, Any]:
    """(status, decoded body); GET without a body, POST with one, below the simulator's prefix."""
    host, _, prefix = simulator.url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=timeout)
    raw = None if body is None else orjson.dumps(body)
    target = f"/{prefix}{path}" if prefix else path
    headers = {"apikey": simulator.key if key is None else key}
    try:
        connection.request(method or ("GET" if raw is None else "POST"), target, raw, headers)
        response = connection.getresponse()
        content = response.read()
        return response.status, orjson.loads(content) if content else None
    finally:
        connection.close()
