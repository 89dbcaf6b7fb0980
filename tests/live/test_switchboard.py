"""Whatever happens to a switch: its progress ends, and what is told is true."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.instance import Instance, LinkState
from evodesk.domain.reception import Mode, Reception, Side, WebhookConfig
from evodesk.domain.switch import Failure, Wish
from evodesk.errors import DiskFull, SwitchFailed, SwitchRunning
from evodesk.live.directory import Directory
from evodesk.live.switchboard import Switchboard
from evodesk.switching.switcher import Hooks, Switcher
from evodesk.tasks import Tasks
from tests.fakes import FakeJournal, FakeServer
from tests.switching.samples import BY_SOCKET, BY_WEBHOOK, OUR_URL, is_ours

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NAME = "oficina"


class Desk:
    """A Switchboard on a simulated server, and all that it told."""

    def __init__(self, seen: Reception) -> None:
        self.tasks = Tasks()
        self.server = FakeServer(seen)
        self.journal = FakeJournal()
        self.directory = Directory(lambda webhook: is_ours(webhook.url))
        self.directory.show_instances([Instance(NAME, LinkState.OPEN, LinkState.OPEN)])
        self.directory.show_reception(NAME, seen)
        self.board = Switchboard(self.directory, self.tasks)
        hooks = Hooks(on_progress=self.board.on_progress, on_end=self.board.on_end)
        self.board.use(
            Switcher(
                self.server, self.journal, server="srv", clock=lambda: 1.0, is_ours=is_ours,
                own_url=lambda: OUR_URL, hooks=hooks, patience=(0.0,),
            )
        )  # fmt: skip
        self.failures: list[Failure] = []
        self.board.failed.connect(self.failures.append)
        self.ended: list[str] = []
        self.board.ended.connect(self.ended.append)

    @property
    def is_busy(self) -> bool:
        return self.directory[NAME].progress is not None


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk(BY_SOCKET)
    yield made
    await made.tasks.close()


async def test_a_base64_wish_does_not_end_the_switch_that_runs(desk: Desk) -> None:
    desk.server.pause = asyncio.Event()
    desk.board.request(Wish(NAME, Side.WEBHOOK))
    await asyncio.sleep(0)
    desk.board.request_base64(NAME, False)
    await asyncio.sleep(0.01)
    assert (desk.is_busy, desk.failures) == (True, [])
    desk.server.pause.set()
    await desk.tasks.settle()
    assert not desk.is_busy
    assert desk.directory[NAME].failure is None
    assert desk.server.now.mode is Mode.WEBHOOK


@pytest.mark.expects_errors
async def test_a_mistake_of_ours_does_not_lock_the_radios_for_ever(desk: Desk) -> None:
    async def breaks(name: str, config: WebhookConfig) -> None:
        raise RuntimeError("a mistake of ours")

    desk.server.set_webhook = breaks  # type: ignore[method-assign]
    desk.board.request(Wish(NAME, Side.WEBHOOK))
    await desk.tasks.settle()
    assert not desk.is_busy
    assert desk.ended == [NAME]


async def test_a_second_script_is_told_that_one_runs(desk: Desk) -> None:
    desk.server.pause = asyncio.Event()
    desk.board.request(Wish(NAME, Side.WEBHOOK))
    await asyncio.sleep(0)
    with pytest.raises(SwitchRunning):
        await desk.board.switch(Wish(NAME, Side.WEBHOOK))
    assert desk.is_busy
    desk.server.pause.set()
    await desk.tasks.settle()
    assert desk.ended == [NAME]


async def test_a_script_whose_server_is_left_gets_an_answer(desk: Desk) -> None:
    desk.server.pause = asyncio.Event()
    asked = asyncio.gather(desk.board.switch(Wish(NAME, Side.WEBHOOK)), return_exceptions=True)
    await asyncio.sleep(0.01)
    await desk.tasks.close()
    async with asyncio.timeout(5):
        (answer,) = await asked
    assert isinstance(answer, SwitchFailed)


async def test_a_script_that_gives_up_leaves_the_switch_running(desk: Desk) -> None:
    desk.server.pause = asyncio.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await desk.board.switch(Wish(NAME, Side.WEBHOOK))
    desk.server.pause.set()
    await desk.tasks.settle()
    assert desk.server.now.mode is Mode.WEBHOOK
    assert not desk.is_busy


@pytest.mark.expects_errors
async def test_a_full_disk_after_the_proof_tells_the_new_mode(desk: Desk) -> None:
    desk.server.now = BY_WEBHOOK
    desk.directory.show_reception(NAME, BY_WEBHOOK)

    async def fills_up(*_what: object, **_more: object) -> None:
        raise DiskFull()

    desk.journal.leave = fills_up  # type: ignore[method-assign]
    desk.board.request(Wish(NAME, Side.WEBSOCKET))
    await desk.tasks.settle()
    (failure,) = desk.failures
    assert (failure.mode, failure.undone) == (Mode.WEBSOCKET, False)
