"""One program per data folder: a second start brings the first one's window up instead.

Two of them would fight for the port, the database and the switches. The lock of a program that was
killed counts for nothing: QLockFile looks whether its process still runs.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from evodesk.errors import Locked, NotWritable

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 3.0
"""Seconds that the first one gets to answer; it may just be starting, or busy."""
_STEP_MS = 200
_LOCK_WAIT_MS = 0


class Alone(QObject):
    """Made by `claim`. Hold it as long as the folder is used, then `close` it."""

    called = Signal()
    """Somebody started the program a second time."""

    def __init__(self, lock: QLockFile, name: str) -> None:
        super().__init__()
        self._lock = lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)  # what a killed one left behind
        self._server.listen(name)

    @classmethod
    def claim(cls, root: Path) -> Alone | None:
        """None: another one uses the folder, and its window was brought up. Needs an application
        object. Raises NotWritable, and Locked when the other one does not answer."""
        lock = QLockFile(str(root / "evodesk.lock"))
        lock.setStaleLockTime(0)  # it never becomes stale by its age alone
        if lock.tryLock(_LOCK_WAIT_MS):
            return cls(lock, _name(root))
        if lock.error() is not QLockFile.LockError.LockFailedError:
            raise NotWritable(path=str(root))
        if not _call(_name(root)):
            raise Locked(path=str(root))
        return None

    def close(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(b"!")
            socket.disconnectFromServer()
            self.called.emit()


def _call(name: str) -> bool:
    """Whether the other one answered."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(_STEP_MS) and socket.waitForReadyRead(round(PATIENCE * 1000)):
            return True
        time.sleep(_STEP_MS / 1000)
    return False


def _name(root: Path) -> str:
    """The path itself may be too long for a socket."""
    path = str(root.resolve()).encode()
    digest = QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256)
    return f"evodesk-{bytes(digest.toHex().data()).decode()[:24]}"
