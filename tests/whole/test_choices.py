"""First run, settings and the next start, on the real program."""

from __future__ import annotations

import asyncio
import json
import stat
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from evodesk import settings
from evodesk.domain.instance import Server
from evodesk.domain.reception import Side
from evodesk.evolution.api import Api
from evodesk.live.contacts import Contacts
from evodesk.options import Options
from evodesk.paths import DataFolder
from evodesk.problems import Problems
from evodesk.program import Program
from evodesk.simulator.thread import SimulatorThread
from evodesk.ui.first_run import FirstRun
from evodesk.ui.main_window import MainWindow
from evodesk.ui.probe import Probe, ProbeState, ProbeWish
from evodesk.ui.shell import Shell
from tests.qasync_loop import application
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread() as running:
        running.add({"name": "balcao", "websocket": {"enabled": True, "events": []}})
        yield running


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[Shell]:
    """What running.py does."""
    place = DataFolder.create(folder)
    chosen = settings.load(place.settings)
    shell = Shell(application(), MainWindow(chosen), chosen, ["true"])
    shell.show(minimized=False, first_run=chosen.server is None)
    program = Program(place, Options(), shell, Problems())
    await program.open()
    try:
        yield shell
    finally:
        await program.close()
        shell.close()
        for translator in application().findChildren(QTranslator):
            application().removeTranslator(translator)


def row(shell: Shell, name: str) -> QWidget | None:
    found: QWidget | None = shell.window.findChild(QWidget, f"row.{name}")
    return found


def texts(shell: Shell) -> set[str]:
    return {label.text() for label in shell.window.findChildren(QLabel)}


def new_server(simulator: SimulatorThread) -> Server:
    return Server(settings.new_server_id(), simulator.url, "Matriz")


async def test_the_first_server_is_kept_and_found_again(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with started(tmp_path) as shell:
        assert not shell.window.isVisible()
        shell.first_run.connect_wanted.emit(new_server(simulator), simulator.key)
        await until(lambda: row(shell, "balcao"))
        assert shell.window.isVisible()
    kept = (tmp_path / "settings.json").read_text()
    assert simulator.key not in kept
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    async with started(tmp_path) as shell:
        await until(lambda: row(shell, "balcao"))


async def test_a_refused_key_keeps_nothing(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(tmp_path) as shell:
        form = next(w for w in application().topLevelWidgets() if isinstance(w, FirstRun))
        told: list[Probe] = []
        monkeypatch.setattr(form, "show_probe", told.append)
        shell.first_run.connect_wanted.emit(new_server(simulator), "wrong")
        await until(lambda: told)
        assert [each.state for each in told] == [ProbeState.KEY_REFUSED]
        assert shell.settings.servers == ()
        assert not shell.window.isVisible()


async def test_an_address_is_probed_without_a_key(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(tmp_path) as shell:
        form = next(w for w in application().topLevelWidgets() if isinstance(w, FirstRun))
        told: list[Probe] = []
        monkeypatch.setattr(form, "show_probe", told.append)
        shell.probe_wanted.emit(ProbeWish(simulator.url))
        await until(lambda: len(told) == 2)
        assert [each.state for each in told] == [ProbeState.ASKING, ProbeState.FOUND]
        assert told[1].version == "2.3.6"


async def test_the_language_changes_at_once_and_the_window_stays_filled(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with started(tmp_path) as shell:
        shell.first_run.connect_wanted.emit(new_server(simulator), simulator.key)
        await until(lambda: row(shell, "balcao"))
        shell.settings_changed.emit(replace(shell.settings, language="pt_BR"))
        await until(lambda: shell.settings.language == "pt_BR" and row(shell, "balcao"))
        assert "Mensagens" in texts(shell)
        shell.settings_changed.emit(replace(shell.settings, language="en"))
        await until(lambda: shell.settings.language == "en" and row(shell, "balcao"))
        assert "Mensagens" not in texts(shell)
        assert "Messages" in texts(shell)


async def test_a_server_that_was_left_is_asked_for_nothing_more(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed: list[Contacts] = []
    monkeypatch.setattr(Contacts, "rename", lambda contacts, *_: renamed.append(contacts))
    async with started(tmp_path) as shell:
        shell.first_run.connect_wanted.emit(new_server(simulator), simulator.key)
        await until(lambda: row(shell, "balcao"))
        asking = shell.workspace.asking
        asking.alias_given.emit("balcao", "5511@s.whatsapp.net", "Ze")
        assert len(renamed) == 1
        another = new_server(simulator)
        shell.first_run.connect_wanted.emit(another, simulator.key)
        await until(lambda: len(shell.settings.servers) == 2 and row(shell, "balcao"))
        await asyncio.sleep(0)
        asking.alias_given.emit("balcao", "5511@s.whatsapp.net", "Ze")
        assert len(renamed) == 2
        assert renamed[0] is not renamed[1]


async def test_a_question_about_a_server_that_is_left_is_withdrawn(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    foreign = {"enabled": True, "url": "https://n8n.example/hook", "events": []}
    simulator.add({"name": "recepcao", "webhook": foreign})
    async with started(tmp_path) as shell:
        shell.first_run.connect_wanted.emit(new_server(simulator), simulator.key)
        await until(lambda: row(shell, "recepcao"))
        shell.workspace.mode_requested.emit("recepcao", Side.WEBSOCKET)
        await until(lambda: shell.window.findChild(QDialog, "sheet.takeover"))
        shell.first_run.connect_wanted.emit(new_server(simulator), simulator.key)
        await until(lambda: len(shell.settings.servers) == 2 and row(shell, "recepcao"))
        await until(lambda: not shell.window.findChild(QDialog, "sheet.takeover"))


async def test_a_removed_server_takes_its_key_along(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with started(tmp_path) as shell:
        server = new_server(simulator)
        shell.first_run.connect_wanted.emit(server, simulator.key)
        await until(lambda: row(shell, "balcao"))
        shell.settings_changed.emit(shell.settings.without_server(server.id))
        await until(lambda: shell.settings.servers == ())
        await until(lambda: row(shell, "balcao") is None)
        await until(
            lambda: f"server.{server.id}" not in json.loads((tmp_path / "keys.json").read_text())
        )


async def test_to_quit_while_a_server_is_left_waits_for_its_sockets(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, close = list[Api](), Api.aclose

    async def close_slowly(api: Api) -> None:
        await asyncio.sleep(0.2)
        await close(api)
        closed.append(api)

    async with started(tmp_path) as shell:
        server = new_server(simulator)
        shell.first_run.connect_wanted.emit(server, simulator.key)
        await until(lambda: row(shell, "balcao"))
        monkeypatch.setattr(Api, "aclose", close_slowly)
        shell.settings_changed.emit(shell.settings.without_server(server.id))
        await until(lambda: row(shell, "balcao") is None)
    assert len(closed) == 1


async def test_a_taken_port_is_told_and_the_next_one_used(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with started(tmp_path / "one"):
        async with started(tmp_path / "two") as second:
            assert second.settings.receiver_port == settings.Settings().receiver_port
            toasts = [
                w for w in second.window.findChildren(QWidget) if w.objectName().startswith("toast")
            ]
            assert toasts
