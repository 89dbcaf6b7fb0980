"""Quitting while webhooks lead here: the real program, its window, and the simulated server."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QPushButton, QWidget

from evodesk import settings
from evodesk.domain.instance import Server
from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.leaving import Leaving
from evodesk.options import Options
from evodesk.paths import DataFolder
from evodesk.problems import Problems
from evodesk.program import Program
from evodesk.secrets import Vault
from evodesk.settings import OnLeave, Settings
from evodesk.simulator.thread import SimulatorThread
from evodesk.ui.main_window import MainWindow
from evodesk.ui.shell import Shell
from tests.qasync_loop import application
from tests.ui.finding import find
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread(retry_factor=0.01) as running:
        running.add(
            {"name": "balcao", "websocket": {"enabled": True, "events": []}},
            {"name": "pecas", "websocket": {"enabled": True, "events": []}},
        )
        yield running


class World:
    def __init__(self, shell: Shell, program: Program, leaving: Leaving, server: Any) -> None:
        self.shell, self.program, self.leaving, self.simulator = shell, program, leaving, server

    @property
    def sheet(self) -> QDialog | None:
        found = self.shell.window.findChild(QDialog, "sheet.leave")
        return found if isinstance(found, QDialog) and found.isVisible() else None

    def press(self, name: str) -> None:
        assert self.sheet is not None
        find(self.sheet, QPushButton, name).click()

    def modes(self) -> dict[str, tuple[bool, bool]]:
        return modes_at(self.simulator)

    async def to_webhook(self, *names: str) -> None:
        assert self.program.session is not None
        for name in names:
            await self.program.session.switchboard.switch(Wish(name, Side.WEBHOOK))


def modes_at(simulator: SimulatorThread) -> dict[str, tuple[bool, bool]]:
    """Webhook and WebSocket of each instance, on or off."""
    instances = simulator.state()["instances"]
    return {
        name: tuple(bool(found[side] and found[side]["enabled"]) for side in Side)  # type: ignore[misc]
        for name, found in instances.items()
    }


@asynccontextmanager
async def running(
    simulator: SimulatorThread, folder: Path, on_leave: OnLeave = "ask", *, hands_back: bool = True
) -> AsyncIterator[World]:
    """What running.py does."""
    place = DataFolder.create(folder)
    Vault.open(folder, use_keyring=False).put("server.srv", simulator.key)
    server = Server("srv", simulator.url, "Matriz")
    chosen = Settings(servers=(server,), close_to_tray=False, on_leave=on_leave, language="en")
    settings.save(place.settings, chosen)
    shell = Shell(application(), MainWindow(chosen), chosen, ["true"])
    leaving = Leaving(shell, hands_back=hands_back)
    shell.show(minimized=False, first_run=False)
    program = Program(place, Options(), shell, Problems())
    await program.open()
    leaving.use(lambda: program.session)
    world = World(shell, program, leaving, simulator)
    try:
        await until(lambda: shell.window.findChild(QWidget, "row.pecas") is not None)
        yield world
    finally:
        await program.close()
        await leaving.close()
        shell.close()


async def ends(world: World, seconds: float = 10.0) -> None:
    await asyncio.wait_for(world.leaving.left.wait(), seconds)


HANDED_BACK = (False, True)
KEPT = (True, False)


async def test_where_nothing_delivers_here_quitting_asks_nothing(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path) as world:
        world.shell.quit_wanted.emit()
        await ends(world, 1)
        assert world.sheet is None


async def test_restore_hands_all_back_and_quits(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with running(simulator, tmp_path) as world:
        await world.to_webhook("balcao", "pecas")
        world.shell.workspace.quit_wanted.emit()
        await until(lambda: world.sheet)
        assert world.sheet is not None
        words = [label.text() for label in world.sheet.findChildren(QLabel)]
        assert any(text.startswith("2 instances deliver to this computer.") for text in words)
        world.press("btn.back")
        assert not find(world.sheet, QPushButton, "btn.back").isEnabled()
        await ends(world)
        assert world.modes() == {"balcao": HANDED_BACK, "pecas": HANDED_BACK}
        assert not any(each["both_on_ever"] for each in simulator.state()["instances"].values())
        assert world.shell.settings.on_leave == "ask"


async def test_quit_anyway_leaves_them(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with running(simulator, tmp_path) as world:
        await world.to_webhook("balcao")
        world.shell.tray.quit_wanted.emit()
        await until(lambda: world.sheet)
        world.press("btn.keep")
        await ends(world, 1)
        assert world.modes()["balcao"] == KEPT


async def test_staying_changes_nothing_and_quitting_asks_again(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path) as world:
        await world.to_webhook("balcao")
        for _ in range(2):
            world.shell.quit_wanted.emit()
            await until(lambda: world.sheet)
            world.press("btn.stay")
            await until(lambda: world.sheet is None)
        with pytest.raises(TimeoutError):
            await ends(world, 0.2)
        assert world.modes()["balcao"] == KEPT


async def test_closing_the_window_asks_one_question_only(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path) as world:
        await world.to_webhook("balcao")
        world.shell.window.close()
        await until(lambda: world.sheet)
        shown = [each for each in world.shell.window.findChildren(QDialog) if each.isVisible()]
        assert shown == [world.sheet]


async def test_a_remembered_choice_is_kept_and_asks_no_more(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path) as world:
        await world.to_webhook("balcao")
        world.shell.quit_wanted.emit()
        await until(lambda: world.sheet)
        assert world.sheet is not None
        find(world.sheet, QCheckBox, "check.remember").click()
        world.press("btn.back")
        await ends(world)
    assert json.loads((tmp_path / "settings.json").read_text())["on_leave"] == "restore"
    async with running(simulator, tmp_path, "restore") as world:
        await world.to_webhook("balcao")
        world.shell.quit_wanted.emit()
        await ends(world)
        assert world.modes()["balcao"] == HANDED_BACK


async def test_a_choice_is_kept_even_when_the_program_ends_at_once(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path) as world:
        await world.to_webhook("balcao")
        world.shell.quit_wanted.emit()
        await until(lambda: world.sheet)
        assert world.sheet is not None
        find(world.sheet, QCheckBox, "check.remember").click()
        world.press("btn.keep")
        await ends(world)
    assert json.loads((tmp_path / "settings.json").read_text())["on_leave"] == "keep"


async def test_what_cannot_be_handed_back_is_told_and_asked_again(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path) as world:
        await world.to_webhook("balcao", "pecas")
        simulator.faults([{"match": "POST /websocket/set/pecas", "kind": "status", "status": 400}])
        world.shell.quit_wanted.emit()
        await until(lambda: world.sheet)
        world.press("btn.back")
        assert world.sheet is not None
        note = find(world.sheet, QLabel, "note.leave")
        await until(lambda: "Could not hand back: pecas." in note.text())
        assert world.modes() == {"balcao": HANDED_BACK, "pecas": KEPT}
        simulator.faults([])
        world.press("btn.back")
        await ends(world)
        assert world.modes()["pecas"] == HANDED_BACK


@pytest.mark.parametrize(
    ("choice", "mode"), [("ask", KEPT), ("keep", KEPT), ("restore", HANDED_BACK)]
)
async def test_a_signal_asks_nothing(
    choice: OnLeave, mode: tuple[bool, bool], simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path, choice) as world:
        await world.to_webhook("balcao")
        world.leaving.order()
        await ends(world, 6)
        assert world.sheet is None
        assert world.modes()["balcao"] == mode


async def test_a_signal_does_not_wait_for_a_silent_server(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evodesk.leaving.ORDERED_PATIENCE", 0.3)
    async with running(simulator, tmp_path, "restore") as world:
        await world.to_webhook("balcao")
        simulator.faults([{"match": "GET /webhook/find/balcao", "kind": "delay", "seconds": 2}])
        world.leaving.order()
        await ends(world, 1.8)


async def test_an_unattended_run_hands_nothing_back(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path, "restore", hands_back=False) as world:
        await world.to_webhook("balcao")
        world.shell.quit_wanted.emit()
        await ends(world, 1)
        assert world.modes()["balcao"] == KEPT


async def test_the_next_start_shows_what_is_and_offers_nothing(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with running(simulator, tmp_path, "restore") as world:
        await world.to_webhook("balcao")
        world.shell.quit_wanted.emit()
        await ends(world)
    async with running(simulator, tmp_path) as world:
        session = world.program.session
        assert session is not None
        await until(lambda: session.directory["balcao"].reception)
        status = session.directory["balcao"]
        assert status.mode == "websocket"
        assert status.troubles == ()
        assert status.last_switch is not None
        assert status.last_switch.after == "websocket"
        assert world.shell.settings.on_leave == "ask"


async def test_sigterm_hands_back_in_the_real_program(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    """A process of its own, which was told once to restore on leaving."""
    place = DataFolder.create(tmp_path)
    Vault.open(tmp_path, use_keyring=False).put("server.srv", simulator.key)
    server = Server("srv", simulator.url, "Matriz")
    settings.save(place.settings, Settings(servers=(server,), on_leave="restore", receiver_port=0))
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "evodesk", "--data-dir", str(tmp_path), "--minimized"),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        await until(place.control.exists, 30)
        door = json.loads(place.control.read_text())
        async with httpx.AsyncClient(
            headers={"Authorization": f"Bearer {door['token']}"}, trust_env=False
        ) as client:
            route = f"{door['url']}/api/instance-management/enable-webhook/balcao"
            assert (await client.post(route, json={}, timeout=20)).status_code == 200
        assert modes_at(simulator)["balcao"] == KEPT
    finally:
        program.terminate()
        assert await asyncio.wait_for(program.wait(), 30) == 0
    assert modes_at(simulator)["balcao"] == HANDED_BACK
