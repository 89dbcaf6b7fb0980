"""What happens on one Socket.IO connection: pongs, joins, leaves, and when it counts as dead.

Knows nothing of instances or states; `Stream` decides what is wanted and what it means. One task
does everything in turn: frames as they come, and joins when they are due.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import random
from typing import TYPE_CHECKING, Literal, Never, Protocol

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
_TOGETHER = 0.1
"""Seconds by which a refused namespace may be tried early, with one that is due: to look through
hundreds of them for each single one takes more than all else that they cost."""
_FRAMES_IN_A_ROW = 64
"""Then others get their turn, however many wait."""

Heard = Joined | Refused | Left | Pushed


class Connection(Protocol):
    """What is used of a WebSocket connection. Cancelling `recv` loses nothing."""

    @property
    def heard_at(self) -> float:
        """When bytes came last, by the loop's clock."""
        ...

    async def send(self, message: str, /) -> None: ...

    async def recv(self, decode: Literal[False], /) -> bytes: ...


class Session:
    """One connection from its first frame to its last. Made and used in a running loop."""

    def __init__(
        self, connection: Connection, hear: Callable[[Heard], None], rearm_delay: float
    ) -> None:
        """`hear` is told everything that concerns a namespace, `/` included, in order.
        `rearm_delay`: seconds until a refused namespace is tried again."""
        self._connection = connection
        self._hear = hear
        self._rearm_delay = rearm_delay
        self._codec = Codec()
        self._now = asyncio.get_running_loop().time
        self._wanted: frozenset[str] = frozenset()
        self._not_before: dict[str, float] = {}
        """When a refused namespace may be tried again, by the loop's clock."""
        self._root_answered = False
        self._patience = _OPEN_SECONDS
        """Seconds without a ping after which the connection is dead."""
        self._deadline = self._now() + self._patience
        self._framed_at = self._now()
        """When the last whole frame was taken."""
        self._due = math.inf
        """When a namespace is to be joined or left, by the loop's clock."""
        self._replies: list[str] = []
        """To be sent at once."""
        self._alarm: asyncio.Timeout | None = None

    @property
    def joined(self) -> frozenset[str]:
        """The namespaces that we are in; leaving was not asked for yet."""
        return self._codec.joined

    def want(self, namespaces: frozenset[str]) -> None:
        """Be in exactly these, and in `/`. None of them has a comma."""
        self._wanted = namespaces
        self._look_at(self._now())

    async def run(self) -> Never:
        """Ends only by raising: what the connection raises, ProtocolError, or TimedOut when the
        server's pings stay away."""
        while True:
            for text in self._texts():
                await self._connection.send(text)
            await self._listen()

    async def _listen(self) -> None:
        """Until there is something to send. One timer serves all frames of that time: Qt's loop
        keeps a cancelled timer until its moment, and frames come by the thousand. Nothing is
        sent in here, where the timer could interrupt it."""
        until = min(self._deadline, self._due) if self._root_answered else self._deadline
        try:
            async with asyncio.timeout_at(until) as self._alarm:
                for number in itertools.count(1):
                    frame = await self._connection.recv(False)
                    self._framed_at = self._now()
                    for received in self._codec.receive(frame):
                        self._take(received)
                    if self._replies or self._is_due():
                        return
                    if number % _FRAMES_IN_A_ROW == 0:
                        await asyncio.sleep(0)
        except TimeoutError as error:
            self._spare_a_slow_frame()
            if self._now() >= self._deadline:
                raise TimedOut(seconds=f"{self._patience:g}") from error
        finally:
            self._alarm = None

    def _spare_a_slow_frame(self) -> None:
        """While a large frame arrives no ping can come in between: its bytes are life, too. Whole
        frames are not, for a server that is well pings beside them."""
        if self._connection.heard_at > self._framed_at:
            self._deadline = max(self._deadline, self._connection.heard_at + self._patience)

    def _take(self, received: Received) -> None:
        if isinstance(received, Pushed):
            self._hear(received)
        elif isinstance(received, Ping):
            self._deadline = self._now() + self._patience
            self._replies.append(PONG)
        elif isinstance(received, Opened):
            self._patience = received.ping_interval + received.ping_timeout
            self._deadline = self._now() + self._patience
            self._replies.append(self._codec.join(ROOT))
        else:
            self._settle(received)

    def _settle(self, answer: Joined | Refused | Left) -> None:
        due = self._now()
        if answer.namespace == ROOT:
            self._root_answered = True
        elif not isinstance(answer, Joined):
            # A little apart, or all that were refused together are tried together for ever.
            due += self._rearm_delay * random.uniform(0.9, 1.1)
            self._not_before[answer.namespace] = due
        self._look_at(due)
        self._hear(answer)

    def _look_at(self, moment: float) -> None:
        """See then at the latest what is to be joined or left."""
        self._due = min(self._due, moment)
        alarm = self._alarm
        if alarm is not None and not alarm.expired() and moment < (alarm.when() or math.inf):
            alarm.reschedule(moment)

    def _is_due(self) -> bool:
        return self._root_answered and self._now() >= self._due

    def _texts(self) -> tuple[str, ...]:
        """What to send now."""
        texts, self._replies = self._replies, []
        if self._is_due():
            texts += self._steps()
            waiting = (self._not_before.get(each, math.inf) for each in self._absent())
            self._due = min(waiting, default=math.inf)
        return tuple(text for text in texts if text)

    def _steps(self) -> Iterator[str]:
        """To be where we want to be; empty where the codec has nothing to send."""
        for namespace in self._codec.joined - self._wanted - {ROOT}:
            yield self._codec.leave(namespace)
        soon = self._now() + _TOGETHER
        for namespace in sorted(self._absent()):
            if self._not_before.get(namespace, 0.0) <= soon:
                self._not_before.pop(namespace, None)
                yield self._codec.join(namespace)

    def _absent(self) -> frozenset[str]:
        return self._wanted - self._codec.joined
