"""The lines that scripts read."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.message import Kind, Media, Quote, Source, Status
from evodesk.errors import Damaged, NewerFile, NotWritable
from evodesk.store.export import rows, to_csv, to_jsonl
from tests.store.making import NOW, SERVER, message

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.store.database import Database
    from evodesk.store.messages import Messages

PHOTO = message(
    "P",
    'linha 1\nlinha 2; "aspas", vírgula 😀',
    at=1_760_000_100,
    kind=Kind.PHOTO,
    status=Status.READ,
    quote=Quote("Q", "antes"),
    media=Media("image/jpeg", 1234, "foto.jpg", path="s1/ab/cd.jpg", thumbnail=b"x"),
    source=Source.BACKFILL,
    edited=True,
)
EXPECTED = {
    "server": SERVER,
    "instance": "loja",
    "id": "P",
    "chat": "5511999990001@s.whatsapp.net",
    "sender": "5511999990001@s.whatsapp.net",
    "sender_name": "Marina",
    "from_me": False,
    "type": "photo",
    "text": 'linha 1\nlinha 2; "aspas", vírgula 😀',
    "timestamp": 1_760_000_100,
    "status": "read",
    "quoted_id": "Q",
    "media": {"kind": "photo", "mime": "image/jpeg", "size": 1234, "file_name": "foto.jpg"},
    "source": "backfill",
    "received_at": NOW,
    "edited": True,
    "deleted": False,
}


def jsonl(file: Path, instance: str | None = None) -> list[dict[str, object]]:
    out = io.StringIO()
    to_jsonl(rows(file, instance=instance), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def table(file: Path) -> list[list[str]]:
    out = io.StringIO(newline="")
    to_csv(rows(file), out)
    assert out.getvalue().startswith("\ufeffserver,")
    return list(csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))


async def test_jsonl_has_exactly_these_keys_in_this_order(messages: Messages, file: Path) -> None:
    """The store is open meanwhile."""
    await messages.add([PHOTO])
    (line,) = jsonl(file)
    assert line == EXPECTED
    assert list(line) == list(EXPECTED)


async def test_by_time_of_all_or_of_one_instance(messages: Messages, file: Path) -> None:
    await messages.add([message("B", at=2), message("A", at=1), message("C", at=3, instance="x")])
    assert [line["id"] for line in jsonl(file)] == ["A", "B", "C"]
    assert [line["id"] for line in jsonl(file, "x")] == ["C"]
    assert jsonl(file, "unknown") == []
    assert jsonl(file)[0]["media"] is None
    assert jsonl(file)[0]["quoted_id"] == ""


async def test_csv(messages: Messages, file: Path) -> None:
    await messages.add([PHOTO, message("T", at=1_760_000_200)])
    header, photo, text = table(file)
    assert header == list(EXPECTED)
    found = dict(zip(header, photo, strict=True))
    assert json.loads(found.pop("media")) == EXPECTED["media"]
    assert found["text"] == EXPECTED["text"]
    assert (found["from_me"], found["edited"]) == ("false", "true")
    assert dict(zip(header, text, strict=True))["media"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+55", "-1", "@x", "\tx", "\rx"])
async def test_a_strangers_text_is_no_formula(messages: Messages, file: Path, text: str) -> None:
    await messages.add([message("A", text)])
    header, line = table(file)
    assert line[header.index("text")] == f"'{text}"
    assert jsonl(file)[0]["text"] == text


async def test_it_works_after_the_program_ended_and_writes_nothing(
    database: Database, messages: Messages, file: Path
) -> None:
    await messages.add([PHOTO])
    database.close()
    before = file.read_bytes()
    assert jsonl(file) == [EXPECTED]
    assert file.read_bytes() == before


def test_what_cannot_be_exported_is_told(file: Path) -> None:
    with pytest.raises(NotWritable):
        jsonl(file)
    assert not file.exists()
    file.write_bytes(b"not a database at all" * 100)
    with pytest.raises(Damaged):
        jsonl(file)
    file.unlink()
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 77")
    db.close()
    with pytest.raises(NewerFile):
        jsonl(file)
