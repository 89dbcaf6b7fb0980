"""What no HTTP client would send: bytes over a TCP connection, and the answers to them."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_STATUS = re.compile(rb"^HTTP/1\.1 (\d{3}) ", re.MULTILINE)


class Wire:
    """`with Wire(port) as wire:`. The other side may hang up at any moment."""

    def __init__(self, port: int, *, patience: float = 5.0) -> None:
        """`patience`: seconds to wait for an answer, or for room to send."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.received = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def send(self, data: bytes) -> bool:
        """Whether it went out."""
        try:
            self._socket.sendall(data)
        except OSError:
            return False
        return True

    def statuses(self, number: int = 1) -> list[int]:
        """Of the answers until so many have come, the other side closes or patience ends."""
        while len(found := _STATUS.findall(self.received)) < number:
            try:
                data = self._socket.recv(65536)
            except OSError:
                break
            if not data:
                break
            self.received += data
        return [int(status) for status in found]

    def is_closed(self) -> bool:
        """Whether the other side has hung up; what it says is read meanwhile."""
        self._socket.settimeout(0.01)
        try:
            while data := self._socket.recv(65536):
                self.received += data
        except TimeoutError:
            return False
        except OSError:
            return True
        return True


def request(
    path: str,
    body: bytes = b"",
    *headers: str,
    method: str = "POST",
    host: str = "127.0.0.1",
    length: bool = True,
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *headers]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + body
