"""Nothing lost, never both on, the screen shows the truth: a session among faults."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import ServerState, StreamState
from evodesk.domain.switch import Wish
from evodesk.errors import DiskFull, EvodeskError
from evodesk.live import armed, backfill, resuming, session
from evodesk.secrets import Vault
from evodesk.simulator.thread import SimulatorThread
from tests.live.living import World, free_port, living
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from pathlib import Path

ODD_NAMES = ("loja/centro", "100% ção", "Müller ü", "a b", "q#y", "emoji 😀")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.3, 0.5))


async def live(world: World, name: str = "balcao", **first: Any) -> None:
    """Its namespace exists and we are in it."""
    world.simulator.message(name, "cria o canal", **first)
    await until(lambda: world.status(name).stream is StreamState.LIVE)


async def has(world: World, *ids: str) -> None:
    async with asyncio.timeout(10):
        while not set(ids) <= set(found := await world.ids()):
            await asyncio.sleep(0.02)
    assert len(set(found)) == len(found)


async def open_entries(world: World) -> int:
    return len(await world.store.switches.unfinished("srv"))


def never_both(world: World, name: str = "balcao") -> bool:
    return not world.simulator.state()["instances"][name]["both_on_ever"]


async def refused(work: Awaitable[object]) -> bool:
    try:
        await work
    except EvodeskError:
        return True
    return False


FAULTS = [
    {"kind": "status", "status": 500, "times": 1},
    {"kind": "status", "status": 500, "times": 3},
    {"kind": "drop_before", "times": 1},
    {"kind": "drop_after", "times": 1},
    {"kind": "drop_after", "times": 3},
    {"kind": "hang_after", "seconds": 0.3, "times": 1},
    {"kind": "empty", "status": 201, "times": 1},
    {"kind": "refuse", "times": 2},
]
CALLS = ["POST /webhook/set", "POST /websocket/set", "GET /webhook/find", "GET /websocket/find"]


@pytest.mark.expects_errors
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("call", CALLS)
async def test_every_fault_of_a_call_ends_in_one_mode(
    simulator: SimulatorThread, tmp_path: Path, side: Side, call: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """All kinds of faults one after the other, in both directions."""
    async with living(simulator, tmp_path) as world:
        monkeypatch.setattr(world.session.switcher._driver, "_patience", (0.02, 0.05))
        board = world.session.switchboard
        await board.switch(Wish("balcao", side.other))
        simulator.mark()
        for fault in FAULTS:
            before = world.server_mode("balcao")
            simulator.faults([{"match": call, **fault}])
            if await refused(board.switch(Wish("balcao", side))):
                assert world.server_mode("balcao") == before, fault
            simulator.faults([])
            await board.switch(Wish("balcao", side.other))
            assert sum(world.server_mode("balcao")) == 1
        assert never_both(world)
        assert await open_entries(world) == 0
        await until(lambda: world.status("balcao").mode is Mode(side.other))
        assert world.status("balcao").progress is None


@pytest.mark.expects_errors
async def test_a_server_that_restarts_in_a_switch_ends_in_one_mode(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Away for longer than the switch has patience, in the moment when neither side is on."""
    async with living(simulator, tmp_path) as world:
        monkeypatch.setattr(world.session.switcher._driver, "_patience", (0.02, 0.05))
        await live(world, id="M1")
        simulator.mark()
        simulator.faults([{"match": "POST /webhook/set", "kind": "delay", "seconds": 30}])
        world.session.switchboard.request(Wish("balcao", Side.WEBHOOK))
        await until(lambda: world.server_mode("balcao") == (False, False))
        simulator.message("balcao", "ninguém ouve", id="M2")
        simulator.faults([])
        simulator.restart(down=1.0)
        await until(lambda: world.status("balcao").failure is not None)
        async with asyncio.timeout(20):
            while await open_entries(world):
                await asyncio.sleep(0.05)
        await until(lambda: world.session.watch.status.state is ServerState.OK)
        assert sum(world.server_mode("balcao")) == 1
        assert never_both(world)
        simulator.message("balcao", "depois", id="M3")
        await has(world, "M1", "M2", "M3")
        await until(lambda: world.status("balcao").mode in (Mode.WEBHOOK, Mode.WEBSOCKET))
        assert world.status("balcao").progress is None


