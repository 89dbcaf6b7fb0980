"""The real program on a disk that is full or a file that is damaged, and what its window says."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.errors import Damaged, EvodeskError, NotWritable
from evodesk.leaving import Leaving
from evodesk.mending import Mending, opened
from evodesk.options import Options
from evodesk.paths import DataFolder
from evodesk.problems import Problems
from evodesk.program import Program
from evodesk.running import tell_why
from evodesk.settings import Settings
from evodesk.simulator.thread import SimulatorThread
from evodesk.store.database import Database
from evodesk.store.setting_aside import suspicion
from evodesk.tasks import Tasks
from evodesk.ui.main_window import MainWindow
from evodesk.ui.shell import Shell
from evodesk.ui.store_bar import StoreBar
from tests.qasync_loop import application
from tests.small_disk import make_read_only, small_disk
from tests.ui.finding import find
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
def simulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatorThread]:
    with SimulatorThread(retry_factor=0.01) as running:
        monkeypatch.setenv("EVODESK_API_KEY", running.key)
        running.add(
            {"name": "balcao", "websocket": {"enabled": True, "events": []}},
            {"name": "pecas", "websocket": {"enabled": True, "events": []}},
        )
        yield running


@pytest.fixture
def shell() -> Iterator[Shell]:
    made = Shell(
        application(),
        MainWindow(Settings(close_to_tray=False)),
        Settings(close_to_tray=False),
        ["true"],
        language="en",
    )
    made.show(minimized=False, first_run=False)
    yield made
    made.close()


@asynccontextmanager
async def running(simulator: SimulatorThread, folder: Path, shell: Shell) -> AsyncIterator[Program]:
    options = Options(server=simulator.url)
    program = Program(DataFolder.create(folder), options, shell, Problems())
    await program.open()
    try:
        await until(lambda: shell.window.findChild(QWidget, "row.pecas") is not None)
        yield program
    finally:
        await program.close()


def shown(shell: Shell) -> int:
    return find(shell.window, QWidget, "feed").model().rowCount()  # type: ignore[attr-defined, no-any-return]


def fill_up(disk: Path) -> Path:
    """Leave no room at all."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


@pytest.mark.expects_errors
async def test_a_full_disk_is_told_once_and_nothing_is_lost(
    simulator: SimulatorThread, tmp_path: Path, shell: Shell
) -> None:
    with small_disk(tmp_path / "disk", "6m") as disk:
        async with running(simulator, disk, shell) as program:
            assert program.session is not None
            await program.session.switchboard.switch(Wish("pecas", Side.WEBHOOK))
            bar = find(shell.window, StoreBar, "bar.store")
            ballast = fill_up(disk)
            for number in range(20):  # the log has pages to spare, so one message may still fit
                for name in ("balcao", "pecas"):
                    simulator.message(name, f"{number} " + "x" * 2000)
            await until(lambda: bar.isVisible())
            said = " ".join(label.text() for label in bar.findChildren(QLabel))
            assert "Disk full: evodesk stopped keeping messages." in said
            statuses = [each["status"] for each in simulator.state()["deliveries"]]
            assert 503 in statuses
            assert not {400, 401, 403, 404, 422} & set(statuses)
            ballast.unlink()
            find(bar, QPushButton, "btn.recover").click()
            await until(lambda: not bar.isVisible())
            await until(lambda: shown(shell) == 40, 20)


async def damaged_file(folder: Path) -> Path:
    place = DataFolder.create(folder)
    database = Database.open(place.database)
    database.close()
    with place.database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)
    suspicion(place.database).touch()
    return place.database


def sheet_of(shell: Shell) -> QDialog | None:
    sheets = shell.window.findChildren(QDialog, "sheet.trouble")
    return next((each for each in sheets if each.isVisible()), None)


@asynccontextmanager
async def beginning(
    simulator: SimulatorThread, folder: Path, shell: Shell
) -> AsyncIterator[tuple[asyncio.Task[Program], Leaving]]:
    """What running.py does, up to the question."""
    leaving = Leaving(shell, hands_back=True)
    options = Options(server=simulator.url)
    place = DataFolder.create(folder)
    work = opened(lambda: Program(place, options, shell, Problems()), Mending(shell, leaving))
    task = asyncio.create_task(work)  # noqa: TID251
    try:
        yield task, leaving
    finally:
        if not task.cancelled() and task.exception() is None:
            await task.result().close()
        await leaving.close()


