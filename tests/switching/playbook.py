"""Says line by line what the switcher talks with the server.

    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET) >> Lost(TimedOut(seconds="10"))

`<<` is a call that the switcher must make now, `>>` the answer it gets. The server behind it
keeps its rules, so a reading is answered with what it really holds.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from evodesk.domain.reception import Reception, Side, WebhookConfig, WebsocketConfig
from tests.fakes import FakeServer

if TYPE_CHECKING:
    from evodesk.errors import ServerError

Config = WebhookConfig | WebsocketConfig


@dataclass(frozen=True)
class Read:
    """Both sides, or one of them."""

    side: Side | None = None


@dataclass(frozen=True)
class Shown:
    """To a reading: what the server holds. `later`: and then someone else brings about this."""

    later: Reception | None = None


@dataclass(frozen=True)
class Saved:
    pass


@dataclass(frozen=True)
class Lost:
    """The error comes back; `saved`: although it took effect."""

    error: ServerError
    saved: bool = False


@dataclass(frozen=True)
class Empty:
    """Yes, and nothing saved."""


@dataclass(frozen=True)
class Meddled:
    """Saved, and then someone else brought about this."""

    reception: Reception


READ, READ_WEBHOOK, READ_WEBSOCKET = Read(), Read(Side.WEBHOOK), Read(Side.WEBSOCKET)
SHOWN, SAVED, EMPTY = Shown(), Saved(), Empty()
Call = Read | WebhookConfig | WebsocketConfig
Answer = Shown | Saved | Lost | Empty | Meddled


def turn_on(config: Config) -> Config:
    return config


def turn_off(config: Config) -> Config:
    """With all its fields, as the server demands."""
    return replace(config, enabled=False)


@dataclass
class Line:
    call: Call
    answer: Answer = SAVED

    def __rshift__(self, answer: Answer) -> Line:
        self.answer = answer
        return self


@dataclass
class Playbook:
    """A ReceptionApi that insists on its lines."""

    begins_with: Reception
    lines: deque[Line] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.server = FakeServer(self.begins_with)

    def __lshift__(self, call: Call) -> Line:
        line = Line(call)
        self.lines.append(line)
        return line

    async def reception(self, name: str) -> Reception:
        return self._shown(READ, await self.server.reception(name))

    async def reread(self, name: str, side: Side, seen: Reception) -> Reception:
        return self._shown(Read(side), await self.server.reread(name, side, seen))

    def _shown(self, call: Read, found: Reception) -> Reception:
        answer = self._next(call)
        if isinstance(answer, Lost):
            raise answer.error
        assert isinstance(answer, Shown)
        self.server.now = answer.later or self.server.now
        return found

    async def set_webhook(self, name: str, config: WebhookConfig) -> None:
        await self._write(config)

    async def set_websocket(self, name: str, config: WebsocketConfig) -> None:
        await self._write(config)

    async def _write(self, config: Config) -> None:
        answer = self._next(config)
        if not (isinstance(answer, Empty) or (isinstance(answer, Lost) and not answer.saved)):
            await self._save(config)
        if isinstance(answer, Meddled):
            self.server.now = answer.reception
        if isinstance(answer, Lost):
            raise answer.error

    async def _save(self, config: Config) -> None:
        if isinstance(config, WebhookConfig):
            await self.server.set_webhook("", config)
        else:
            await self.server.set_websocket("", config)

    def _next(self, call: Call) -> Answer:
        assert self.lines, f"not in the playbook: {call}"
        line = self.lines.popleft()
        assert call == line.call
        return line.answer

    def is_over(self) -> bool:
        return not self.lines
