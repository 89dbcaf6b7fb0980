"""Runs async tests on a qasync loop, as the program does. A conftest takes the hook from here."""

from __future__ import annotations

import gc
import os
from functools import cache
from typing import TYPE_CHECKING, Any

os.environ["QT_API"] = "pyside6"

import pytest
import qasync
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEPT: list[qasync.QEventLoop] = []
"""A loop that is collected by another thread takes its Qt timers with it, and the process."""


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, Any]:
    return {"qasync": _loop}


@cache
def application() -> QApplication:
    """Kept for the whole run: Qt objects must not outlive their application."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["tests"])


def _loop() -> qasync.QEventLoop:
    loop = qasync.QEventLoop(application(), already_running=False)
    _KEPT.append(loop)
    return loop


@pytest.fixture(autouse=True)
def collected_in_this_thread() -> Iterator[None]:
    """Qt objects in cycles must not die in the simulator's or the database's thread; the program
    has evodesk.live.garbage for that."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
