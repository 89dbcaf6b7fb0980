"""Async tests of live objects run on a qasync loop, as the program does."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

os.environ["QT_API"] = "pyside6"

import qasync
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, Any]:
    return {"qasync": _loop}


def _loop() -> qasync.QEventLoop:
    return qasync.QEventLoop(_application(), already_running=False)


@cache
def _application() -> QApplication:
    """Kept for the whole run: Qt objects must not outlive their application."""
    return QApplication.instance() or QApplication(["tests"])  # type: ignore[return-value]
