"""The stream against the simulator, and against small servers that misbehave."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from websockets.asyncio.server import serve

from evodesk import tasks
from evodesk.domain.instance import Server
from evodesk.domain.message import Message
from evodesk.domain.status import StreamState
from evodesk.evolution.stream import Stream
from evodesk.simulator.thread import SimulatorThread
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from websockets.asyncio.server import ServerConnection
    from websockets.http11 import Request, Response

    from evodesk.domain.event import Event

OFF, CONNECTING, ARMED, LIVE, REFUSED = StreamState
PATIENCE = 5.0
KEY = "SECRET-KEY-1"


class Heard:
    """What a stream told, and waiting for it."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.states: dict[str, list[tuple[StreamState, str]]] = {}
        self.joined: list[str] = []
        self.outages = 0
        self._news = asyncio.Event()

    def event(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()

    def state(self, name: str, state: StreamState, code: str) -> None:
        self.states.setdefault(name, []).append((state, code))
        self._news.set()

    def delays(self) -> Iterator[float]:
        while True:
            self.outages += 1
            self._news.set()
            yield 0.02

    def last(self, name: str) -> tuple[StreamState, str] | None:
        return self.states[name][-1] if name in self.states else None

    @property
    def texts(self) -> list[str]:
        facts = (fact for event in self.events for fact in event.facts)
        return [fact.text for fact in facts if isinstance(fact, Message)]

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def until_state(self, name: str, *state: Any) -> None:
        wanted = (state[0], state[1] if len(state) > 1 else "")
        await self.until(lambda: self.last(name) == wanted)


@asynccontextmanager
async def streaming(
    url: str, key: str = KEY, *names: str, **more: Any
) -> AsyncIterator[tuple[Stream, Heard]]:
    heard = Heard()
    stream = Stream(
        Server("server-1", url, "x", **more),
        key,
        on_event=heard.event,
        on_state=heard.state,
        on_joined=heard.joined.append,
        rearm_delay=0.02,
        delays=heard.delays,
    )
    stream.want(frozenset(names))
    tasks = Tasks()
    tasks.start(stream.run(), name="stream")
    try:
        yield stream, heard
    finally:
        await tasks.close()


ALL = {"websocket": {"enabled": True, "events": ["MESSAGES_UPSERT", "CONNECTION_UPDATE"]}}


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread(prefix="/evo") as running:
        running.add({"name": "one", **ALL}, {"name": "Balcão 2/3", **ALL})
        yield running


async def say(simulator: SimulatorThread, name: str, text: str) -> None:
    await asyncio.to_thread(simulator.message, name, text)


async def test_armed_until_the_first_event_then_live(simulator: SimulatorThread) -> None:
    async with streaming(simulator.url, simulator.key, "one", "Balcão 2/3") as (stream, heard):
        assert await stream.wait_connected(PATIENCE)
        await heard.until_state("one", ARMED)
        await say(simulator, "one", "lost to all")
        await heard.until_state("one", LIVE)
        await say(simulator, "one", "heard")
        await heard.until(lambda: heard.texts == ["heard"])
        assert heard.states["one"] == [(CONNECTING, ""), (ARMED, ""), (LIVE, "")]
        assert heard.joined == ["one"]
        await heard.until_state("Balcão 2/3", ARMED)
        (event,) = heard.events
        assert (event.server, event.instance) == ("server-1", "one")


async def test_wishes_come_and_go(simulator: SimulatorThread) -> None:
    for name in ("one", "Balcão 2/3"):
        await say(simulator, name, "creates the namespace")
    async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
        await heard.until_state("one", LIVE)
        stream.want(frozenset({"Balcão 2/3", "a,b"}))
        assert heard.last("one") == (OFF, "")
        assert heard.last("a,b") == (REFUSED, "comma_in_name")
        await heard.until_state("Balcão 2/3", LIVE)
        await say(simulator, "one", "nobody wants it")
        await say(simulator, "Balcão 2/3", "wanted")
        await heard.until(lambda: bool(heard.texts))
        assert heard.texts == ["wanted"]
        stream.want(frozenset({"one"}))
        await heard.until_state("one", LIVE)


async def test_wanted_again_before_it_left(simulator: SimulatorThread) -> None:
    async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
        await heard.until_state("one", ARMED)
        await say(simulator, "one", "makes the namespace")
        await heard.until_state("one", LIVE)
        stream.want(frozenset())
        stream.want(frozenset({"one"}))
        assert heard.states["one"][-2:] == [(OFF, ""), (LIVE, "")]
        assert heard.joined == ["one", "one"]
        await say(simulator, "one", "still heard")
        await heard.until(lambda: "still heard" in heard.texts)


async def test_back_after_a_restart(simulator: SimulatorThread) -> None:
    await say(simulator, "one", "creates the namespace")
    async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
        await heard.until_state("one", LIVE)
        await asyncio.to_thread(simulator.restart, 0.2)
        await heard.until_state("one", CONNECTING)
        assert not stream.connected.is_set()
        assert await stream.wait_connected(PATIENCE)
        # The restarted phone's connection.update creates the namespace.
        await heard.until_state("one", LIVE)
        await say(simulator, "one", "again")
        await heard.until(lambda: "again" in heard.texts)
        assert heard.joined == ["one", "one"]


async def test_an_unreachable_server_is_no_refusal() -> None:
    async with streaming("http://127.0.0.1:1", KEY, "one") as (stream, heard):
        assert not await stream.wait_connected(0.1)
        assert heard.states == {"one": [(CONNECTING, "")]}


async def test_a_refused_key_is_explained_and_forgotten_once_it_works() -> None:
    with SimulatorThread(loopback_needs_key=True) as simulator:
        simulator.add({"name": "one", **ALL})
        async with streaming(simulator.url, "wrong", "one") as (_, heard):
            await heard.until_state("one", REFUSED, "key_refused")
        async with streaming(simulator.url, simulator.key, "one") as (_, heard):
            await heard.until_state("one", ARMED)


async def test_websocket_off_at_the_server_is_explained() -> None:
    with SimulatorThread(websocket_available=False) as simulator:
        async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
            await heard.until_state("one", REFUSED, "websocket_off")
            stream.want(frozenset({"one", "two"}))
            assert heard.last("two") == (REFUSED, "websocket_off")


async def test_events_of_global_mode_are_heard_too() -> None:
    with SimulatorThread(global_websocket=True) as simulator:
        simulator.add({"name": "one"})
        async with streaming(simulator.url, simulator.key) as (stream, heard):
            assert await stream.wait_connected(PATIENCE)
            await say(simulator, "one", "to everyone")
            await heard.until(lambda: heard.texts == ["to everyone"])
            assert heard.events[0].instance == "one"


async def test_an_event_that_cannot_be_read_costs_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def talk(connection: ServerConnection) -> None:
        await opening(connection)
        await connection.send('42["odd",{"event":7}]')
        await connection.send('42["call",{"event":"call","instance":"one","data":null}]')
        await connection.wait_closed()

    async with serving(talk) as url, streaming(url) as (_, heard):
        await heard.until(lambda: len(heard.events) == 1)
    assert "could not be read" in caplog.text


async def opening(connection: ServerConnection, interval: int = 25_000) -> None:
    await connection.send(f'0{{"sid":"x","pingInterval":{interval},"pingTimeout":{interval}}}')
    assert await connection.recv() == "40"
    await connection.send('40{"sid":"y"}')


@asynccontextmanager
async def serving(
    talk: Callable[[ServerConnection], Any], answer: Any = None
) -> AsyncIterator[str]:
    async with serve(talk, "127.0.0.1", 0, process_request=answer) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"http://127.0.0.1:{port}"


async def silent(connection: ServerConnection) -> None:
    await connection.wait_closed()


@pytest.mark.parametrize(
    ("status", "polling", "code"),
    [
        (HTTPStatus.BAD_REQUEST, '0{"sid":"x"}', "upgrade_blocked"),
        (HTTPStatus.BAD_GATEWAY, "<html>", "not_evolution"),
        (HTTPStatus.MOVED_PERMANENTLY, "", "request_refused"),
    ],
)
async def test_refused_upgrades_are_explained(status: HTTPStatus, polling: str, code: str) -> None:
    keys: list[str | None] = []

    def answer(connection: ServerConnection, request: Request) -> Response | None:
        keys.append(request.headers.get("apikey"))
        if "transport=polling" in request.path:
            return connection.respond(HTTPStatus.OK, polling)
        refused = connection.respond(status, "no")
        refused.headers["Location"] = "http://127.0.0.1:9/elsewhere"
        return refused

    async with serving(silent, answer) as url, streaming(url, KEY, "one") as (_, heard):
        await heard.until_state("one", REFUSED, code)
    assert set(keys) == {KEY}


async def test_a_redirect_does_not_take_the_key_along() -> None:
    strangers: list[Request] = []

    def note(connection: ServerConnection, request: Request) -> Response | None:
        strangers.append(request)
        return connection.respond(HTTPStatus.OK, "hello")

    async with serving(silent, note) as stranger:

        def send_on(connection: ServerConnection, request: Request) -> Response | None:
            answer = connection.respond(HTTPStatus.FOUND, "")
            answer.headers["Location"] = stranger.replace("http", "ws") + "/socket.io/"
            return answer

        async with serving(silent, send_on) as url, streaming(url, KEY, "one") as (_, heard):
            await heard.until_state("one", REFUSED, "request_refused")
    assert not strangers


async def test_a_proxy_that_drops_the_upgrade_headers() -> None:
    async def half_upgrade(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(half_upgrade, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with streaming(url, KEY, "one") as (_, heard):
            await heard.until_state("one", REFUSED, "upgrade_blocked")


async def test_a_server_without_pings_is_left_and_tried_again() -> None:
    visits: list[ServerConnection] = []

    async def talk(connection: ServerConnection) -> None:
        visits.append(connection)
        await opening(connection, 20)
        await connection.wait_closed()

    async with serving(talk) as url, streaming(url, KEY, "one"):
        async with asyncio.timeout(PATIENCE):
            while len(visits) < 2:
                await asyncio.sleep(0.005)


async def test_a_server_that_says_no_goodbye_keeps_no_socket_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever ends the stream may have less patience than the closing handshake."""
    monkeypatch.setattr(tasks, "PATIENCE", 0.05)
    visits: list[ServerConnection] = []

    async def talk(connection: ServerConnection) -> None:
        await opening(connection, 20_000)
        connection.transport.pause_reading()
        visits.append(connection)
        await connection.wait_closed()

    async with serving(talk) as url:
        async with streaming(url, KEY, "one") as (stream, heard):
            await heard.until_state("one", CONNECTING)
            async with asyncio.timeout(PATIENCE):
                while not visits or stream._connection is None:
                    await asyncio.sleep(0.005)
            ours = stream._connection.transport.get_extra_info("socket")
        await asyncio.sleep(0.05)
        assert ours.fileno() == -1
        visits[0].transport.abort()


async def test_a_frame_that_arrives_slowly_is_life() -> None:
    """It takes five times as long as a connection without a ping may live."""
    visits: list[ServerConnection] = []
    text = "x" * 2000
    frame = f'42/one,["messages.upsert",{{"event":"messages.upsert","data":"{text}"}}]'.encode()

    async def talk(connection: ServerConnection) -> None:
        visits.append(connection)
        await opening(connection, 50)
        whole = bytes((0x81, 126)) + len(frame).to_bytes(2, "big") + frame
        for start in range(0, len(whole), 100):
            connection.transport.write(whole[start : start + 100])
            await asyncio.sleep(0.02)
        await connection.wait_closed()

    async with serving(talk) as url, streaming(url, KEY, "one"):
        await asyncio.sleep(0.4)
        assert len(visits) == 1
        async with asyncio.timeout(PATIENCE):
            while len(visits) < 2:
                await asyncio.sleep(0.01)


def unhurried() -> Iterator[float]:
    while True:
        yield 60.0


async def test_to_connect_anew_waits_for_nothing(
    simulator: SimulatorThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    await say(simulator, "one", "creates the namespace")
    async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
        monkeypatch.setattr(stream, "_delays", unhurried)
        await heard.until_state("one", LIVE)
        stream.reconnect()
        await heard.until(lambda: heard.joined == ["one", "one"])
        await heard.until_state("one", LIVE)
        stream.hurry()
        await asyncio.sleep(0.1)
        assert heard.last("one") == (LIVE, ""), "hurrying ended a connection that stands"


async def test_a_pause_ends_when_the_server_is_known_to_answer(
    simulator: SimulatorThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
        monkeypatch.setattr(stream, "_delays", unhurried)
        await heard.until_state("one", ARMED)
        await asyncio.to_thread(simulator.restart, 0.3)
        await heard.until(lambda: not stream.connected.is_set())
        await asyncio.sleep(0.5)
        assert not stream.connected.is_set()
        stream.hurry()
        assert await stream.wait_connected(PATIENCE)


async def test_another_network_is_another_connection(
    simulator: SimulatorThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    await say(simulator, "one", "creates the namespace")
    async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
        await heard.until_state("one", LIVE)
        stream.check_way()
        for source, joined in ((None, 1), ("127.0.0.1", 2), ("127.0.0.9", 3)):
            monkeypatch.setattr("evodesk.evolution.stream.source_for", lambda _, it=source: it)
            stream.check_way()
            stream.check_way()
            await heard.until(lambda n=joined: len(heard.joined) == n)  # type: ignore[misc]
            await asyncio.sleep(0.05)
            assert len(heard.joined) == joined


async def test_a_server_of_another_kind() -> None:
    async def talk(connection: ServerConnection) -> None:
        await connection.send("hello")
        await connection.wait_closed()

    async with serving(talk) as url, streaming(url, KEY, "one") as (_, heard):
        await heard.until_state("one", REFUSED, "not_evolution")


async def test_an_odd_refusal_of_a_namespace() -> None:
    async def talk(connection: ServerConnection) -> None:
        await opening(connection)
        assert await connection.recv() == "40/one,"
        await connection.send('44/one,{"message":"not for you"}')
        assert await connection.recv() == "40/one,"
        await connection.send('40/one,{"sid":"z"}')
        await connection.wait_closed()

    async with serving(talk) as url, streaming(url, KEY, "one") as (_, heard):
        await heard.until_state("one", LIVE)
        assert (REFUSED, "request_refused") in heard.states["one"]


@pytest.mark.parametrize(
    ("url", "more", "state"),
    [
        ("nonsense", {}, (CONNECTING, "")),
        ("http://127.0.0.1:99999", {}, (CONNECTING, "")),
        ("https://127.0.0.1:1", {"ca_file": "/nowhere.pem"}, (REFUSED, "bad_certificate")),
        ("http://127.0.0.1:1", {"proxy": "http://127.0.0.1:1"}, (CONNECTING, "")),
        ("http://127.0.0.1:1", {"proxy": "nonsense://h"}, (CONNECTING, "")),
    ],
)
async def test_what_cannot_work_ends_nothing(
    url: str, more: dict[str, str], state: tuple[StreamState, str]
) -> None:
    async with streaming(url, KEY, "one", **more) as (_, heard):
        await heard.until(lambda: heard.outages == 3)
        assert heard.last("one") == state


async def test_a_key_that_no_header_can_carry() -> None:
    async with streaming("http://127.0.0.1:1", "a\nb", "one") as (_, heard):
        await heard.until_state("one", REFUSED, "key_refused")


async def test_the_environment_s_proxy_is_not_asked(
    simulator: SimulatorThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("WS_PROXY", "http://127.0.0.1:1")
    async with streaming(simulator.url, simulator.key) as (stream, _):
        assert await stream.wait_connected(PATIENCE)


async def test_the_key_stays_out_of_the_log(
    simulator: SimulatorThread, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with streaming(simulator.url, simulator.key, "one") as (stream, heard):
        await heard.until_state("one", ARMED)
    assert "one" in str(heard.states)
    ours = [each.getMessage() for each in caplog.records if not each.name.startswith("uvicorn")]
    assert simulator.key not in "".join(ours) + repr(stream)
