"""The Socket.IO connection to one server, kept up for as long as `run` runs.

One connection carries a namespace per instance; `/` is joined first, because it can always be
joined and carries the events of a server in global mode (contract: 04_socketio/global_events_mode).
An instance's namespace does not exist
before its first event, so joining is retried at a steady pace for as long as it is wanted.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidProxy,
    InvalidStatus,
    InvalidUpgrade,
    ProxyError,
    WebSocketException,
)

from evodesk.domain.message import Source
from evodesk.domain.reception import host_of
from evodesk.domain.status import StreamState
from evodesk.errors import (
    CommaInName,
    EvodeskError,
    NotEvolution,
    ProxyFailed,
    RequestRefused,
    Unreachable,
    UpgradeBlocked,
)
from evodesk.evolution import failures
from evodesk.evolution.address import key_header, socket_url, tls_context
from evodesk.evolution.refusal import explain_refusal
from evodesk.evolution.retry import backoff, heals_by_itself
from evodesk.evolution.session import Heard, Session
from evodesk.evolution.socketio import ROOT, Joined, ProtocolError, Pushed, Refused
from evodesk.evolution.way import source_for
from evodesk.evolution.wire import event_from

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    from evodesk.domain.event import Event
    from evodesk.domain.instance import Server

log = logging.getLogger(__name__)
_library_log = logging.getLogger(f"{__name__}.websockets")
_library_log.setLevel(logging.WARNING)
"""Below that the library writes headers, the key among them."""

_HANDSHAKE_SECONDS = 10.0
_CLOSE_SECONDS = 2.0
_FRAME_LIMIT = 256 * 1024 * 1024
_NOT_YET = "Invalid namespace"


class _Connection(ClientConnection):
    heard_at = 0.0
    """When bytes came last, by the loop's clock: also those of a frame that is not whole yet."""

    def data_received(self, data: bytes) -> None:
        self.heard_at = self.loop.time()
        super().data_received(data)


class _Connect(connect):
    """A redirect is a refusal: the library would send the key wherever it points."""

    def process_redirect(self, exc: Exception) -> Exception:
        return exc


