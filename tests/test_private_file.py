"""Files with secrets: private from the first byte, whole or as before."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import NotWritable
from evodesk.private_file import write_private

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "s3cret-chave-é"
on_posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_text_is_there_and_nothing_else(tmp_path: Path) -> None:
    write_private(tmp_path / "keys.json", "old")
    write_private(tmp_path / "keys.json", SECRET)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
    assert (tmp_path / "keys.json").read_text("utf-8") == SECRET


@on_posix
def test_a_file_that_others_could_read_is_private_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text("old")
    file.chmod(0o644)
    write_private(file, SECRET)
    assert mode_of(file) == 0o600


def test_a_failure_half_way_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys.json"
    file.write_text("old")
    unfinished: list[int] = []

    def fails(*_: object) -> None:
        unfinished.extend(mode_of(path) for path in tmp_path.iterdir() if path != file)
        raise OSError("disk gone")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(NotWritable) as refused:
        write_private(file, SECRET)
    assert SECRET not in str(refused.value)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
    if os.name == "posix":
        assert unfinished == [0o600]


def test_no_place_to_write(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "missing" / "file", tmp_path / "folder"):
        with pytest.raises(NotWritable):
            write_private(path, SECRET)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
