"""Two programs and one data folder."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from evodesk import alone as module
from evodesk.alone import Alone
from evodesk.errors import Locked, NotWritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from evodesk.alone import Alone
qt = QCoreApplication([])
claimed = Alone.claim(Path(sys.argv[1]))
print("alone" if claimed else "called")
if claimed and sys.argv[2:] == ["stay"]:
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.fixture
def first(tmp_path: Path, qtbot: QtBot) -> Iterator[Alone]:
    claimed = Alone.claim(tmp_path)
    assert claimed is not None
    yield claimed
    claimed.close()


def second(folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SECOND, str(folder), *more]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_second_start_calls_the_first(first: Alone, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.called, timeout=10_000), second(tmp_path) as other:
        pass_on(qtbot, other)
    assert other.stdout is not None
    assert other.returncode == 0


def pass_on(qtbot: QtBot, other: subprocess.Popen[str]) -> None:
    """The first one's loop must run while the second waits for its answer."""
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=10_000)
    assert other.stdout is not None
    assert other.stdout.read().strip() == "called"


def test_other_folders_are_free(first: Alone, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with second(tmp_path / "other") as other:
        told, _ = other.communicate(timeout=20)
    assert told.strip() == "alone"


def test_the_folder_is_free_again_after_the_end(tmp_path: Path, qtbot: QtBot) -> None:
    for _ in range(2):
        claimed = Alone.claim(tmp_path)
        assert claimed is not None
        claimed.close()


def test_one_that_was_killed_is_in_nobodys_way(tmp_path: Path, qtbot: QtBot) -> None:
    with second(tmp_path, "stay") as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "alone"
        other.kill()
    claimed = Alone.claim(tmp_path)
    assert claimed is not None
    claimed.close()


def test_one_that_does_not_answer_is_told(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    with second(tmp_path, "stay") as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "alone"
        with pytest.raises(Locked):  # its loop does not run
            Alone.claim(tmp_path)
        other.kill()


def test_a_folder_that_cannot_be_written(tmp_path: Path, qtbot: QtBot) -> None:
    with pytest.raises(NotWritable):
        Alone.claim(tmp_path / "missing")
