"""The two listeners: the receiver, which a tunnel may expose, and the control routes, never."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from evodesk.receiving.control import control
from evodesk.receiving.control_file import ControlFile
from evodesk.receiving.reach import Nonces, Reachable
from evodesk.receiving.receiver import Receiver
from evodesk.receiving.serving import Listener

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.live.address import OwnAddress
    from evodesk.receiving.control import Desk, Explain
    from evodesk.receiving.receiver import Inbox

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"


class ReceiverDoor:
    """Where webhooks come in. The address learns the port."""

    def __init__(self, inbox: Inbox, address: OwnAddress) -> None:
        self._receiver = Receiver(inbox)
        self.nonces = Nonces()
        """Of the tests whether we are reached that run at the moment."""
        self._address = address
        self._listener: Listener | None = None

    async def open(self, host: str, port: int) -> int:
        """Close what was open and listen there. The port may be another one than wished: that one
        was taken. A host that is no address of this computer becomes loopback."""
        await self.close()
        self._address.wished_port = port
        try:
            self._address.port = await self._listen(host, port)
        except OSError as error:
            log.warning("cannot listen on %s, so on loopback only: %s", host, error)
            self._address.port = await self._listen(LOOPBACK, port)
        return self._address.port

    async def close(self) -> None:
        listener, self._listener = self._listener, None
        self._address.port = None
        if listener is not None:
            await listener.stop()

    async def _listen(self, host: str, port: int) -> int:
        receiver = self._receiver
        app = Reachable(receiver, self.nonces)
        listener = Listener(app, at_once=receiver.at_once, host=host, port=port)
        found = await listener.start()
        self._listener = listener
        return found


class ControlDoor:
    """The routes for scripts of this user; `file` tells them where and with which token."""

    def __init__(self, desk: Desk, explain: Explain, file: Path) -> None:
        self._token = secrets.token_urlsafe(32)
        self._listener = Listener(control(desk, explain, self._token), host=LOOPBACK)
        self._file = ControlFile(file)

    async def open(self) -> None:
        """Raises NotWritable."""
        port = await self._listener.start()
        self._file.write(f"http://{LOOPBACK}:{port}", self._token)

    async def close(self) -> None:
        self._file.remove()
        await self._listener.stop()
