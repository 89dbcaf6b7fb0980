"""The talk with the server, line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reception import DEFAULT_EVENTS, Mode, Reception, Side, WebsocketConfig
from evodesk.domain.switch import SwitchState
from evodesk.errors import (
    KeyRefused,
    RequestRefused,
    ServerFailed,
    SwitchFailed,
    TimedOut,
    Unreachable,
)
from tests.switching.playbook import (
    EMPTY,
    READ,
    SAVED,
    SHOWN,
    Lost,
    Meddled,
    Playbook,
    turn_off,
    turn_on,
)
from tests.switching.samples import (
    BY_FOREIGN,
    BY_SOCKET,
    BY_WEBHOOK,
    FOREIGN,
    NOTHING,
    OURS,
    SOCKET,
    THIRD,
    wish,
)

if TYPE_CHECKING:
    from tests.switching.stage import Stage

SOCKET_ON = WebsocketConfig(True, DEFAULT_EVENTS[Side.WEBSOCKET])
WEBHOOK_ON = replace(OURS, events=DEFAULT_EVENTS[Side.WEBHOOK])
LATE = TimedOut(seconds="10")
BROKEN = ServerFailed(status="500", text="")


async def test_webhook_to_websocket(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> SAVED
    play << READ >> SHOWN
    outcome = await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert outcome.reception.mode is Mode.WEBSOCKET
    assert outcome.recovered == 7


async def test_websocket_to_webhook(stage: Stage) -> None:
    play = Playbook(BY_SOCKET)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_off(SOCKET) >> SAVED
    play << READ >> SHOWN
    play << turn_on(WEBHOOK_ON) >> SAVED
    play << READ >> SHOWN
    await stage.switcher(play).switch(wish(Side.WEBHOOK))
    assert play.is_over()


async def test_a_write_that_timed_out_but_took_effect_is_not_repeated(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
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
    play << READ >> SHOWN
    play << turn_off(FOREIGN) >> SAVED
    play << READ >> SHOWN
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
    play << READ >> SHOWN
    play << turn_off(OURS) >> EMPTY
    play << READ >> SHOWN
    play << turn_off(OURS) >> EMPTY
    play << READ >> SHOWN
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert failed.value.values["cause"] == "not_saved"
    assert failed.value.values["undone"] == "yes"


async def test_overtaken_stops_writing(stage: Stage) -> None:
    theirs = Reception(THIRD, None)
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> Meddled(theirs)
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
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
    play << READ >> SHOWN
    play << turn_on(SOCKET_ON) >> Meddled(Reception(THIRD, SOCKET_ON))
    play << READ >> SHOWN
    play << turn_off(SOCKET_ON) >> SAVED
    play << READ >> SHOWN
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(play).switch(wish(Side.WEBSOCKET))
    assert play.is_over()
    assert play.server.now.mode is Mode.WEBHOOK
    assert play.server.now.webhook == THIRD
    assert failed.value.values["mode"] == "webhook"


@pytest.mark.expects_errors
async def test_a_key_refused_halfway_can_neither_go_on_nor_back(stage: Stage) -> None:
    play = Playbook(BY_WEBHOOK)
    play << READ >> SHOWN
    play << READ >> SHOWN
    play << turn_off(OURS) >> SAVED
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
