"""Whose messages count as read by themselves: those in view, in the window that is in use."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from evodesk.domain.status import StreamState
from evodesk.ui import attention_presenter
from evodesk.ui.instance_row import InstanceRow
from tests.ui.finding import find
from tests.waiting import until
from tests.whole.test_window import World, simulator, window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from evodesk.domain.status import InstanceStatus
    from evodesk.simulator.thread import SimulatorThread

__all__ = ["simulator"]

SEEN = 0.1
"""Seconds until what is in view counts as read."""


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention_presenter, "SEEN_MS", int(SEEN * 1000))
    monkeypatch.setattr(attention_presenter, "COUNT_MS", 20)


@pytest.fixture
def elsewhere(qtbot: QtBot) -> QWidget:
    """Another program's window, as far as ours can tell."""
    other = QWidget()
    qtbot.addWidget(other)
    return other


def status(world: World, name: str = "balcao") -> InstanceStatus:
    return find(world.shell.window, InstanceRow, f"row.{name}").status


async def activate(world: World, used: QWidget) -> None:
    used.show()
    used.activateWindow()
    await until(used.isActiveWindow)


async def receive(world: World, *, unread: int) -> None:
    """One message; the count that it must come to, and stay at."""
    world.simulator.message("balcao", "olá")
    await until(lambda: status(world).unread == unread)
    await asyncio.sleep(5 * SEEN)
    assert status(world).unread == unread


async def listen(world: World, elsewhere: QWidget) -> None:
    """The first message makes the namespace; nobody looks at what comes from then on."""
    await activate(world, elsewhere)
    world.simulator.message("balcao", "a primeira")
    await until(lambda: status(world).stream is StreamState.LIVE)


async def test_only_the_window_in_use_reads(
    simulator: SimulatorThread, tmp_path: Path, elsewhere: QWidget
) -> None:
    async with window(simulator, tmp_path) as world:
        await listen(world, elsewhere)
        before = status(world).unread
        await receive(world, unread=before + 1)
        world.shell.workspace.open_instance("balcao")
        await activate(world, elsewhere)
        await receive(world, unread=before + 2)
        await activate(world, world.shell.window)
        await until(lambda: status(world).unread == 0)
    async with window(simulator, tmp_path) as world:
        assert status(world).unread == 0


async def test_a_paused_feed_and_a_search_are_not_read(
    simulator: SimulatorThread, tmp_path: Path, elsewhere: QWidget
) -> None:
    async with window(simulator, tmp_path) as world:
        await listen(world, elsewhere)
        pane = world.shell.feed_pane
        pane.toggle_pause()
        await activate(world, world.shell.window)
        before = status(world).unread
        await receive(world, unread=before + 1)
        QTest.keyClicks(world.find("search.feed"), "primeira")
        await until(world.find("results").isVisible)
        pane.toggle_pause()
        await receive(world, unread=before + 2)
        pane.search.leave()
        await until(lambda: status(world).unread == 0)


async def test_where_the_page_covers_the_feed_nothing_is_read(
    simulator: SimulatorThread, tmp_path: Path, elsewhere: QWidget
) -> None:
    async with window(simulator, tmp_path) as world:
        await listen(world, elsewhere)
        world.shell.window.resize(860, 560)
        world.shell.workspace.open_instance("balcao")
        await until(lambda: not world.find("feed").isVisible())
        await activate(world, world.shell.window)
        before = status(world).unread
        await receive(world, unread=before + 1)
        world.find("btn.instanceMenu").setFocus()
        QTest.keyClick(world.find("btn.instanceMenu"), Qt.Key.Key_Escape)
        await until(world.find("feed").isVisible)
        await until(lambda: status(world).unread == 0)


async def test_a_muted_instance_counts_on_and_is_read_like_the_others(
    simulator: SimulatorThread, tmp_path: Path, elsewhere: QWidget
) -> None:
    async with window(simulator, tmp_path) as world:
        await listen(world, elsewhere)
        world.shell.inspector.instance_page.mute_requested.emit("balcao", True)
        await until(lambda: status(world).is_muted)
        before = status(world).unread
        await receive(world, unread=before + 1)
        await activate(world, world.shell.window)
        await until(lambda: status(world).unread == 0)
        assert status(world).is_muted
