"""The talk with the server, line by line."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reception import DEFAULT_EVENTS, Mode, Reception, Side, WebsocketConfig
from evodesk.domain.switch import Phase, SwitchState
from evodesk.errors import (
    KeyRefused,
    RequestRefused,
    ServerFailed,
    SwitchFailed,
    TimedOut,
    Unreachable,
)
from evodesk.switching import preflight, reconcile
from evodesk.switching.plan import record_of
from tests.switching.playbook import (
    EMPTY,
    READ,
    READ_WEBHOOK,
    READ_WEBSOCKET,
    SAVED,
    SHOWN,
    Lost,
    Meddled,
    Playbook,
    Read,
    Shown,
    turn_off,
    turn_on,
)
from tests.switching.samples import (
    BY_FOREIGN,
    BY_SOCKET,
    BY_WEBHOOK,
    FOREIGN,
    NOTHING,
    OTHER_SOCKET,
    OURS,
    SOCKET,
    THIRD,
    WEBSOCKET_OFF,
    wish,
)
from tests.switching.stage import INSTANCE, SERVER

if TYPE_CHECKING:
    from evodesk.domain.switch import Progress
    from tests.switching.playbook import Answer
    from tests.switching.stage import Stage

SOCKET_ON = WebsocketConfig(True, DEFAULT_EVENTS[Side.WEBSOCKET])
WEBHOOK_ON = replace(OURS, events=DEFAULT_EVENTS[Side.WEBHOOK])
LATE = TimedOut(seconds="10")
BROKEN = ServerFailed(status="500", text="")


async def test_webhook_to_websocket(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ_WEBSOCKET >> SHOWN
    play << READ_WEBHOOK >> SHOWN
    outcome = await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert outcome.reception.mode is Mode.WEBSOCKET
    assert outcome.recovered == 7


async def test_websocket_to_webhook(stage: Stage) -> None:
    play = Playbook(BY_SOCKET)
    play << READ >> SHOWN
    play << turn_off(SOCKET) >> SAVED
    play << READ_WEBSOCKET >> SHOWN
    play << turn_on(WEBHOOK_ON) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << READ_WEBSOCKET >> SHOWN
    outcome = await stage.switcher(play).switch(wish(Side.WEBHOOK))
    assert play.is_over()
    assert (outcome.side, outcome.reception.mode) == (Side.WEBHOOK, Mode.WEBHOOK)


async def test_six_requests_prove_it_before_it_is_written_down(stage: Stage) -> None:
    """The last look, after the recovery, is for what others do meanwhile."""
    play = Playbook(BY_WEBHOOK)
    for call in (READ, turn_off(OURS), READ_WEBHOOK, turn_on(SOCKET_ON), READ_WEBSOCKET):
        play << call >> (SHOWN if isinstance(call, Read) else SAVED)
    play << READ_WEBHOOK >> SHOWN
    left: list[int] = []

    def count(progress: Progress) -> None:
        if progress.phase is Phase.RECOVER:
            left.append(len(play.lines))

    stage.on_progress = count
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert left == [1]
    assert stage.journal.records[INSTANCE].websocket_enabled


async def test_what_was_read_too_long_ago_is_read_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The socket may have let us wait."""
    monkeypatch.setattr(preflight, "FRESH", -1.0)
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ >> SHOWN
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()


async def test_a_side_that_is_somebody_elses_after_a_slow_step_is_not_written_over(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconcile, "is_fresh", lambda asked_at: False)
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    (
        play
        << turn_off(OURS)
        >> Meddled(
            replace(BY_WEBHOOK, webhook=replace(OURS, enabled=False), websocket=OTHER_SOCKET)
        )
    )
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed):
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert play.server.now.websocket == OTHER_SOCKET
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_who_goes_back_to_the_old_way_meanwhile_is_not_undone(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ_WEBSOCKET >> Shown(later=BY_WEBHOOK)
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert play.server.now.same_as(BY_WEBHOOK)
    assert failed.value.values["undone"] == "no"  # by us
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_before_a_first_write_that_turns_on_both_sides_are_read_again(stage: Stage) -> None:
    """One reading may be wrong, and nothing that was turned off before vouches for it."""
    play = Playbook(NOTHING)
    play << READ >> Shown(later=BY_WEBHOOK)
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed):
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert play.server.writes == []
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_after_what_was_left_halfway_both_sides_are_read_each_time(stage: Stage) -> None:
    """A write that the crash cut off may still be on its way."""
    await stage.journal.begin(SERVER, INSTANCE, BY_WEBHOOK, BY_SOCKET, 0.0, takes_over=False)
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ >> SHOWN
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()


