"""Sleep as logind tells it, on a bus of its own, and the real program in between."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QPushButton

from evodesk.live.sleep_watch import SleepWatch
from evodesk.sleeping import Sleeping
from tests.waiting import until
from tests.whole.test_leaving import HANDED_BACK, KEPT, World, running, simulator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread

__all__ = ["simulator"]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs D-Bus"
)


class Logind:
    def __init__(self, address: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.logind", address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        assert self.hear() == "ready"

    def hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def tell(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


@contextmanager
def a_bus() -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.kill()


@pytest.fixture
def address() -> Iterator[str]:
    with a_bus() as found:
        yield found
        QDBusConnection.disconnectFromBus("evodesk-test")


@pytest.fixture
def logind(address: str) -> Iterator[Logind]:
    made = Logind(address)
    yield made
    made.close()


def sleeping(world: World, address: str) -> Sleeping:
    bus = QDBusConnection.connectToBus(address, "evodesk-test")
    return Sleeping(world.shell, lambda: world.program.session, SleepWatch(bus))


async def heard(logind: Logind) -> str:
    return await asyncio.wait_for(asyncio.to_thread(logind.hear), 10)


async def test_who_restores_on_leaving_hands_back_before_sleep_and_is_offered_it_again(
    simulator: SimulatorThread, tmp_path: Path, address: str, logind: Logind
) -> None:
    async with running(simulator, tmp_path, "restore") as world:
        watching = sleeping(world, address)
        assert await heard(logind) == "held sleep evodesk Handing instances back delay"
        await world.to_webhook("balcao")
        logind.tell("sleep")
        assert await heard(logind) == "released"
        assert world.modes()["balcao"] == HANDED_BACK, "it slept before that was done"
        logind.tell("wake")
        assert (await heard(logind)).startswith("held")
        await until(lambda: _button(world) is not None)
        found = _button(world)
        assert found is not None
        found.click()
        await until(lambda: world.modes()["balcao"] == KEPT)
        assert world.program.session is not None
        assert world.program.session.directory["balcao"].drift is None
        await watching.close()


async def test_who_is_asked_on_leaving_is_left_alone(
    simulator: SimulatorThread, tmp_path: Path, address: str, logind: Logind
) -> None:
    async with running(simulator, tmp_path, "ask") as world:
        watching = sleeping(world, address)
        await heard(logind)
        await world.to_webhook("balcao")
        logind.tell("sleep")
        assert await heard(logind) == "released"
        logind.tell("wake")
        await heard(logind)
        assert world.modes()["balcao"] == KEPT
        assert _button(world) is None
        await watching.close()


async def test_a_silent_server_does_not_hold_the_computer_awake(
    simulator: SimulatorThread,
    tmp_path: Path,
    address: str,
    logind: Logind,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("evodesk.sleeping.PATIENCE", 0.3)
    async with running(simulator, tmp_path, "restore") as world:
        watching = sleeping(world, address)
        await heard(logind)
        await world.to_webhook("balcao")
        simulator.faults([{"match": "GET /webhook/find/balcao", "kind": "delay", "seconds": 2}])
        logind.tell("sleep")
        assert await heard(logind) == "released"
        assert world.modes()["balcao"] == KEPT
        await watching.close()


async def test_without_logind_or_a_bus_nothing_breaks(
    simulator: SimulatorThread, tmp_path: Path, address: str
) -> None:
    async with running(simulator, tmp_path, "restore") as world:
        nowhere = QDBusConnection.connectToBus("unix:path=/nonexistent", "evodesk-nowhere")
        for bus in (QDBusConnection.connectToBus(address, "evodesk-test"), nowhere):
            watching = Sleeping(world.shell, lambda: world.program.session, SleepWatch(bus))
            await world.to_webhook("balcao")
            await watching.close()
        assert world.modes()["balcao"] == KEPT


def _button(world: World) -> QPushButton | None:
    buttons = world.shell.window.findChildren(QPushButton)
    return next((each for each in buttons if each.text() == "Take them again"), None)
