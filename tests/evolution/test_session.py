"""One connection, played by a script of frames."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Literal

import pytest

from evodesk.errors import TimedOut
from evodesk.evolution.session import Heard, Session
from evodesk.evolution.socketio import Joined, Left, ProtocolError, Pushed, Refused
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

OPEN = '0{"sid":"x","pingInterval":25000,"pingTimeout":20000}'


class Ended(Exception):
    """The connection is over."""


class Scripted:
    """The other end: `say` a frame, await what was `sent`."""

    def __init__(self) -> None:
        self.heard_at = 0.0
        self._frames: asyncio.Queue[str | None] = asyncio.Queue()
        self._sent: asyncio.Queue[str] = asyncio.Queue()

    async def send(self, message: str, /) -> None:
        self._sent.put_nowait(message)

    async def recv(self, decode: Literal[False], /) -> bytes:
        frame = await self._frames.get()
        if frame is None:
            raise Ended
        return frame.encode()

    def say(self, *frames: str) -> None:
        for frame in frames:
            self._frames.put_nowait(frame)

    def end(self) -> None:
        self._frames.put_nowait(None)

    async def sent(self) -> str:
        async with asyncio.timeout(2):
            return await self._sent.get()

    @property
    def is_silent(self) -> bool:
        return self._sent.empty()


class Played:
    def __init__(self, session: Session, other: Scripted, heard: list[Heard]) -> None:
        self.session = session
        self.other = other
        self.heard = heard


@pytest.fixture
async def played() -> AsyncIterator[Played]:
    """Open, in `/`, running."""
    heard: list[Heard] = []
    other = Scripted()
    session = Session(other, heard.append, 0.02)
    tasks = Tasks()
    tasks.start(_until_ended(session), name="session")
    other.say(OPEN)
    assert await other.sent() == "40"
    other.say('40{"sid":"y"}')
    yield Played(session, other, heard)
    await tasks.close()


async def _until_ended(session: Session) -> None:
    with pytest.raises(Ended):
        await session.run()


async def test_a_ping_is_answered(played: Played) -> None:
    played.other.say("2")
    assert await played.other.sent() == "3"


async def test_nothing_is_joined_before_the_root_answered() -> None:
    other = Scripted()
    heard: list[Heard] = []
    session = Session(other, heard.append, 0.02)
    session.want(frozenset({"/a"}))
    tasks = Tasks()
    tasks.start(_until_ended(session), name="session")
    other.say(OPEN, "2")
    assert [await other.sent(), await other.sent()] == ["40", "3"]
    assert other.is_silent
    other.say('44{"message":"odd server"}')
    assert await other.sent() == "40/a,"
    await tasks.close()


async def test_a_wish_is_sent_at_once_and_once(played: Played) -> None:
    played.session.want(frozenset({"/b", "/a"}))
    assert [await played.other.sent(), await played.other.sent()] == ["40/a,", "40/b,"]
    played.session.want(frozenset({"/b", "/a"}))
    played.other.say("2")
    assert await played.other.sent() == "3"
    assert played.other.is_silent


async def test_a_refused_namespace_is_tried_again_and_again(played: Played) -> None:
    played.session.want(frozenset({"/a"}))
    for _ in range(3):
        assert await played.other.sent() == "40/a,"
        assert played.other.is_silent
        played.other.say('44/a,{"message":"Invalid namespace"}')
    assert await played.other.sent() == "40/a,"
    played.other.say('40/a,{"sid":"z"}', '42/a,["m",{"x":1}]', "2")
    assert await played.other.sent() == "3"
    refused = Refused("/a", "Invalid namespace")
    assert played.heard == [Joined("/"), *[refused] * 3, Joined("/a"), Pushed("/a", "m", {"x": 1})]


async def test_refused_namespaces_are_looked_through_together(
    monkeypatch: pytest.MonkeyPatch, played: Played
) -> None:
    """Hundreds may be armed: one look at all of them must serve more than one of them."""
    looks = 0
    steps = Session._steps

    def counted(session: Session) -> Iterator[str]:
        nonlocal looks
        looks += 1
        return steps(session)

    monkeypatch.setattr(Session, "_steps", counted)
    names = [f"/n{number:02}" for number in range(50)]
    played.session.want(frozenset(names))
    for _ in range(3):
        assert sorted([await played.other.sent() for _ in names]) == [f"40{n}," for n in names]
        played.other.say(*(f'44{name},{{"message":"Invalid namespace"}}' for name in names))
    assert looks < 10


async def test_what_is_no_longer_wanted_is_left_after_its_answer(played: Played) -> None:
    played.session.want(frozenset({"/a"}))
    assert await played.other.sent() == "40/a,"
    played.session.want(frozenset())
    played.other.say("2")
    assert await played.other.sent() == "3"
    played.other.say("40/a,")
    assert await played.other.sent() == "41/a,"


async def test_after_being_thrown_out_it_comes_back(played: Played) -> None:
    played.session.want(frozenset({"/a"}))
    await played.other.sent()
    played.other.say("40/a,", "41/a,")
    assert await played.other.sent() == "40/a,"
    assert played.heard[-1] == Left("/a")


async def test_it_ends_with_the_connection(played: Played) -> None:
    played.other.end()


async def test_garbage_ends_it() -> None:
    other = Scripted()
    other.say("garbage")
    with pytest.raises(ProtocolError):
        await Session(other, lambda heard: None, 1.0).run()


async def test_without_pings_it_is_dead_whatever_else_comes() -> None:
    other = Scripted()
    other.say('0{"sid":"x","pingInterval":20,"pingTimeout":10}', "40")
    chatter = Tasks()

    async def chat() -> None:
        while True:
            other.say('42["m",{}]')
            await asyncio.sleep(0.002)

    chatter.start(chat(), name="chat")
    with pytest.raises(TimedOut) as told:
        await Session(other, lambda heard: None, 1.0).run()
    assert told.value.values == {"seconds": "0.03"}
    await chatter.close()


async def test_pings_keep_it_alive() -> None:
    other = Scripted()
    other.say('0{"sid":"x","pingInterval":40,"pingTimeout":40}')
    tasks = Tasks()
    running = tasks.start(_until_ended(Session(other, lambda heard: None, 1.0)), name="session")
    for _ in range(10):
        await asyncio.sleep(0.02)
        other.say("2")
    assert not running.done()
    await tasks.close()


async def test_a_flood_lets_others_take_their_turn() -> None:
    other = Scripted()
    other.say(OPEN, "40", *['42["m",{}]'] * 2000)
    heard: list[Heard] = []
    seen: list[int] = []
    tasks = Tasks()
    tasks.start(_until_ended(Session(other, heard.append, 1.0)), name="session")
    while len(heard) < 2000:
        await asyncio.sleep(0)
        seen.append(len(heard))
    assert len(seen) > 20
    await tasks.close()


async def test_frames_cost_no_timers(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt's loop keeps a cancelled timer until its moment: one a frame would pile up."""
    loop = asyncio.get_running_loop()
    timers: list[float] = []

    def counting(when: float, *more: Any, **named: Any) -> asyncio.TimerHandle:
        timers.append(when)
        return call_at(when, *more, **named)

    call_at = loop.call_at
    monkeypatch.setattr(loop, "call_at", counting)
    played.other.say(*['42["m",{}]'] * 500, "2")
    await played.other.sent()
    assert len(played.heard) == 501
    assert len(timers) < 10


async def test_no_cancellation_gets_lost_in_the_moment_of_breaking() -> None:
    other = Scripted()
    tasks = Tasks()
    task = tasks.start(Session(other, lambda heard: None, 1.0).run(), name="session")
    other.say(OPEN)
    await other.sent()
    other.end()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
