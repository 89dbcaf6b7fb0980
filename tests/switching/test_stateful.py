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
from tests.fakes import Crash, FakeJournal, Rule, Trouble
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
from tests.switching.watched import Watched

if TYPE_CHECKING:
    from collections.abc import Awaitable

pytestmark = pytest.mark.expects_errors

OPEN = (SwitchState.RUNNING, SwitchState.ROLLING_BACK)
receptions = st.sampled_from((NOTHING, BY_WEBHOOK, BY_FOREIGN, BY_SOCKET, BY_THIRD, BY_BOTH))


class Switching(RuleBasedStateMachine):
    @initialize(reception=receptions)
    def begin(self, reception: Reception) -> None:
        self.journal = FakeJournal()
        self.server = Watched(reception, self.journal)
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

    @rule(
        side=st.sampled_from(Side),
        requests=st.integers(0, 8),
        theirs=receptions,
        sides=st.sampled_from([tuple(Side), *((side,) for side in Side)]),
    )
    def switch_while_somebody_else_acts(
        self, side: Side, requests: int, theirs: Reception, sides: tuple[Side, ...]
    ) -> None:
        self.server.meddle_later(requests, theirs, sides)
        self.switch(side)

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
            self._shows(side.value)

    @rule()
    def restart(self) -> None:
        self._start()
        self._resume()

    @invariant()
    def never_both_on_by_our_hand(self) -> None:
        assert not (hasattr(self, "server") and self.server.both_by_us)

    @invariant()
    def what_others_did_is_theirs(self) -> None:
        assert not (hasattr(self, "server") and self.server.overwrote)

    def teardown(self) -> None:
        """Once nothing is in the way any more, everything left halfway comes to an end."""
        if not hasattr(self, "server"):
            return
        self.server.calm()
        was_open = [entry.id for entry in self.journal.entries.values() if entry.state in OPEN]
        self._start()
        self._resume()
        for number in was_open:
            self._is_where_it_says(number)
        assert not any(entry.state in OPEN for entry in self.journal.entries.values())
        self.never_both_on_by_our_hand()
        self.what_others_did_is_theirs()

    def _resume(self) -> None:
        try:
            self._run(self.switcher.resume())
        except Crash:
            self._start()

    def _is_true(self, failed: SwitchFailed) -> None:
        told, entry = failed.values, self.stage.entry
        if told["mode"]:
            self._shows(told["mode"])
        if told["undone"] == "yes":
            assert self.server.unseen or self.server.now.same_as(entry.before)
            assert entry.state is SwitchState.ROLLED_BACK
        elif told["cause"] == "overtaken":
            assert entry.state is SwitchState.OVERTAKEN

    def _shows(self, mode: str) -> None:
        """Unless somebody else came after the last reading."""
        assert self.server.unseen or self.server.now.mode == mode

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
TestSwitching.settings = settings(max_examples=150, stateful_step_count=12)
