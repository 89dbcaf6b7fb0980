"""The codec against the two servers that people run: npm's socket.io and python-socketio.

The npm package is fetched once into a folder of its own below the system's temporary one; where
that is not possible these tests are skipped.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest
import socketio
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from evodesk.evolution.socketio import (
    PONG,
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
    from collections.abc import AsyncIterator, Callable, Iterator

PATIENCE = 10.0
BIG = 20_000_000
R = TypeVar("R", bound=Received)


class ServerUnderTest(Protocol):
    url: str

    async def do(self, act: str, *values: Any) -> None:
        """create, text, binary, big, kick"""


class Talker:
    """A connection that answers pings and hands out what the codec made of the rest."""

    def __init__(self, connection: ClientConnection) -> None:
        self.codec = Codec()
        self.connection = connection
        self.pings = 0
        self._waiting: list[Received] = []

    async def next(self, kind: type[R]) -> R:
        async with asyncio.timeout(PATIENCE):
            while not (found := self._found(kind)):
                self._waiting += self.codec.receive(await self.connection.recv(decode=False))
                await self._answer_pings()
        return found

    async def listen(self) -> None:
        while True:
            await self.connection.recv()

    async def join(self, namespace: str) -> None:
        await self.connection.send(self.codec.join(namespace))

    async def leave(self, namespace: str) -> None:
        await self.connection.send(self.codec.leave(namespace))

    def _found(self, kind: type[R]) -> R | None:
        for place, each in enumerate(self._waiting):
            if isinstance(each, kind):
                del self._waiting[place]
                return each
        return None

    async def _answer_pings(self) -> None:
        while self._found(Ping):
            self.pings += 1
            await self.connection.send(PONG)


@contextlib.asynccontextmanager
async def talking(url: str) -> AsyncIterator[Talker]:
    address = f"{url}/socket.io/?EIO=4&transport=websocket"
    async with connect(address, proxy=None, ping_interval=None, max_size=2**26) as connection:
        talker = Talker(connection)
        await talker.next(Opened)
        yield talker


class Python:
    """python-socketio in a thread of its own, because it leaves tasks behind."""

    def __init__(self) -> None:
        self._io = socketio.AsyncServer(async_mode="asgi", namespaces=["/", "/a", "/b é/1"])
        config = uvicorn.Config(socketio.ASGIApp(self._io), port=0, log_config=None, lifespan="off")
        self._server = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="python-socketio")
        self.url = ""

    async def start(self) -> None:
        self._thread.start()
        async with asyncio.timeout(PATIENCE):
            while not self._server.started:
                await asyncio.sleep(0.005)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"ws://127.0.0.1:{port}"

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()

    async def do(self, act: str, *values: Any) -> None:
        done = asyncio.run_coroutine_threadsafe(self._do(act, *values), self._loop)
        await asyncio.wrap_future(done)

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._server.serve())

    async def _do(self, act: str, *values: Any) -> None:
        if act == "kick":
            for sid, _ in list(self._io.manager.get_participants(values[0], None)):
                await self._io.disconnect(sid, namespace=values[0])
        elif act != "create":
            await self._io.emit(act, PAYLOADS[act](*values[1:]), namespace=values[0])


PAYLOADS: dict[str, Callable[..., Any]] = {
    "text": lambda value: value,
    "binary": lambda: {"a": b"\1\2", "b": [b"2"]},
    "big": lambda size: {"base64": "A" * size},
}


class Node:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.url = f"ws://127.0.0.1:{self._line()}"

    async def do(self, act: str, *values: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([act, *values]) + "\n")
        self._process.stdin.flush()
        assert await asyncio.to_thread(self._line) == "done"

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="module")
def package() -> Path:
    """The folder that holds the npm package socket.io."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node or npm is not installed")
    folder = Path(tempfile.gettempdir()) / "evodesk-test-socket.io-4"
    if not (folder / "node_modules" / "socket.io" / "package.json").exists():
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder)]
        try:
            subprocess.run([*command, "socket.io@4"], check=True, capture_output=True, timeout=60)
        except (OSError, subprocess.SubprocessError):
            pytest.skip("the npm package socket.io could not be installed")
    return folder