async def left_halfway(world: World, match: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a crash leaves it: an open entry."""
    monkeypatch.setattr(session, "SWITCH_PATIENCE", 0.05)
    simulator = world.simulator
    simulator.faults([{"match": match, "kind": "hang_after", "seconds": 5}])
    world.session.switchboard.request(Wish("balcao", Side.WEBHOOK))
    await until(lambda: world.status("balcao").progress is not None)
    await until(lambda: world.server_mode("balcao") != (False, True), 5)


@pytest.mark.parametrize("match", ["POST /websocket/set", "POST /webhook/set"])
async def test_what_was_left_halfway_is_finished_and_shown(
    simulator: SimulatorThread, tmp_path: Path, match: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, port = Vault.in_memory(), free_port()
    async with living(simulator, tmp_path, vault, port) as world:
        await left_halfway(world, match, monkeypatch)
    simulator.faults([])
    simulator.message("balcao", "no meio", id="M1")
    async with living(simulator, tmp_path, vault, port) as world:
        await until(lambda: world.status("balcao").mode is Mode.WEBHOOK)
        await until(lambda: world.status("balcao").progress is None)
        assert world.server_mode("balcao") == (True, False)
        await has(world, "M1")
        await until(lambda: world.resumed == [("balcao", Mode.WEBHOOK)])
        assert await open_entries(world) == 0
        # The row is alive: it follows the server and can be switched again.
        await world.session.switchboard.switch(Wish("balcao", Side.WEBSOCKET))
        assert world.status("balcao").mode is Mode.WEBSOCKET


async def test_closing_lets_a_running_switch_end(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        simulator.faults([{"match": "POST /webhook/set", "kind": "delay", "seconds": 0.3}])
        world.session.switchboard.request(Wish("balcao", Side.WEBHOOK))
        await until(lambda: world.server_mode("balcao") == (False, False))
        await world.session.close()
        assert world.server_mode("balcao") == (True, False)
        assert await open_entries(world) == 0
        world.session = None  # type: ignore[assignment]


async def test_a_reading_back_that_fails_is_made_up_for(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    """M2 reaches nobody and cannot be read back; M3 arrives and must not hide that."""
    async with living(simulator, tmp_path) as world:
        await asyncio.sleep(0.2)
        simulator.faults([{"match": "findMessages", "kind": "status", "status": 500}])
        simulator.message("balcao", "cria o canal", id="M2")
        await until(lambda: world.status("balcao").stream is StreamState.LIVE)
        simulator.message("balcao", "pelo socket", id="M3")
        await has(world, "M3")
        assert "M2" not in await world.ids()
        simulator.faults([])
        world.session.watch.refresh()
        await has(world, "M2", "M3")


@pytest.mark.expects_errors
async def test_events_that_a_full_disk_lost_are_read_back(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with living(simulator, tmp_path) as world:
        await live(world, id="M1")
        await has(world, "M1")
        await asyncio.sleep(0.7)
        add = world.store.messages.add

        async def full(*_: object) -> None:
            raise DiskFull()

        monkeypatch.setattr(type(world.store.messages), "add", full)
        simulator.message("balcao", "perdida", id="M2")
        await until(lambda: "balcao" in world.session.recovery.backfill.owed)
        monkeypatch.setattr(type(world.store.messages), "add", add.__func__)  # type: ignore[attr-defined]
        world.session.watch.refresh()
        await has(world, "M1", "M2")


async def test_a_webhook_that_somebody_led_away_and_back_leaves_no_gap(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        ours = simulator.state()["instances"]["balcao"]["webhook"]
        async with httpx_client(simulator) as client:
            await asyncio.sleep(0.7)

            async def point(url: str) -> None:
                body = {"enabled": True, "url": url, "events": ours["events"]}
                await client.post("/webhook/set/balcao", json={"webhook": body})
                world.session.watch.refresh()

            await point("https://n8n.example/hook")
            await until(lambda: not world.status("balcao").destination.here)  # type: ignore[union-attr]
            await asyncio.sleep(1)
            simulator.message("balcao", "em outro lugar", id="M1")
            await asyncio.sleep(0.2)
            assert "M1" not in await world.ids()
            await point(ours["url"])
            await has(world, "M1")


def httpx_client(simulator: SimulatorThread) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=simulator.url, headers={"apikey": simulator.key}, trust_env=False
    )


async def test_odd_names_switch_and_receive(simulator: SimulatorThread, tmp_path: Path) -> None:
    for name in ODD_NAMES:
        simulator.add({"name": name, "websocket": {"enabled": True, "events": []}})
    async with living(simulator, tmp_path) as world:
        for number, name in enumerate(ODD_NAMES):
            simulator.message(name, "cria", id=f"A{number}")
        await until(
            lambda: all(world.status(name).stream is StreamState.LIVE for name in ODD_NAMES)
        )
        for number, name in enumerate(ODD_NAMES):
            simulator.message(name, "socket", id=f"B{number}")
        for name in ODD_NAMES:
            await world.session.switchboard.switch(Wish(name, Side.WEBHOOK))
            assert world.server_mode(name) == (True, False)
        for number, name in enumerate(ODD_NAMES):
            simulator.message(name, "webhook", id=f"C{number}")
        await has(world, *(f"{letter}{n}" for letter in "ABC" for n in range(len(ODD_NAMES))))


async def test_a_comma_is_refused_before_anything_is_written(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    simulator.add({"name": "a,b"})
    async with living(simulator, tmp_path) as world:
        simulator.mark()
        with pytest.raises(EvodeskError, match="comma_in_name"):
            await world.session.switchboard.switch(Wish("a,b", Side.WEBSOCKET))
        assert not [r for r in simulator.state()["requests"] if "/set/" in r[1]]
        assert world.status("a,b").progress is None
        await world.session.switchboard.switch(Wish("a,b", Side.WEBHOOK))
        simulator.message("a,b", "webhook", id="C1")
        await has(world, "C1")


async def test_disorder_among_the_pushes_loses_and_doubles_nothing(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await live(world, id="M0")
        simulator.events(duplicate=0.4, reorder=0.3, drop=0.3, seed=7)
        ids = [f"D{number}" for number in range(30)]
        for number, id_ in enumerate(ids):
            simulator.message("balcao", f"mensagem {number}", id=id_)
            if number in (10, 20):
                side = Side.WEBHOOK if number == 10 else Side.WEBSOCKET
                world.session.switchboard.request(Wish("balcao", side))
            await asyncio.sleep(0.01)
        simulator.events()
        await until(lambda: world.status("balcao").progress is None)
        simulator.restart()
        await has(world, "M0", *ids)
        assert never_both(world)


async def test_three_hundred_instances_are_not_asked_too_much(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All armed, a slow history: every look waits for the one before."""
    monkeypatch.setattr(armed, "PERIOD", 0.1)
    monkeypatch.setattr(backfill, "LATER_PASSES", ())
    on = {"enabled": True, "events": []}
    simulator.add(*({"name": f"i{n}", "websocket": on} for n in range(300)))
    simulator.faults([{"match": "findMessages", "kind": "delay", "seconds": 0.2}])
    async with living(simulator, tmp_path) as world:
        await until(lambda: world.status("i299").stream is StreamState.ARMED)
        await asyncio.sleep(2)
        tasks = [t for t in asyncio.all_tasks() if t.get_name().startswith("backfill")]
        assert len(tasks) <= 2 * 302
        simulator.faults([])


@pytest.mark.expects_errors
async def test_a_switch_entry_is_told_as_resumed_only_once_it_is_closed(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.in_memory()
    async with living(simulator, tmp_path, vault) as world:
        await left_halfway(world, "POST /websocket/set", monkeypatch)
    monkeypatch.setattr(resuming, "PAUSE", 0.5)
    simulator.faults([{"match": "/set/", "kind": "status", "status": 500}])
    async with living(simulator, tmp_path, vault) as world:
        monkeypatch.setattr(world.session.switcher._driver, "_patience", (0.02,))
        await until(lambda: world.status("balcao").failure is not None)
        assert world.status("balcao").mode is Mode.NONE
        assert world.resumed == []
        simulator.faults([])
        async with asyncio.timeout(10):
            while not world.resumed:
                world.session.watch.refresh()
                await asyncio.sleep(0.1)
        assert await open_entries(world) == 0
        assert sum(world.server_mode("balcao")) == 1


async def test_websocket_off_at_the_server_writes_nothing(tmp_path: Path) -> None:
    with SimulatorThread(websocket_available=False) as simulator:
        url = "https://n8n.example/hook"
        simulator.add({"name": "balcao", "webhook": {"enabled": True, "url": url, "events": []}})
        async with living(simulator, tmp_path) as world:
            simulator.mark()
            with pytest.raises(EvodeskError, match="websocket_off"):
                await world.session.switchboard.switch(
                    Wish("balcao", Side.WEBSOCKET, confirmed=True)
                )
            assert not [r for r in simulator.state()["requests"] if "/set/" in r[1]]
            assert world.status("balcao").progress is None
            assert world.status("balcao").mode is Mode.WEBHOOK
