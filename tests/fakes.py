"""Small stand-ins: a server that keeps the recorded rules, and a journal in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from evodesk.domain.events import KNOWN_EVENTS
from evodesk.domain.reception import (
    Mode,
    Reception,
    Record,
    Remembered,
    Side,
    WebhookConfig,
    WebsocketConfig,
)
from evodesk.domain.switch import SwitchRecord, SwitchState
from evodesk.errors import RequestRefused, ServerFailed, StoreError, TimedOut, UnknownInstance

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

Config = WebhookConfig | WebsocketConfig


class Crash(BaseException):
    """The program died here."""


class Trouble(Enum):
    FAILS_BEFORE = auto()
    FAILS_AFTER = auto()
    REFUSED = auto()
    TIMES_OUT_BEFORE = auto()
    TIMES_OUT_AFTER = auto()
    LANDS_LATE = auto()
    """Times out, and takes effect when the next write is sent."""
    SAYS_YES_ONLY = auto()
    CRASHES_BEFORE = auto()
    CRASHES_AFTER = auto()
    MEDDLED_BEFORE = auto()
    """Someone else brings about `FakeServer.meddled` just before our write arrives."""
    MEDDLED_AFTER = auto()


@dataclass
class Rule:
    """The next `times` writes that `matches` get into trouble."""

    matches: Callable[[Config], bool]
    trouble: Trouble
    times: int = 1


class FakeServer:
    """A ReceptionApi over one instance, with the rules of Evolution API 2.3.6: a side that is off
    loses its events (contract: 02_webhook/set_disabled_with_events), an empty list means all
    (02_webhook/set_empty_events_means_all), a webhook needs its URL even to be turned off, and a
    WebSocket that is off at the server saves nothing and says yes
    (03_websocket_disabled_on_server/set_enabled)."""

    def __init__(self, reception: Reception, *rules: Rule, meddled: Reception | None = None):
        self.now = reception
        self.rules = list(rules)
        self.meddled = meddled or reception
        self.writes: list[Config] = []
        self.shown: list[Mode] = [reception.mode]
        self.unreadable = 0
        """How many of the next reads fail."""
        self.unreadable_after_a_write = 0
        """How many reads will fail once something was written."""
        self.gone = False
        self.pause: asyncio.Event | None = None
        """Reads wait for it."""
        self._late: list[Config] = []

    async def reception(self, name: str) -> Reception:
        await self._answer(name)
        return self.now

    async def reread(self, name: str, side: Side, seen: Reception) -> Reception:
        await self._answer(name)
        return with_side(seen, side, self.now)

    async def set_webhook(self, name: str, config: WebhookConfig) -> None:
        await self._take(config)

    async def set_websocket(self, name: str, config: WebsocketConfig) -> None:
        await self._take(config)

    async def _answer(self, name: str) -> None:
        """To a reading."""
        if self.pause is not None:
            await self.pause.wait()
        if self.gone:
            raise UnknownInstance(instance=name)
        if self.unreadable > 0:
            self.unreadable -= 1
            raise TimedOut(seconds="10")

    async def _take(self, config: Config) -> None:
        self.writes.append(config)
        self.unreadable = max(self.unreadable, self.unreadable_after_a_write)
        late, self._late = self._late, []
        rule = next((r for r in self.rules if r.times > 0 and r.matches(config)), None)
        if rule is None:
            self._save(config)
        else:
            rule.times -= 1
            try:
                self._suffer(rule.trouble, config)
            finally:
                self._land(late)
            return
        self._land(late)

    def _land(self, late: list[Config]) -> None:
        for config in late:
            self._save(config)

    def _suffer(self, trouble: Trouble, config: Config) -> None:
        match trouble:
            case Trouble.FAILS_BEFORE:
                raise ServerFailed(status="500", text="")
            case Trouble.FAILS_AFTER:
                self._save(config)
                raise ServerFailed(status="500", text="")
            case Trouble.REFUSED:
                raise RequestRefused(status="400", text="no")
            case Trouble.TIMES_OUT_BEFORE:
                raise TimedOut(seconds="10")
            case Trouble.TIMES_OUT_AFTER:
                self._save(config)
                raise TimedOut(seconds="10")
            case Trouble.LANDS_LATE:
                self._late.append(config)
                raise TimedOut(seconds="10")
            case Trouble.SAYS_YES_ONLY:
                return
            case Trouble.CRASHES_BEFORE:
                raise Crash
            case Trouble.CRASHES_AFTER:
                self._save(config)
                raise Crash
            case Trouble.MEDDLED_BEFORE:
                self._show(self.meddled)
                self._save(config)
            case Trouble.MEDDLED_AFTER:
                self._save(config)
                self._show(self.meddled)

    def _save(self, config: Config) -> None:
        if isinstance(config, WebhookConfig):
            saved = replace(config, events=_events(config))
            self._show(replace(self.now, webhook=saved))
        elif self.now.websocket_available:
            socket = replace(config, events=_events(config))
            self._show(replace(self.now, websocket=socket))

    def _show(self, reception: Reception) -> None:
        self.now = reception
        self.shown.append(reception.mode)


def with_side(seen: Reception, side: Side, now: Reception) -> Reception:
    """`seen`, with this side as it is in `now`."""
    if side is Side.WEBHOOK:
        return replace(seen, webhook=now.webhook)
    return replace(seen, websocket=now.websocket, websocket_available=now.websocket_available)


def _events(config: Config) -> frozenset[str]:
    return (config.events or KNOWN_EVENTS) if config.enabled else frozenset()


class FakeJournal:
    def __init__(self) -> None:
        self.entries: dict[int, SwitchRecord] = {}
        self.ends: dict[int, float | None] = {}
        self.records: dict[str, Record] = {}
        self.kept: dict[str, Remembered] = {}
        self.left: dict[str, Reception] = {}
        self.originals: dict[str, Reception] = {}
        self.history: list[SwitchState] = []
        self.full = False
        """A full disk."""

    async def begin(
        self,
        server: str,
        instance: str,
        before: Reception,
        target: Reception,
        at: float,
        *,
        takes_over: bool,
    ) -> SwitchRecord:
        self._write()
        if takes_over or instance not in self.originals:
            self.originals[instance] = before
        supersedes = bool(await self._halfway(server, instance))
        await self.supersede(server, instance, at)
        number, running = len(self.entries) + 1, SwitchState.RUNNING
        entry = SwitchRecord(
            number, server, instance, before, target, running, at, supersedes=supersedes
        )
        self.entries[entry.id] = entry
        self.history.append(running)
        return entry

    async def supersede(self, server: str, instance: str, at: float) -> None:
        for each in await self._halfway(server, instance):
            await self.mark(each.id, SwitchState.OVERTAKEN, at=at)

    async def mark(
        self, id: int, state: SwitchState, *, at: float | None = None, error: str = ""
    ) -> None:
        self._write()
        entry = self.entries[id]
        self.entries[id] = replace(entry, state=state, error=error)
        self.ends[id] = at
        self.history.append(state)

    async def unfinished(self, server: str) -> tuple[SwitchRecord, ...]:
        open_states = (SwitchState.RUNNING, SwitchState.ROLLING_BACK)
        return tuple(e for e in self.entries.values() if e.state in open_states)

    async def leave(
        self,
        server: str,
        instance: str,
        left: Reception,
        at: float,
        *,
        record: Record | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        self._write()
        self.left[instance] = left
        if record is not None:
            self.records[instance] = record
        if remembered is not None:
            await self.remember(server, instance, remembered)

    async def remember(self, server: str, instance: str, remembered: Remembered) -> None:
        self._write()
        old = self.kept.get(instance, Remembered())
        self.kept[instance] = Remembered(
            remembered.webhook or old.webhook, remembered.websocket or old.websocket
        )

    async def remembered(self, server: str, instance: str) -> Remembered:
        return self.kept.get(instance, Remembered())

    async def _halfway(self, server: str, instance: str) -> list[SwitchRecord]:
        return [each for each in await self.unfinished(server) if each.instance == instance]

    def _write(self) -> None:
        if self.full:
            raise StoreError
