"""What interrupts the way between one server and us, and what then happens at once: the gap is
opened, and whatever may be in order again is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.domain.status import ServerState, StreamState
from evodesk.live.clock import ClockWatch

if TYPE_CHECKING:
    from evodesk.domain.status import ServerStatus
    from evodesk.live.recovery import Recovery
    from evodesk.live.streams import Streams
    from evodesk.live.watch import Watch


class Outages(QObject):
    def __init__(self, watch: Watch, streams: Streams, recovery: Recovery) -> None:
        """Nothing is heard before `start`."""
        super().__init__()
        self._watch = watch
        self._streams = streams
        self._recovery = recovery
        self.clock = ClockWatch()

    def start(self) -> None:
        self._watch.server_changed.connect(self._recovery.on_server)
        self._watch.server_changed.connect(self._on_server)
        self._streams.state_changed.connect(self._on_stream)
        self._streams.state_changed.connect(self._recovery.on_stream)
        self._streams.joined.connect(self._recovery.on_joined)
        self._streams.lost.connect(self._on_lost)
        self._streams.broken.connect(self._on_interrupted)
        self._streams.mended.connect(self._on_interrupted)
        self.clock.slept.connect(self._on_slept)
        self.clock.jumped.connect(self._on_jumped)
        self.clock.start()

    def stop(self) -> None:
        self.clock.stop()

    def _on_server(self, status: ServerStatus) -> None:
        if status.state is ServerState.OK:
            self._streams.hurry()

    def _on_stream(self, _instance: str, state: StreamState, _refusal: str) -> None:
        """Who is heard by the socket answers; the next look at the server may be half a minute
        away."""
        answers = state in (StreamState.ARMED, StreamState.LIVE)
        if answers and self._watch.status.state is ServerState.DOWN:
            self._watch.refresh()

    def _on_lost(self, instance: str) -> None:
        self._recovery.on_lost(instance)
        self._watch.refresh()

    def _on_interrupted(self) -> None:
        """Whether the server is there at all is worth a look."""
        self._recovery.on_interrupted()
        self._watch.refresh()

    def _on_slept(self, since: float, until: float) -> None:
        self._streams.reconnect()
        self._recovery.on_slept(since, until)
        self._watch.refresh()

    def _on_jumped(self, seconds: float) -> None:
        self._recovery.on_jumped(seconds)
        self._watch.refresh()
