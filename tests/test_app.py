"""The start-up order, in a process of its own, where nothing is imported yet."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from evodesk.running import THREADS, new_loop

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

_NOTING = """
import json, linecache, pathlib, sys
from evodesk import app, running
from evodesk.options import Options

HEAVY = {"anyio", "cryptography", "httpcore", "httpx", "keyring", "peewee", "starlette", "uvicorn"}

LATER = ("bulk_sheet", "first_run", "leave_sheet", "settings_window", "takeover_sheet")

def heavy():
    return {name for name in sys.modules if name.partition(".")[0] in HEAVY}

seen, load, before = {}, running.load, heavy()

async def load_noting():
    seen["painted"] = sorted(heavy())
    seen["windows"] = [name for name in LATER if f"evodesk.ui.{name}" in sys.modules]
    await load()
    seen["loaded"] = len(heavy() - before)
    seen["sources"] = len(linecache.cache)

running.load = load_noting
seen["code"] = app.run(Options(demo=True, seconds=2.0, data_dir=pathlib.Path(sys.argv[1])))
seen["late"] = len(heavy() - before) - seen["loaded"]
seen["turn"] = sys.getswitchinterval()
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    command = [sys.executable, "-c", _NOTING, str(tmp_path_factory.mktemp("start"))]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return json.loads(done.stdout)


def test_the_first_paint_waits_for_nothing_heavy(seen: Any) -> None:
    assert seen["code"] == 0
    assert seen["painted"] == []


def test_windows_that_nobody_asked_for_are_not_imported(seen: Any) -> None:
    assert seen["windows"] == []


def test_no_source_stays_in_memory(seen: Any) -> None:
    """PySide reads that of every module."""
    assert seen["sources"] == 0


def test_next_to_nothing_is_imported_while_people_use_the_window(seen: Any) -> None:
    """It was half of everything that httpx needs, with the first request."""
    assert seen["loaded"] > 100
    assert seen["late"] < 10


def test_a_busy_thread_gives_the_window_its_turn_soon(seen: Any) -> None:
    assert seen["turn"] == pytest.approx(0.001)


def test_work_beside_the_window_keeps_to_few_threads(qapp: QApplication) -> None:
    """Each thread keeps memory of its own."""

    async def one_after_the_other() -> set[str]:
        return {await asyncio.to_thread(_thread) for _ in range(20)}

    async def all_at_once() -> set[str]:
        return set(await asyncio.gather(*(asyncio.to_thread(_thread) for _ in range(20))))

    with asyncio.Runner(loop_factory=lambda: new_loop(qapp)) as runner:
        assert len(runner.run(one_after_the_other())) <= 2
        assert len(runner.run(all_at_once())) <= THREADS


def _thread() -> str:
    return threading.current_thread().name


_REFUSED = """
import pathlib, sys
from evodesk import app, running
from evodesk.options import Options

told = []
running.refuse = lambda qt, options, error: told.append(error.code)
print(app.run(Options(data_dir=pathlib.Path(sys.argv[1]))), *told)
"""


def test_a_start_without_a_folder_is_told_and_ends_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    command = [sys.executable, "-c", _REFUSED, str(tmp_path / "file" / "evodesk")]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert done.stdout.split() == [b"1", b"not_writable"]
