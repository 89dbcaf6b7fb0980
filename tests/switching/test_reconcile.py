"""Every step of every switch in every kind of trouble ends well.

The end is the target, or the Reception before; or, where somebody else interfered, what they
wanted. Both on never lasts, and never begins by our hand; the journal is closed.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from evodesk import errors
from evodesk.domain.reception import Mode, Reception, Side, WebhookConfig
from evodesk.domain.switch import SwitchState
from evodesk.errors import SwitchFailed
from evodesk.switching.plan import undo_of
from evodesk.switching.reconcile import is_final
from tests.fakes import Crash, FakeServer, Rule, Trouble
from tests.switching.samples import (
    BY_BOTH,
    BY_FOREIGN,
    BY_SOCKET,
    BY_THIRD,
    BY_WEBHOOK,
    NOTHING,
    OTHER_SOCKET,
    THIRD_URL,
    wish,
)
from tests.switching.stage import Stage
from tests.switching.watched import Watched

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.switch import Wish
    from evodesk.switching.plan import Config
    from tests.fakes import FakeJournal

WISHES = {
    "webhook to websocket": (BY_WEBHOOK, wish(Side.WEBSOCKET)),
    "foreign to websocket": (BY_FOREIGN, wish(Side.WEBSOCKET)),
    "websocket to webhook": (BY_SOCKET, wish(Side.WEBHOOK)),
    "none to webhook": (NOTHING, wish(Side.WEBHOOK)),
    "none to websocket": (NOTHING, wish(Side.WEBSOCKET)),
    "both to webhook": (BY_BOTH, wish(Side.WEBHOOK, url=THIRD_URL)),
    "both to websocket": (BY_BOTH, wish(Side.WEBSOCKET)),
    "webhook elsewhere": (BY_FOREIGN, wish(Side.WEBHOOK, url=THIRD_URL)),
}
STEPS: dict[str, Callable[[Config], bool]] = {
    "webhook off": lambda config: isinstance(config, WebhookConfig) and not config.enabled,
    "webhook on": lambda config: isinstance(config, WebhookConfig) and config.enabled,
    "websocket off": lambda config: not isinstance(config, WebhookConfig) and not config.enabled,
    "websocket on": lambda config: not isinstance(config, WebhookConfig) and config.enabled,
}
FAILING = (
    Trouble.FAILS_BEFORE,
    Trouble.FAILS_AFTER,
    Trouble.REFUSED,
    Trouble.TIMES_OUT_BEFORE,
    Trouble.TIMES_OUT_AFTER,
    Trouble.LANDS_LATE,
    Trouble.SAYS_YES_ONLY,
)
CRASHING = (Trouble.CRASHES_BEFORE, Trouble.CRASHES_AFTER)
MEDDLING = (Trouble.MEDDLED_BEFORE, Trouble.MEDDLED_AFTER)
MEDDLED = {
    "nothing on": NOTHING,
    "a third webhook": BY_THIRD,
    "another socket": Reception(None, OTHER_SOCKET),
}
BESIDE = {
    "webhook on": (BY_THIRD, (Side.WEBHOOK,)),
    "webhook as it was": (BY_FOREIGN, (Side.WEBHOOK,)),
    "webhook off": (NOTHING, (Side.WEBHOOK,)),
    "socket on": (Reception(None, OTHER_SOCKET), (Side.WEBSOCKET,)),
    "socket as it was": (BY_SOCKET, (Side.WEBSOCKET,)),
    "socket off": (NOTHING, (Side.WEBSOCKET,)),
}

wishes = pytest.mark.parametrize("direction", WISHES)
steps = pytest.mark.parametrize("step", STEPS)


def assert_all_is_well(stage: Stage, server: FakeServer, before: Reception) -> None:
    """The server is at the end that the journal tells, and that was told."""
    stage.assert_closed()
    entry, now = stage.entry, server.now
    if entry.state is SwitchState.DONE:
        assert now.same_as(entry.target)
    else:
        assert entry.state is SwitchState.ROLLED_BACK
        assert now.same_as(undo_of(before, entry.target)) or now.same_as(before)
    assert now.mode is not Mode.BOTH or len(server.shown) == 1
    assert stage.told in (None, now.mode)


def assert_never_both(server: FakeServer) -> None:
    """But for the time until the first write to a server that showed both."""
    first = server.shown.index(Mode.BOTH) if server.shown[0] is Mode.BOTH else -1
    assert Mode.BOTH not in server.shown[first + 1 :]


async def act(stage: Stage, server: FakeServer, wished: Wish) -> None:
    try:
        stage.told = (await stage.switcher(server).switch(wished)).reception.mode
    except SwitchFailed as error:
        mode = error.values["mode"]
        stage.told = Mode(mode) if mode else None


@wishes
@steps
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("trouble", FAILING, ids=lambda trouble: trouble.name)
async def test_trouble(
    stage: Stage, direction: str, step: str, trouble: Trouble, times: int
) -> None:
    before, wished = WISHES[direction]
    server = FakeServer(before, Rule(STEPS[step], trouble, times))
    await act(stage, server, wished)
    assert_all_is_well(stage, server, before)
    if trouble is not Trouble.LANDS_LATE:
        assert_never_both(server)


@wishes
@steps
@pytest.mark.parametrize("trouble", CRASHING, ids=lambda trouble: trouble.name)
async def test_crash_and_resume(stage: Stage, direction: str, step: str, trouble: Trouble) -> None:
    before, wished = WISHES[direction]
    server = FakeServer(before, Rule(STEPS[step], trouble))
    try:
        await stage.switcher(server).switch(wished)
    except Crash:
        assert stage.entry.state is SwitchState.RUNNING
    await stage.switcher(server).resume()
    assert stage.entry.state is SwitchState.DONE
    assert_all_is_well(stage, server, before)
    assert_never_both(server)


@wishes
@steps
@pytest.mark.parametrize("trouble", CRASHING, ids=lambda trouble: trouble.name)
async def test_crash_while_rolling_back_and_resume(
    stage: Stage, direction: str, step: str, trouble: Trouble
) -> None:
    """Each step on the way back, after the last step forth was refused."""
    before, wished = WISHES[direction]
    last = "websocket on" if wished.side is Side.WEBSOCKET else "webhook on"
    server = FakeServer(before, Rule(STEPS[last], Trouble.REFUSED), Rule(STEPS[step], trouble))
    try:
        await act(stage, server, wished)
    except Crash:
        await stage.switcher(server).resume()
    assert_all_is_well(stage, server, before)
    assert_never_both(server)


@wishes
@steps
@pytest.mark.parametrize("theirs", MEDDLED)
@pytest.mark.parametrize("trouble", MEDDLING, ids=lambda trouble: trouble.name)
async def test_somebody_else_interferes(
    stage: Stage, direction: str, step: str, theirs: str, trouble: Trouble
) -> None:
    """What they did stays, or our plan went on over it unawares; both on does not last."""
    before, wished = WISHES[direction]
    server = FakeServer(before, Rule(STEPS[step], trouble), meddled=MEDDLED[theirs])
    await act(stage, server, wished)
    stage.assert_closed()
    assert server.now.mode is not Mode.BOTH
    assert stage.told is server.now.mode
    if stage.entry.state is not SwitchState.OVERTAKEN:
        assert_all_is_well(stage, server, before)


@wishes
@pytest.mark.parametrize("theirs", BESIDE)
@pytest.mark.parametrize("requests", range(9))
async def test_somebody_else_interferes_with_one_side_at_any_moment(
    journal: FakeJournal, direction: str, theirs: str, requests: int
) -> None:
    """Found, and what they did stays, unless it came after the last look at that side."""
    before, wished = WISHES[direction]
    stage, server = Stage(journal), Watched(before, journal)
    server.meddle_later(requests, *BESIDE[theirs])
    await act(stage, server, wished)
    assert not server.both_by_us
    assert not server.overwrote
    stage.assert_closed()
    if not server.unseen:
        assert server.now.mode is stage.told
        assert stage.told is not Mode.BOTH or before.mode is Mode.BOTH or not server.writes


@pytest.mark.expects_errors
@wishes
@pytest.mark.parametrize(("forth", "back"), [*product(FAILING, FAILING)])
async def test_trouble_on_the_way_back_too(
    stage: Stage, direction: str, forth: Trouble, back: Trouble
) -> None:
    before, wished = WISHES[direction]
    last, first = ("websocket on", "webhook on")
    if wished.side is Side.WEBHOOK:
        last, first = first, last
    server = FakeServer(before, Rule(STEPS[last], forth, 2), Rule(STEPS[first], back))
    await act(stage, server, wished)
    if stage.entry.state is SwitchState.FAILED:
        assert back is Trouble.REFUSED
        assert server.now.mode is stage.told is Mode.NONE
    else:
        assert_all_is_well(stage, server, before)


def test_every_error_of_the_server_is_decided() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.ServerError)
    ]
    final = {kind.__name__ for kind in kinds if is_final(kind())}
    assert is_final(errors.WebsocketOff())
    assert final == {
        "KeyRefused",
        "LicenceRequired",
        "UnknownInstance",
        "RequestRefused",
        "BadCertificate",
    }
