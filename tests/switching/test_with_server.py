"""The same troubles once more with nothing small about it: the simulated server, the real client
of its API and the real store."""

from __future__ import annotations

import time
from itertools import count, product
from typing import TYPE_CHECKING, Any

import pytest

from evodesk.domain.instance import Server
from evodesk.domain.reception import Mode, Side
from evodesk.domain.switch import Wish
from evodesk.errors import SwitchFailed, TakeoverNeeded
from evodesk.evolution.api import Api
from evodesk.secrets import Seal, Vault
from evodesk.simulator.thread import SimulatorThread
from evodesk.store.store import Store
from evodesk.switching.switcher import Hooks, Switcher
from tests.switching.samples import FOREIGN_URL, OUR_URL, is_ours

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

NUMBERS = count()
WEBHOOK = {
    "enabled": True,
    "url": FOREIGN_URL,
    "headers": {"x-custom": "abc"},
    "byEvents": True,
    "base64": True,
    "events": ["CALL", "MESSAGES_UPSERT"],
}
WEBSOCKET = {"enabled": True, "events": ["MESSAGES_UPSERT"]}
BEGINNINGS: dict[str, dict[str, Any]] = {
    "webhook": {"webhook": WEBHOOK},
    "websocket": {"websocket": WEBSOCKET},
    "none": {},
    "both": {"webhook": WEBHOOK, "websocket": WEBSOCKET},
}
FAULTS = ["status", "drop_before", "drop_after", "refuse", "hang_after", "empty"]


HASTE = 0.15
"""Seconds; a write that hangs does so for longer."""


class HastyApi(Api):
    """Gives up a write soon where it is told to, and nothing else, however loaded the machine."""

    haste: float | None = None

    async def _ask(self, method: str, *args: Any, **more: Any) -> bytes:
        if method == "POST":
            more["seconds"] = self.haste
        return await super()._ask(method, *args, **more)


@pytest.fixture(scope="module")
def running() -> Iterator[SimulatorThread]:
    with SimulatorThread() as running:
        yield running


@pytest.fixture
def simulator(running: SimulatorThread) -> SimulatorThread:
    running.faults([])
    return running


@pytest.fixture
def name() -> str:
    """A fresh one for each test; the server is the same for all of them."""
    return f"oficina 1/ção {next(NUMBERS)}"


@pytest.fixture
async def api(simulator: SimulatorThread) -> AsyncIterator[HastyApi]:
    api = HastyApi(Server("s", simulator.url, "simulated"), simulator.key)
    yield api
    await api.aclose()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    vault = Vault.in_memory()
    store = Store.open(tmp_path / "evodesk.db", tmp_path / "media", Seal(vault))
    yield store
    store.database.close()


@pytest.fixture
def switcher(api: Api, store: Store) -> Switcher:
    return Switcher(
        api,
        store.switches,
        server="s",
        clock=time.time,
        is_ours=is_ours,
        own_url=lambda: OUR_URL,
        hooks=Hooks(lambda progress: None),
        patience=(0.02, 0.1, 0.2),
    )


@pytest.mark.parametrize("begin", BEGINNINGS)
@pytest.mark.parametrize("side", Side)
async def test_every_beginning_to_either_side_and_back(
    simulator: SimulatorThread,
    api: Api,
    store: Store,
    switcher: Switcher,
    name: str,
    begin: str,
    side: Side,
) -> None:
    simulator.add({"name": name, **BEGINNINGS[begin]})
    before = await api.reception(name)
    for wished in (side, side.other, side):
        outcome = await switcher.switch(Wish(name, wished, confirmed=True))
        seen = await api.reception(name)
        assert seen.mode == outcome.reception.mode == wished.value
    if before.is_on(side):
        assert (seen.webhook if side is Side.WEBHOOK else seen.websocket) == (
            before.webhook if side is Side.WEBHOOK else before.websocket
        )
    record = (await store.switches.records("s"))[name]
    assert (record.webhook_enabled, record.websocket_enabled) == (
        side is Side.WEBHOOK,
        side is Side.WEBSOCKET,
    )
    assert await store.switches.unfinished("s") == ()


@pytest.mark.parametrize("begin", ["webhook", "websocket"])
@pytest.mark.parametrize(("write", "kind"), [*product(["webhook", "websocket"], FAULTS)])
async def test_trouble(
    simulator: SimulatorThread,
    api: HastyApi,
    store: Store,
    switcher: Switcher,
    name: str,
    begin: str,
    write: str,
    kind: str,
) -> None:
    simulator.add({"name": name, **BEGINNINGS[begin]})
    before = await api.reception(name)
    fault = {"match": f"POST /{write}/set/", "kind": kind, "times": 2, "seconds": 2 * HASTE}
    if kind == "empty":
        fault["status"] = 201
    if kind == "hang_after":
        api.haste = HASTE
    simulator.faults([fault])
    wish = Wish(name, Side(begin).other, confirmed=True)
    undone = "no"
    try:
        told = (await switcher.switch(wish)).reception
    except SwitchFailed as failed:
        told, undone = before, failed.values["undone"]
    seen = await api.reception(name)
    assert seen.same_as(told)
    assert (undone == "yes") == seen.same_as(before)
    assert seen.mode is not Mode.BOTH
    assert await store.switches.unfinished("s") == ()


async def test_a_foreign_webhook_asks_first(
    simulator: SimulatorThread, api: Api, switcher: Switcher, name: str
) -> None:
    simulator.add({"name": name, **BEGINNINGS["webhook"]})
    before = await api.reception(name)
    with pytest.raises(TakeoverNeeded):
        await switcher.switch(Wish(name, Side.WEBSOCKET))
    assert await api.reception(name) == before