class Stream:
    def __init__(
        self,
        server: Server,
        key: str,
        *,
        on_event: Callable[[Event], None],
        on_state: Callable[[str, StreamState, str], None],
        on_joined: Callable[[str], None] | None = None,
        on_connection: Callable[[bool], None] | None = None,
        rearm_delay: float = 2.0,
        delays: Callable[[], Iterator[float]] = backoff,
    ) -> None:
        """`on_state`: instance, state, and the error code of a refusal or empty; changes only.
        `on_joined`: instance, each time its namespace was joined. `on_connection`: whether the
        connection stands; changes only. `rearm_delay`: seconds between two tries to join.
        `delays`: seconds before the next connections, begun anew after one that stood.
        """
        self._server = server
        self._key = key
        self._on_event = on_event
        self._on_state = on_state
        self._on_joined = on_joined
        self._on_connection = on_connection
        self._rearm_delay = rearm_delay
        self._delays = delays
        self._wanted: frozenset[str] = frozenset()
        self._states: dict[str, tuple[StreamState, str]] = {}
        self._session: Session | None = None
        self._connection: _Connection | None = None
        self._hurried = asyncio.Event()
        """Ends the pause before the next connection."""
        self._peer: Any = None
        """Whom we were last connected to, as a socket names it, and from which address."""
        self._source: str | None = None
        self._obstacle: EvodeskError | None = None
        """What keeps us out until somebody changes something."""
        self.connected = asyncio.Event()
        """Set while the connection stands and `/` has answered."""

    def want(self, names: frozenset[str]) -> None:
        """Be in the namespaces of exactly these instances. Only from the loop that runs `run`."""
        gone, new = self._wanted - names, names - self._wanted
        self._wanted = names
        for name in gone:
            self._tell(name, StreamState.OFF)
        for name in new:
            # Dropped and wanted again before its leaving was sent: it never left.
            if self._session is not None and f"/{name}" in self._session.joined:
                self._be_live(name)
            else:
                self._tell_waiting(name)
        if self._session is not None:
            self._session.want(self._namespaces())

    async def wait_connected(self, timeout: float) -> bool:
        """Whether it is connected, waiting for that up to `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                await self.connected.wait()
        except TimeoutError:
            return False
        return True

    def reconnect(self) -> None:
        """Connect anew at once: what is there may be dead without knowing it."""
        self._hurried.set()
        if self._connection is not None:
            self._connection.transport.abort()

    def hurry(self) -> None:
        """The server is known to answer: wait no longer, if we wait."""
        if self._session is None:
            self._hurried.set()

    def check_way(self) -> None:
        """Now and then: connects anew where the network has changed since."""
        if self._peer is None:
            return
        before, self._source = self._source, source_for(self._peer)
        if self._source not in (before, None):
            log.info("the network changed")
            self.reconnect()

    async def run(self) -> None:
        """Until cancelled; trouble with the network or the server never ends it."""
        delays = self._delays()
        while True:
            outage = await self._next_outage()
            if self.connected.is_set():
                self._tell_connection(False)
                delays = self._delays()
            self._obstacle = None if heals_by_itself(outage) else outage
            for name in self._wanted:
                self._tell_waiting(name)
            log.info("no socket to %s: %s", host_of(self._server.url), outage)
            if await self._was_hurried(next(delays)):
                delays = self._delays()

    async def _was_hurried(self, seconds: float) -> bool:
        """Pause so long, unless somebody hurries us."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurried.wait()
        hurried = self._hurried.is_set()
        self._hurried.clear()
        return hurried

    async def _next_outage(self) -> EvodeskError:
        """Have one connection from its beginning to its end; what ended it."""
        try:
            async with self._connect() as connection:
                assert isinstance(connection, _Connection), "create_connection makes it"
                self._connection, self._peer = connection, connection.remote_address
                self._source = source_for(self._peer)
                self._session = Session(connection, self._hear, self._rearm_delay)
                self._session.want(self._namespaces())
                await self._session.run()
        except InvalidStatus as error:
            return await self._explain(error)
        except (WebSocketException, EvodeskError, OSError, ValueError, ImportError) as error:
            return _outage(error, self._server)
        finally:
            # A closing handshake that was cut short leaves the socket open.
            if self._connection is not None:
                self._connection.transport.abort()
            self._session = self._connection = None

    def _connect(self) -> _Connect:
        more: dict[str, Any] = {} if self._tls is None else {"ssl": self._tls}
        return _Connect(
            socket_url(self._server),
            additional_headers=key_header(self._key),
            proxy=self._server.proxy or None,
            compression=None,
            open_timeout=_HANDSHAKE_SECONDS,
            close_timeout=_CLOSE_SECONDS,
            # Engine.IO has pings of its own.
            ping_interval=None,
            max_size=_FRAME_LIMIT,
            logger=_library_log,
            create_connection=_Connection,
            **more,
        )

    @cached_property
    def _tls(self) -> ssl.SSLContext | None:
        return tls_context(self._server)

    async def _explain(self, error: InvalidStatus) -> EvodeskError:
        status = error.response.status_code
        if 300 <= status < 400:
            return failures.redirect(status, error.response.headers.get("Location", ""))
        return await explain_refusal(self._server, self._key, self._tls)

    def _namespaces(self) -> frozenset[str]:
        return frozenset(f"/{name}" for name in self._wanted if "," not in name)

    def _hear(self, heard: Heard) -> None:
        if isinstance(heard, Pushed):
            self._pass_on(heard)
        elif heard.namespace == ROOT:
            self._be_connected()
        elif (name := heard.namespace.removeprefix("/")) in self._wanted:
            self._hear_of(name, heard)

    def _be_connected(self) -> None:
        self._obstacle = None
        for name in self._wanted:
            self._tell_waiting(name)
        self._tell_connection(True)

    def _hear_of(self, name: str, heard: Heard) -> None:
        if isinstance(heard, Joined):
            self._be_live(name)
        elif isinstance(heard, Refused) and heard.message != _NOT_YET:
            self._tell(name, StreamState.REFUSED, RequestRefused.code)
        else:
            self._tell(name, StreamState.ARMED)

    def _be_live(self, name: str) -> None:
        self._tell(name, StreamState.LIVE)
        if self._on_joined is not None:
            self._on_joined(name)

    def _pass_on(self, pushed: Pushed) -> None:
        try:
            event = event_from(self._server.id, pushed.payload, Source.WEBSOCKET, time.time())
        except NotEvolution:
            log.warning("an event on %s could not be read", pushed.namespace)
            return
        self._on_event(event)

    def _tell_connection(self, stands: bool) -> None:
        if stands is self.connected.is_set():
            return
        if stands:
            self.connected.set()
        else:
            self.connected.clear()
        if self._on_connection is not None:
            self._on_connection(stands)

    def _tell_waiting(self, name: str) -> None:
        if "," in name:
            self._tell(name, StreamState.REFUSED, CommaInName.code)
        elif self._obstacle is not None:
            self._tell(name, StreamState.REFUSED, self._obstacle.code)
        else:
            self._tell(name, StreamState.CONNECTING)

    def _tell(self, name: str, state: StreamState, code: str = "") -> None:
        if self._states.get(name) == (state, code):
            return
        self._states[name] = (state, code)
        if state is StreamState.OFF:
            del self._states[name]
        self._on_state(name, state, code)


def _outage(error: Exception, server: Server) -> EvodeskError:
    host = host_of(server.url)
    if isinstance(error, ProtocolError):
        return NotEvolution(host=host)
    if isinstance(error, EvodeskError):
        return error
    if isinstance(error, ProxyError | InvalidProxy | ImportError):
        return ProxyFailed(host=host_of(server.proxy))
    if isinstance(error, InvalidUpgrade):
        return UpgradeBlocked(host=host)
    if isinstance(error, ConnectionClosed):
        return Unreachable(host=host)
    return failures.transport_failure(error, server, _HANDSHAKE_SECONDS)
