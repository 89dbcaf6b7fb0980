"""Any sequence of wishes, faults, interference, crashes and resumes, against the model server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from evodesk.domain.reception import Mode, Reception, Side
from evodesk.domain.switch import SwitchState
from evodesk.errors import ServerError, SwitchError, SwitchFailed
from tests.fakes import Config, Crash, FakeJournal, FakeServer, Rule, Trouble
from tests.switching.samples import (
    BY_BOTH,
    BY_FOREIGN,
    BY_SOCKET,
    BY_THIRD,
    BY_WEBHOOK,
    NOTHING,
    wish,
)
from tests.switching.stage import INSTANCE, Stage

if TYPE_CHECKING:
    from collections.abc import Awaitable

pytestmark = pytest.mark.expects_errors

OPEN = (SwitchState.RUNNING, SwitchState.ROLLING_BACK)
receptions = st.sampled_from((NOTHING, BY_WEBHOOK, BY_FOREIGN, BY_SOCKET, BY_THIRD, BY_BOTH))


class Watched(FakeServer):
    """Knows whether it was our own write, made with open eyes, that had both sides on."""

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception)
        self.both_by_us = False
        self._unseen = False
        """Something changed that nobody who writes now can have read."""

    async def reception(self, name: str) -> Reception:
        found = await super().reception(name)
        self._unseen = False
        return found

    def meddle(self, reception: Reception) -> None:
        self._unseen = True
        self.now = reception

    def _suffer(self, trouble: Trouble, config: Config) -> None:
        self._unseen |= trouble is Trouble.MEDDLED_BEFORE
        super()._suffer(trouble, config)
        self._unseen |= trouble is Trouble.MEDDLED_AFTER

    def _land(self, late: list[Config]) -> None:
        """A write that the network had kept arrives after a newer one."""
        self._unseen |= bool(late)
        super()._land(late)

    def _save(self, config: Config) -> None:
        was = self.now.mode
        super()._save(config)
        turned_both_on = self.now.mode is Mode.BOTH and was is not Mode.BOTH
        self.both_by_us |= turned_both_on and not self._unseen


class Switching(RuleBasedStateMachine):
    @initialize(reception=receptions)
    def begin(self, reception: Reception) -> None:
        self.server = Watched(reception)
        self.journal = FakeJournal()
        self.stage = Stage(self.journal)
        self._start()

    def _start(self) -> None:
        """The program; what was running in the one before is gone."""
        self.switcher = self.stage.switcher(self.server)

    @rule(trouble=st.sampled_from(Trouble), times=st.integers(1, 5))
    def writes_get_into(self, trouble: Trouble, times: int) -> None:
        self.server.rules.append(Rule(lambda config: True, trouble, times))

    @rule(times=st.integers(1, 8))
    def reads_fail(self, times: int) -> None:
        self.server.unreadable = times

    @rule(reception=receptions, later=receptions)
    def somebody_else_acts(self, reception: Reception, later: Reception) -> None:
        """Now, and with the next write that is meddled with."""
        self.server.meddle(reception)
        self.server.meddled = later

    @rule(side=st.sampled_from(Side))
    def switch(self, side: Side) -> None:
        written = len(self.server.writes)
        try:
            self._run(self.switcher.switch(wish(side)))
        except SwitchFailed as failed:
            self._is_true(failed)
        except (SwitchError, ServerError):
            assert len(self.server.writes) == written
        except Crash:
            self._start()
        else:
            assert self.server.now.mode.value == side.value

    @rule()
    def restart(self) -> None:
        self._start()
        self._resume()

    @invariant()
    def never_both_on_by_our_hand(self) -> None:
        assert not (hasattr(self, "server") and self.server.both_by_us)

    def teardown(self) -> None:
        """Once nothing is in the way any more, everything left halfway comes to an end."""
        if not hasattr(self, "server"):
            return
        self.server.rules.clear()
        self.server.unreadable = 0
        was_open = [entry.id for entry in self.journal.entries.values() if entry.state in OPEN]
        self._start()
        self._resume()
        for number in was_open:
            self._is_where_it_says(number)
        assert not any(entry.state in OPEN for entry in self.journal.entries.values())
        assert not self.server.both_by_us

    def _resume(self) -> None:
        try:
            self._run(self.switcher.resume())
        except Crash:
            self._start()

    def _is_true(self, failed: SwitchFailed) -> None:
        told, now = failed.values, self.server.now
        assert told["mode"] in ("", now.mode)
        entry = self.stage.entry
        if told["undone"] == "yes":
            assert now.same_as(entry.before)
            assert entry.state is SwitchState.ROLLED_BACK
        elif told["cause"] == "overtaken":
            assert entry.state is SwitchState.OVERTAKEN

    def _is_where_it_says(self, number: int) -> None:
        entry = self.journal.entries[number]
        if entry.state is SwitchState.DONE:
            assert self.server.now.same_as(entry.target)
            assert self.journal.records[INSTANCE].websocket_enabled is self.server.now.is_on(
                Side.WEBSOCKET
            )
        elif entry.state is SwitchState.ROLLED_BACK:
            assert self.server.now.mode is not Mode.BOTH

    def _run(self, work: Awaitable[object]) -> None:
        async def main() -> None:
            await work

        asyncio.run(main())


TestSwitching = Switching.TestCase
TestSwitching.settings = settings(max_examples=150, stateful_step_count=12, deadline=None)
