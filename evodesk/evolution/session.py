"""What happens on one Socket.IO connection: pongs, joins, leaves, and when it counts as dead.

Knows nothing of instances or states; `Stream` decides what is wanted and what it means.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from typing import TYPE_CHECKING, Literal, Protocol

from evodesk.errors import TimedOut
from evodesk.evolution.socketio import (
    PONG,
    ROOT,
    Codec,
    Joined,
    Left,
    Opened,
    Ping,
    Pushed,
    Received,
    Refused,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OPEN_SECONDS = 10.0
_FRAMES_IN_A_ROW = 32
"""Then others get their turn, however many wait."""

Heard = Joined | Refused | Left | Pushed


class Connection(Protocol):
    """What is used of a WebSocket connection."""

    async def send(self, message: str, /) -> None: ...

    async def recv(self, decode: Literal[False], /) -> bytes: ...


class Session:
    """One connection from its first frame to its last."""

    def __init__(
        self, connection: Connection, hear: Callable[[Heard], None], rearm_delay: float
    ) -> None:
        """`hear` is told everything that concerns a namespace, `/` included, in order."""
        self._connection = connection
        self._hear = hear
        self._rearm_delay = rearm_delay
        self._codec = Codec()
        self._wanted: frozenset[str] = frozenset()
        self._due: dict[str, float] = {}
        """When the next try of a refused namespace is due (monotonic seconds)."""
        self._root_answered = False
        self._changed = asyncio.Event()
        self._patience = _OPEN_SECONDS

    def want(self, namespaces: frozenset[str]) -> None:
        """Be in exactly these, and in `/`. None of them has a comma."""
        self._wanted = namespaces
        self._due = {each: due for each, due in self._due.items() if each in namespaces}
        self._changed.set()

    async def run(self) -> None:
        """Ends only by raising: what the connection raises, ProtocolError, or TimedOut when the
        server's pings stay away."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._read(), name="socket reader")
                group.create_task(self._keep_joined(), name="socket joiner")
        except BaseExceptionGroup as ended:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                # Python 3.11's TaskGroup forgets a cancellation that meets an error.
                raise asyncio.CancelledError from ended
            raise ended.exceptions[0] from None

    async def _read(self) -> None:
        try:
            async with asyncio.timeout(self._patience) as silence:
                for number in itertools.count(1):
                    for received in self._codec.receive(await self._connection.recv(False)):
                        await self._take(received, silence)
                    if number % _FRAMES_IN_A_ROW == 0:
                        await asyncio.sleep(0)
        except TimeoutError as error:
            raise TimedOut(seconds=f"{self._patience:g}") from error

    async def _take(self, received: Received, silence: asyncio.Timeout) -> None:
        if isinstance(received, Pushed):
            self._hear(received)
        elif isinstance(received, Ping):
            self._extend(silence)
            await self._connection.send(PONG)
        elif isinstance(received, Opened):
            self._patience = received.ping_interval + received.ping_timeout
            self._extend(silence)
            await self._send(self._codec.join(ROOT))
        else:
            self._settle(received)

    def _extend(self, silence: asyncio.Timeout) -> None:
        silence.reschedule(asyncio.get_running_loop().time() + self._patience)

    def _settle(self, answer: Joined | Refused | Left) -> None:
        if answer.namespace == ROOT:
            self._root_answered = True
        elif not isinstance(answer, Joined):
            pause = self._rearm_delay * random.uniform(0.9, 1.1)
            self._due[answer.namespace] = time.monotonic() + pause
        self._changed.set()
        self._hear(answer)

    async def _keep_joined(self) -> None:
        while True:
            self._changed.clear()
            if self._root_answered:
                for text in tuple(self._steps()):
                    await self._send(text)
            await self._pause()

    def _steps(self) -> Iterator[str]:
        """What to send now to be where we want to be; empty texts are nothing."""
        for namespace in self._codec.joined - self._wanted - {ROOT}:
            yield self._codec.leave(namespace)
        now = time.monotonic()
        for namespace in sorted(self._wanted - self._codec.joined):
            if self._due.get(namespace, 0.0) <= now:
                self._due.pop(namespace, None)
                yield self._codec.join(namespace)

    async def _pause(self) -> None:
        """Until something changed or the next try is due."""
        due = min(self._due.values(), default=None)
        try:
            async with asyncio.timeout(None if due is None else due - time.monotonic()):
                await self._changed.wait()
        except TimeoutError:
            return

    async def _send(self, text: str) -> None:
        if text:
            await self._connection.send(text)
