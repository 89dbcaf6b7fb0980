"""A real HTTP server that takes webhooks and answers what it is told."""

from __future__ import annotations

import itertools
import queue
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Received:
    path: str
    headers: dict[str, str]
    body: Any


class Listener:
    """`next()` waits for a request; statuses are given out in order, then 200 for ever."""

    def __init__(self, port: int = 0) -> None:
        self._received: queue.Queue[Received] = queue.Queue()
        self._statuses: Iterable[int] = itertools.repeat(200)
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._request_handler())
        self._server.daemon_threads = False
        self._server.block_on_close = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/hook"

    def answer(self, *statuses: int) -> None:
        self._statuses = itertools.chain(statuses, itertools.repeat(200))

    def next(self, timeout: float = 5.0) -> Received:
        """Raises queue.Empty when nothing comes."""
        return self._received.get(timeout=timeout)

    def nothing_for(self, seconds: float) -> bool:
        try:
            self.next(seconds)
        except queue.Empty:
            return True
        return False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _request_handler(self) -> type[BaseHTTPRequestHandler]:
        received, owner = self._received, self

        class OneRequest(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = next(iter(owner._statuses))
                received.put(Received(self.path, dict(self.headers), orjson.loads(body)))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        return OneRequest
