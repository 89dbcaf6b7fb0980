"""`evodesk export` from the folder to the file."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from evodesk.errors import NotWritable
from evodesk.exporting import export
from evodesk.paths import DataFolder
from evodesk.store.database import Database
from evodesk.store.messages import Messages
from tests.store.making import message

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    database = Database.open(DataFolder.create(root).database)
    await Messages(database).add([message("A", "Olá 😀"), message("B", instance="other")])
    database.close()
    return root


def test_into_a_file(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    export(folder, None, "jsonl", output)
    assert [json.loads(line)["id"] for line in output.read_text("utf-8").splitlines()] == ["A", "B"]


def test_of_one_instance_as_csv(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    export(folder, "loja", "csv", output)
    assert output.read_bytes().startswith(b"\xef\xbb\xbf")
    header, line = output.read_text("utf-8").splitlines()
    assert ("instance" in header, "Olá 😀" in line) == (True, True)


def test_to_standard_output_whatever_its_encoding(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii", newline="\r\n"))
    export(folder, "loja", "jsonl", None)
    assert json.loads(raw.getvalue().decode("utf-8"))["text"] == "Olá 😀"
    assert b"\r" not in raw.getvalue()


def test_a_mistyped_folder_costs_no_earlier_export_and_makes_no_folder(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("earlier")
    with pytest.raises(NotWritable):
        export(tmp_path / "mistyped", None, "jsonl", output)
    assert output.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [output]


def test_nothing_found_is_an_empty_export(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    export(folder, "unknown", "jsonl", output)
    assert output.read_text() == ""