@pytest.mark.expects_errors
async def test_a_damaged_file_is_set_aside_only_when_the_person_says_so(
    simulator: SimulatorThread, tmp_path: Path, shell: Shell
) -> None:
    file = await damaged_file(tmp_path)
    content = file.read_bytes()
    async with beginning(simulator, tmp_path, shell) as (task, _):
        await until(lambda: sheet_of(shell))
        await asyncio.sleep(0.1)
        assert file.read_bytes() == content
        sheet = sheet_of(shell)
        assert sheet is not None
        said = " ".join(label.text() for label in sheet.findChildren(QLabel))
        assert f"{file} is damaged." in said
        assert "Nothing is deleted" in said
        find(sheet, QPushButton, "btn.go").click()
        await until(task.done)
        (kept,) = tmp_path.glob("evodesk-damaged-*.db")
        assert kept.read_bytes() == content
        await until(lambda: shell.window.findChild(QWidget, "row.balcao") is not None)
        assert any("was set aside" in label.text() for label in shell.window.findChildren(QLabel))


@pytest.mark.expects_errors
async def test_who_does_not_agree_keeps_the_file_and_quits(
    simulator: SimulatorThread, tmp_path: Path, shell: Shell
) -> None:
    file = await damaged_file(tmp_path)
    content = file.read_bytes()
    async with beginning(simulator, tmp_path, shell) as (task, leaving):
        await until(lambda: sheet_of(shell))
        sheet = sheet_of(shell)
        assert sheet is not None
        find(sheet, QPushButton, "btn.cancel").click()
        await until(task.done)
        assert isinstance(task.exception(), Damaged)
        assert leaving.left.is_set()
    assert file.read_bytes() == content
    assert not list(tmp_path.glob("evodesk-damaged-*"))


@pytest.mark.expects_errors
async def test_a_signal_ends_the_question(
    simulator: SimulatorThread, tmp_path: Path, shell: Shell
) -> None:
    await damaged_file(tmp_path)
    async with beginning(simulator, tmp_path, shell) as (task, leaving):
        await until(lambda: sheet_of(shell))
        leaving.order()
        await until(task.done)
        assert isinstance(task.exception(), EvodeskError)


@pytest.mark.expects_errors
async def test_what_was_mended_outside_is_tried_again(
    simulator: SimulatorThread, tmp_path: Path, shell: Shell
) -> None:
    place = DataFolder.create(tmp_path)
    place.database.mkdir()  # no file can be opened there
    async with beginning(simulator, tmp_path, shell) as (task, _):
        await until(lambda: sheet_of(shell))
        sheet = sheet_of(shell)
        assert sheet is not None
        place.database.rmdir()
        find(sheet, QPushButton, "btn.go").click()
        await until(task.done)
        assert isinstance(task.result(), Program)


async def test_a_second_start_brings_the_first_window_up(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "evodesk", "--data-dir", str(tmp_path), "--demo"]
    first = await asyncio.create_subprocess_exec(*command, env=environment)
    try:
        await until(lambda: (tmp_path / "control.json").exists(), 30)
        for more, code in ((), 0), (("--for", "5"), 1):
            second = await asyncio.create_subprocess_exec(
                *command, *more, env=environment, stderr=subprocess.PIPE
            )
            _, said = await asyncio.wait_for(second.communicate(), 30)
            assert second.returncode == code
            assert (b"locked" in said) == bool(code)
        assert first.returncode is None
    finally:
        first.terminate()
        assert await asyncio.wait_for(first.wait(), 30) == 0


async def test_a_folder_that_cannot_be_written_is_told_before_anything_else(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with small_disk(tmp_path / "disk") as disk:
        make_read_only(disk)
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "evodesk", "--data-dir", str(disk / "evodesk"), "--for", "5"),
            env=environment,
            stderr=subprocess.PIPE,
        )
        _, said = await asyncio.wait_for(program.communicate(), 60)
        assert program.returncode == 1
        assert b"not_writable" in said


async def test_without_a_folder_there_is_a_window_that_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("evodesk.running._leave_on_signals", lambda leaving: None)
    error = NotWritable(path="/data/evodesk")
    refusal = tell_why(application(), Options(language="en"), error)
    tasks = Tasks()
    task = tasks.start(refusal, name="refusal")
    await until(lambda: open_sheets())
    (sheet,) = open_sheets()
    said = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "evodesk may not write to /data/evodesk." in said
    assert not find(sheet, QPushButton, "btn.go").isVisible()
    find(sheet, QPushButton, "btn.cancel").click()
    await asyncio.wait_for(task, 10)
    for translator in application().findChildren(QTranslator):
        application().removeTranslator(translator)


def open_sheets() -> list[QDialog]:
    found = (each for each in application().topLevelWidgets() if isinstance(each, QDialog))
    return [each for each in found if each.isVisible() and each.objectName() == "sheet.trouble"]
