"""A small synchronous client for the control routes; for tests, wherever the simulator runs."""

from __future__ import annotations

from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import orjson


class Remote:
    """Raises urllib.error.HTTPError when the simulator refuses a wish."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.key = key
        self._opener = build_opener(ProxyHandler({}))

    def emit(self, instance: str, event: str, data: Any, *, store: bool = True) -> Any:
        body = {"instance": instance, "event": event, "data": data, "store": store}
        return self.call("emit", body)

    def message(self, instance: str, text: str, **more: Any) -> Any:
        """The data of the message that was sent; `more` as in `POST /_sim/message`."""
        return self.call("message", {"instance": instance, "text": text, **more})["data"]

    def faults(self, faults: list[dict[str, Any]]) -> None:
        self.call("faults", faults)

    def events(self, **disorder: float) -> None:
        self.call("events", disorder)

    def restart(self, down: float = 0.0) -> None:
        self.call("restart", {"down": down})

    def link(self, instance: str, state: str, reason: int = 401) -> None:
        self.call("link", {"instance": instance, "state": state, "reason": reason})

    def add(self, *instances: dict[str, Any]) -> Any:
        """{name: {id, token}} of the new instances."""
        return self.call("instances", list(instances))

    def change(self, instance: str, **sides: dict[str, Any]) -> None:
        """Somebody else sets `webhook` or `websocket`, or both, to what `set` would take."""
        self.call("reception", {"instance": instance, **sides})

    def sockets(self, *, refuse: bool = False, silence: bool = False) -> None:
        self.call("sockets", {"refuse": refuse, "silence": silence})

    def traffic(self, rate: float = 0.0, **more: float) -> None:
        self.call("traffic", {"rate": rate, **more})

    def drift(self, every: float = 0.0, seed: int = 0) -> None:
        self.call("drift", {"every": every, "seed": seed})

    def mark(self) -> None:
        self.call("mark", {})

    def state(self) -> Any:
        return self.call("state")

    def instances(self) -> Any:
        """That part of the state alone, which stays small however long it runs."""
        return self.call("instances")

    def ledger(self) -> Any:
        return self.call("ledger")

    def call(self, name: str, body: Any = None) -> Any:
        """POST with a body, GET without."""
        request = Request(
            f"{_root(self.url)}/_sim/{name}",
            data=None if body is None else orjson.dumps(body),
            headers={"apikey": self.key, "content-type": "application/json"},
        )
        with self._opener.open(request, timeout=10) as response:
            return orjson.loads(response.read())


def _root(url: str) -> str:
    """The control routes stand outside any prefix."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
