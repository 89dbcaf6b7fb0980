"""The socket that listens: on a free port, and with an end to what it accepts."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger("evodesk.receiving")

FURTHER_PORTS = 20
LAST_PORT = 65535
OPEN = 320
"""Accepted connections. More than are served, so that one too many may push out one that idles."""
FILES = 1024
"""What a program may have open: as Linux has it; macOS gives 256."""


class Listening(socket.socket):
    """Hangs up at once on who is far too many. asyncio and Qt do not survive a lack of descriptors,
    and where hundreds come together, no connection is ended before all of them are accepted."""

    def __init__(self, *socket_: Any, **more: Any) -> None:
        super().__init__(*socket_, **more)
        self._accepted = set[socket.socket]()

    def accept(self) -> tuple[socket.socket, Any]:
        connection, address = super().accept()
        if len(self._accepted) >= OPEN:
            self._accepted = {each for each in self._accepted if each.fileno() >= 0}
        if len(self._accepted) >= OPEN:
            connection.close()
            raise BlockingIOError
        self._accepted.add(connection)
        return connection, address


def listen(host: str, port: int) -> Listening:
    """On `port`, else on a free one behind it, else on any; port 0: on any. Raises OSError when
    the host is no address of this computer."""
    _allow_files()
    for candidate in _candidates(port):
        try:
            return _listening(host, candidate)
        except OSError as error:
            log.info("port %d is not free: %s", candidate, error)
    return _listening(host, 0)


def _candidates(port: int) -> Sequence[int]:
    return range(port, min(port + FURTHER_PORTS, LAST_PORT) + 1) if port else ()


def _listening(host: str, port: int) -> Listening:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.create_server((host, port), family=family)
    return Listening(family, made.type, made.proto, made.detach())


def _allow_files() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if 0 <= soft < FILES:
            wanted = FILES if hard < 0 else min(FILES, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
