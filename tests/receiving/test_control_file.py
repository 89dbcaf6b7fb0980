from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import NotWritable
from evodesk.receiving.control_file import ControlFile

if TYPE_CHECKING:
    from pathlib import Path


def test_says_where_and_the_token_to_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "control.json"
    ControlFile(path).write("http://127.0.0.1:1", "token")
    assert json.loads(path.read_text()) == {"url": "http://127.0.0.1:1", "token": "token"}
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_never_readable_by_others_even_over_an_open_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "control.json"
    path.write_text("{}")
    path.chmod(0o644)
    modes: list[int] = []
    replace = type(path).replace

    def watched(self: Path, target: Path) -> Path:
        modes.append(stat.S_IMODE(self.stat().st_mode))
        return replace(self, target)

    monkeypatch.setattr(type(path), "replace", watched)
    ControlFile(path).write("http://127.0.0.1:1", "token")
    assert modes == [0o600]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_removed_at_close(tmp_path: Path) -> None:
    file = ControlFile(tmp_path / "control.json")
    file.write("http://127.0.0.1:1", "token")
    file.remove()
    file.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ['{"url": "u", "token": "theirs"}', "not json", "[1]"])
def test_another_programs_file_stays(tmp_path: Path, content: str) -> None:
    path = tmp_path / "control.json"
    file = ControlFile(path)
    file.write("http://127.0.0.1:1", "ours")
    path.write_text(content)
    file.remove()
    assert path.read_text() == content


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotWritable) as refused:
        ControlFile(tmp_path / "no" / "control.json").write("u", "t0k3n")
    assert "t0k3n" not in str(refused.value)


def test_nothing_is_left_of_a_write_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "control.json"
    path.mkdir()
    with pytest.raises(NotWritable):
        ControlFile(path).write("u", "t")
    assert list(tmp_path.iterdir()) == [path]
