"""Where things lie."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from evodesk import paths
from evodesk.errors import NotWritable
from evodesk.paths import DataFolder, resources


def test_a_chosen_folder_is_made_with_all_above_it(tmp_path: Path) -> None:
    folder = DataFolder.create(tmp_path / "a" / "b")
    assert folder.root == tmp_path / "a" / "b"
    assert folder.logs.is_dir()
    assert DataFolder.create(folder.root) == folder


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_new_folder_is_private(tmp_path: Path) -> None:
    folder = DataFolder.create(tmp_path / "a")
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700


def test_everything_lies_inside(tmp_path: Path) -> None:
    folder = DataFolder.of(tmp_path)
    inside = (folder.database, folder.settings, folder.control, folder.media, folder.logs)
    assert [path.parent for path in inside] == [tmp_path] * 5
    assert len(set(inside)) == 5


def test_looking_makes_nothing(tmp_path: Path) -> None:
    assert DataFolder.of(tmp_path / "a").root == tmp_path / "a"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the place is Linux's")
def test_the_systems_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert DataFolder.of(None).root == tmp_path / "evodesk"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for chosen in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(NotWritable) as refused:
            DataFolder.create(chosen)
        assert refused.value.values == {"path": str(chosen)}


class TestResources:
    def test_of_a_checkout(self) -> None:
        assert (resources() / "translations").is_dir()
        assert resources().parent == Path(paths.__file__).parent.parent

    def test_of_an_installed_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "evodesk" / "resources").mkdir(parents=True)
        monkeypatch.setattr(paths, "__file__", str(tmp_path / "evodesk" / "paths.py"))
        assert resources() == tmp_path / "evodesk" / "resources"

    def test_of_a_frozen_program(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
        assert resources() == tmp_path / "resources"