async def test_a_write_that_timed_out_but_took_effect_is_not_repeated(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> Lost(LATE, saved=True)
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> Lost(LATE, saved=True)
    play << READ >> Lost(Unreachable(host="x"))
    play << READ >> SHOWN
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()


async def test_a_step_that_fails_twice_turns_back(stage: Stage) -> None:
    play = Playbook(BY_FOREIGN)
    play << READ >> SHOWN
    play << turn_off(FOREIGN) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> Lost(BROKEN)
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> Lost(BROKEN)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_on(FOREIGN) >> SAVED
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert failed.value.values["cause"] == "server_failed"
    assert failed.value.values["mode"] == "webhook"
    assert failed.value.values["undone"] == "yes"


async def test_no_last_look_where_both_sides_were_read_last(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> Lost(LATE, saved=True)
    play << READ >> SHOWN
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()


async def test_a_slow_last_step_needs_no_second_reading_of_the_side_that_is_off(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ_WEBSOCKET >> SHOWN
    play << READ_WEBHOOK >> SHOWN
    monkeypatch.setattr(reconcile, "is_fresh", lambda asked_at: len(play.lines) == 3)
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()


async def test_a_server_in_trouble_gets_time(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a write that failed, and after each reading that did."""
    waited: list[int] = []

    async def sleep(seconds: float) -> None:
        waited.append(len(play.lines))

    monkeypatch.setattr(asyncio, "sleep", sleep)
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> Lost(BROKEN, saved=True)
    play << READ >> Lost(LATE)
    play << READ >> Lost(BROKEN)
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ >> SHOWN
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert waited == [5, 4, 3]


async def test_who_comes_in_between_on_the_way_back_is_left_alone(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> Lost(RequestRefused(status="400", text="no"))
    play << READ >> SHOWN
    play << turn_on(OURS) >> Meddled(BY_FOREIGN)
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert failed.value.values["cause"] == "overtaken"
    assert failed.value.values["undone"] == "no"
    assert stage.entry.state is SwitchState.OVERTAKEN


@pytest.mark.expects_errors
async def test_no_way_back_to_a_side_that_the_server_turned_off_meanwhile(stage: Stage) -> None:
    play = Playbook(BY_SOCKET)
    play << READ >> SHOWN
    play << turn_off(SOCKET) >> Meddled(replace(WEBSOCKET_OFF, webhook=None))
    play << READ_WEBSOCKET >> SHOWN
    play << turn_on(WEBHOOK_ON) >> Lost(RequestRefused(status="400", text="no"))
    for _ in range(2):
        play << READ >> SHOWN
        play << turn_on(SOCKET) >> EMPTY
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBHOOK))
    assert play.is_over()
    assert failed.value.values["cause"] == "request_refused"
    assert stage.entry.state is SwitchState.FAILED
    assert stage.journal.left[INSTANCE].mode is Mode.NONE
    assert stage.journal.records[INSTANCE] == record_of(NOTHING)


async def test_a_refusal_is_not_tried_again(stage: Stage) -> None:
    play = Playbook(NOTHING)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> Lost(RequestRefused(status="400", text="no"))
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed):
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert stage.entry.state is SwitchState.ROLLED_BACK


async def test_a_yes_that_saved_nothing_turns_back(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> EMPTY
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> EMPTY
    play << READ >> SHOWN
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert failed.value.values["cause"] == "not_saved"
    assert failed.value.values["undone"] == "yes"


@pytest.mark.parametrize("side", Side)
async def test_whose_fault_a_yes_is_that_saved_nothing(stage: Stage, side: Side) -> None:
    """WebSocket is off at the server: that excuses only a WebSocket that was not saved."""
    play = Playbook(NOTHING if side is Side.WEBSOCKET else replace(WEBSOCKET_OFF, webhook=None))
    on = turn_on(SOCKET_ON if side is Side.WEBSOCKET else WEBHOOK_ON)
    play << READ >> SHOWN
    for _ in range(2):
        play << READ >> SHOWN
        play << on >> EMPTY
    play << READ >> SHOWN
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(side))
    assert play.is_over()
    assert failed.value.values["cause"] == "not_saved"


async def test_overtaken_stops_writing(stage: Stage) -> None:
    theirs = Reception(THIRD, None)
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> Meddled(theirs)
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert play.server.now is theirs
    assert failed.value.values["cause"] == "overtaken"
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_ours_is_withdrawn_when_someone_turned_the_other_side_on(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> Meddled(Reception(THIRD, SOCKET_ON))
    play << READ_WEBSOCKET >> SHOWN
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    play << turn_off(SOCKET_ON) >> SAVED
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert play.server.now.mode is Mode.WEBHOOK
    assert play.server.now.webhook == THIRD
    assert failed.value.values["mode"] == "webhook"
    assert stage.journal.records[INSTANCE].webhook_url == THIRD.url


@pytest.mark.parametrize(
    ("write", "reading"),
    [(Lost(RequestRefused(status="400", text="no")), None), (SAVED, Lost(KeyRefused()))],
)
async def test_overtaken_is_what_it_is_where_ours_cannot_be_withdrawn(
    stage: Stage, write: Answer, reading: Answer | None
) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> Meddled(Reception(THIRD, SOCKET_ON))
    play << READ_WEBSOCKET >> SHOWN
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    play << turn_off(SOCKET_ON) >> write
    if reading is not None:
        play << READ >> reading
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert failed.value.values["cause"] == "overtaken"
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_ours_is_withdrawn_also_after_the_old_side_was_turned_off_again(
    stage: Stage,
) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> Shown(later=BY_WEBHOOK)
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ_WEBSOCKET >> SHOWN
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> Meddled(Reception(THIRD, SOCKET_ON))
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    play << turn_off(SOCKET_ON) >> SAVED
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed):
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert play.server.now.webhook == THIRD
    assert play.server.now.mode is Mode.WEBHOOK


async def test_the_old_side_turned_on_again_meanwhile_is_turned_off_again(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> Shown(later=BY_WEBHOOK)
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ_WEBSOCKET >> SHOWN
    play << READ_WEBHOOK >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    outcome = await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert outcome.reception.mode is play.server.now.mode is Mode.WEBSOCKET
    assert stage.entry.state is SwitchState.DONE


async def test_what_is_proven_stays_so_when_the_last_look_fails(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ_WEBSOCKET >> SHOWN
    play << READ_WEBHOOK >> Lost(LATE)
    await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert stage.entry.state is SwitchState.DONE


@pytest.mark.expects_errors
async def test_what_was_seen_before_a_reading_that_failed_is_not_told_as_true(
    stage: Stage,
) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> SHOWN
    play << turn_on(SOCKET_ON) >> Lost(KeyRefused())
    play << READ >> Lost(KeyRefused())
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert failed.value.values["mode"] == ""


@pytest.mark.expects_errors
async def test_a_key_refused_halfway_can_neither_go_on_nor_back(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ_WEBHOOK >> Lost(KeyRefused())
    play << READ >> Lost(KeyRefused())
    play << READ >> Lost(KeyRefused())
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert stage.entry.state is SwitchState.FAILED
    assert failed.value.values == {
        "instance": "oficina",
        "cause": "key_refused",
        "mode": "",
        "undone": "no",
    }