@pytest.fixture
def node(package: Path) -> Iterator[Node]:
    script = Path(__file__).with_name("socketio_server.mjs")
    with subprocess.Popen(
        ["node", script, package], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Node(process)
        finally:
            process.kill()


@pytest.fixture
async def python() -> AsyncIterator[Python]:
    running = Python()
    await running.start()
    yield running
    running.stop()


@pytest.fixture(params=["node", "python"])
def server(request: pytest.FixtureRequest) -> ServerUnderTest:
    found: ServerUnderTest = request.getfixturevalue(request.param)
    return found


async def test_namespaces_side_by_side(server: ServerUnderTest) -> None:
    for name in ("/a", "/b é/1"):
        await server.do("create", name)
    async with talking(server.url) as talker:
        for name in ("/", "/a", "/b é/1"):
            await talker.join(name)
            assert await talker.next(Joined) == Joined(name)
        await server.do("text", "/b é/1", {"x": "olá 😀"})
        assert await talker.next(Pushed) == Pushed("/b é/1", "text", {"x": "olá 😀"})
        await server.do("text", "/", 1)
        assert await talker.next(Pushed) == Pushed("/", "text", 1)
        await talker.leave("/a")
        await talker.join("/none")
        await talker.next(Refused)  # so it has read the leave too
        await server.do("text", "/a", "to nobody")
        await server.do("text", "/b é/1", "still here")
        assert await talker.next(Pushed) == Pushed("/b é/1", "text", "still here")


async def test_a_namespace_that_does_not_exist(server: ServerUnderTest) -> None:
    async with talking(server.url) as talker:
        await talker.join("/")
        await talker.next(Joined)
        await talker.join("/later")
        assert (await talker.next(Refused)).namespace == "/later"
        await talker.join("/later")
        assert (await talker.next(Refused)).namespace == "/later"


async def test_binary_events(server: ServerUnderTest) -> None:
    await server.do("create", "/a")
    async with talking(server.url) as talker:
        await talker.join("/a")
        await talker.next(Joined)
        for _ in range(3):
            await server.do("binary", "/a")
            pushed = await talker.next(Pushed)
            assert pushed == Pushed("/a", "binary", {"a": b"\1\2", "b": [b"2"]})


async def test_a_big_frame(server: ServerUnderTest) -> None:
    await server.do("create", "/a")
    async with talking(server.url) as talker:
        await talker.join("/a")
        await talker.next(Joined)
        await server.do("big", "/a", BIG)
        pushed = await talker.next(Pushed)
        assert len(pushed.payload["base64"]) == BIG


async def test_thrown_out_and_back(server: ServerUnderTest) -> None:
    await server.do("create", "/a")
    async with talking(server.url) as talker:
        for name in ("/", "/a"):
            await talker.join(name)
            await talker.next(Joined)
        await server.do("kick", "/a")
        assert await talker.next(Left) == Left("/a")
        await talker.join("/a")
        assert await talker.next(Joined) == Joined("/a")


async def test_pings_keep_it_open(node: Node) -> None:
    async with talking(node.url) as talker:
        await talker.join("/")
        await talker.next(Joined)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.7):
                await talker.next(Left)
        assert talker.pings >= 3
        await node.do("text", "/", "alive")
        assert (await talker.next(Pushed)).payload == "alive"


async def test_a_namespace_created_while_armed(node: Node) -> None:
    async with talking(node.url) as talker:
        await talker.join("/")
        await talker.next(Joined)
        await talker.join("/new")
        assert await talker.next(Refused) == Refused("/new", "Invalid namespace")
        await node.do("create", "/new")
        await talker.join("/new")
        assert await talker.next(Joined) == Joined("/new")


@pytest.mark.parametrize(
    "texts",
    [["40/a,", "40/a,"], ["41/a,"], ['42/a,["x"]'], ["40/a,b,"], ["garbage"]],
    ids=["join twice", "leave what is not joined", "talk where not joined", "comma", "garbage"],
)
async def test_what_the_codec_never_sends_closes_the_connection(
    node: Node, texts: list[str]
) -> None:
    """The rules that Codec keeps are the server's, not ours."""
    await node.do("create", "/a")
    async with talking(node.url) as talker:
        await talker.join("/")
        await talker.next(Joined)
        for text in texts:
            await talker.connection.send(text)
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(ConnectionClosed):
                await talker.listen()
