"""A server that answers the few questions evodesk asks at the start and then pushes frames.

Not the simulator: it would be what is measured. `burst FIRST COUNT` sends as fast as the socket
takes them, `pace FIRST PER_SECOND SECONDS` evenly; each tells when the first and the last left.
`big FIRST BYTES` pushes a video as base64, `history FIRST COUNT` is found by findMessages from then
on, as fast as the recorded server finds it. `feeder [PORT]`.
Whoever joins the namespace is told too, and gets the frames from then on.
"""

from __future__ import annotations

import base64
import hashlib
import json
import socketserver
import sys
import threading
import time
from typing import TYPE_CHECKING

import orjson

from evodesk.simulator.history import History
from tests.benchmarks.programs.frames import (
    INSTANCE,
    NAMESPACE,
    control_frame,
    record,
    socket_frames,
    video_frame,
)
from tests.benchmarks.programs.telling import asked, tell

if TYPE_CHECKING:
    from collections.abc import Callable

_STEP = 0.005
_ROW_SECONDS = 0.101 / 2005
"""Of findMessages on the running server that was recorded: 2,005 rows in 101 ms."""
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_OPEN = '0{"sid":"bench","upgrades":[],"pingInterval":600000,"pingTimeout":600000}'
_ENABLED = {"id": "1", "enabled": True, "events": ["MESSAGES_UPSERT"], "instanceId": "1"}
_HISTORY = f"/chat/findMessages/{INSTANCE}"
_FIXED = {
    "/": {"status": 200, "version": "2.3.6", "clientName": "bench"},
    "/instance/fetchInstances": [
        {
            "id": "1",
            "name": INSTANCE,
            "connectionStatus": "open",
            "ownerJid": "5511999990099@s.whatsapp.net",
            "profileName": INSTANCE,
            "integration": "WHATSAPP-BAILEYS",
            "token": "T",
            "Websocket": _ENABLED,
        }
    ],
    f"/instance/connectionState/{INSTANCE}": {
        "instance": {"instanceName": INSTANCE, "state": "open"}
    },
    f"/webhook/find/{INSTANCE}": None,
    f"/websocket/find/{INSTANCE}": _ENABLED,
}
_ANSWERS = {path: json.dumps(answer).encode() for path, answer in _FIXED.items()}
_ROWS = History()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    listener: _Handler | None = None
    """The socket that joined the namespace last."""


class _Handler(socketserver.StreamRequestHandler):
    server: _Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        while (line := self.rfile.readline()).strip():
            path = line.split()[1].decode().partition("?")[0]
            headers = self._headers()
            if path == "/socket.io/":
                self._serve_socket(headers["sec-websocket-key"])
                return
            wish = self.rfile.read(int(headers.get("content-length", 0)))
            self._answer(_found(wish) if path == _HISTORY else _ANSWERS.get(path, b"null"))

    def _headers(self) -> dict[str, str]:
        found = {}
        while line := self.rfile.readline().decode().strip():
            name, _, value = line.partition(":")
            found[name.lower()] = value.strip()
        return found

    def _answer(self, body: bytes) -> None:
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime())}\r\n\r\n"
        )
        self.wfile.write(head.encode() + body)

    def _serve_socket(self, key: str) -> None:
        digest = hashlib.sha1(f"{key}{_GUID}".encode()).digest()
        accept = base64.b64encode(digest).decode()
        head = (
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accept}\r\n\r\n"
        )
        self.wfile.write(head.encode() + control_frame(_OPEN))
        while text := self._read_text():
            if text.startswith("40"):
                self._join(text[2:].partition(",")[0])

    def _join(self, namespace: str) -> None:
        place = f"{namespace}," if namespace else ""
        self.wfile.write(control_frame(f'40{place}{{"sid":"bench"}}'))
        if namespace == NAMESPACE:
            self.server.listener = self
            tell(joined=True)

    def _read_text(self) -> str:
        """The text of a short frame; empty when the other side is gone or says goodbye."""
        head = self.rfile.read(2)
        if len(head) < 2 or head[0] & 0xF != 1:
            return ""
        mask, content = self.rfile.read(4), self.rfile.read(head[1] & 0x7F)
        return bytes(byte ^ mask[at % 4] for at, byte in enumerate(content)).decode()


def _burst(listener: _Handler, first: int, count: int) -> None:
    frames = b"".join(socket_frames(first, count))
    started = time.monotonic()
    listener.connection.sendall(frames)
    tell(started=started, ended=time.monotonic())


def _pace(listener: _Handler, first: int, per_second: int, seconds: int) -> None:
    frames = socket_frames(first, per_second * seconds)
    started = time.monotonic()
    sent = 0
    while sent < len(frames):
        due = min(len(frames), int((time.monotonic() - started) * per_second))
        listener.connection.sendall(b"".join(frames[sent:due]))
        sent = due
        time.sleep(_STEP)
    tell(started=started, ended=time.monotonic())


def _big(listener: _Handler, number: int, size: int) -> None:
    frame = video_frame(number, size)
    started = time.monotonic()
    listener.connection.sendall(frame)
    tell(started=started, ended=time.monotonic())


def _history(_listener: _Handler, first: int, count: int) -> None:
    for number in range(first, first + count):
        _ROWS.put(record(number))
    tell(ready=True)


def _found(wish: bytes) -> bytes:
    """Not before the server that was recorded would have answered."""
    began = time.monotonic()
    page = _ROWS.find(json.loads(wish))
    answer = orjson.dumps(page)
    due = began + _ROW_SECONDS * len(page["messages"]["records"])
    time.sleep(max(0.0, due - time.monotonic()))
    return answer


_WORK: dict[str, Callable[..., None]] = {
    "burst": _burst,
    "pace": _pace,
    "big": _big,
    "history": _history,
}


def main() -> None:
    with _Server(("127.0.0.1", int("".join(sys.argv[1:]) or 0)), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tell(url=f"http://127.0.0.1:{server.server_address[1]}")
        for command, *numbers in asked():
            assert server.listener is not None, "nobody joined"
            _WORK[command](server.listener, *map(int, numbers))
        server.shutdown()


if __name__ == "__main__":
    main()
