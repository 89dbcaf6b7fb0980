"""Stored messages as lines for other programs.

Reads the file with a connection of its own that cannot write, so it works while the program
runs and never migrates anything.
"""

from __future__ import annotations

import csv
import json
from contextlib import closing
from typing import TYPE_CHECKING

from evodesk.store.failures import translated
from evodesk.store.raw import read_only
from evodesk.store.steps import known_steps, version_of
from evodesk.store.tables import MESSAGE, select_stored, stored_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

    from evodesk.domain.message import Message, StoredMessage

COLUMNS = (
    *("server", "instance", "id", "chat", "sender", "sender_name", "from_me", "type", "text"),
    *("timestamp", "status", "quoted_id", "media", "source", "received_at", "edited", "deleted"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(path: Path, *, instance: str | None = None) -> Iterator[StoredMessage]:
    """All of them by server, time and row; or those of one instance.

    Raises StoreError: NotWritable when there is no such file, NewerFile, Damaged, Locked.
    """
    with translated(path), path.open("rb"), closing(read_only(path)) as db:
        version_of(db, path, known_steps())
        query = select_stored().order_by(MESSAGE.c.server, MESSAGE.c.timestamp, MESSAGE.c.row)
        if instance is not None:
            query = query.where(MESSAGE.c.instance == instance)
        for found in query.iterator(db):
            yield stored_of(found)


def to_jsonl(stored: Iterable[StoredMessage], out: TextIO) -> None:
    """One object with the keys of COLUMNS a line. `timestamp` and `received_at` in unix seconds,
    `media` {kind, mime, size, file_name} or null."""
    for row in stored:
        out.write(json.dumps(_exported(row.message), ensure_ascii=False) + "\n")


def to_csv(stored: Iterable[StoredMessage], out: TextIO) -> None:
    """With a byte order mark and a header; open `out` with newline="". `media` is JSON or empty.

    Texts come from strangers and the file is opened in spreadsheets: one that begins like a
    formula gets an apostrophe in front.
    """
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for row in stored:
        table.writerow([_cell(value) for value in _exported(row.message).values()])


def _exported(message: Message) -> dict[str, object]:
    key = message.key
    values = (
        *(key.server, key.instance, key.id, message.chat, message.sender, message.sender_name),
        *(key.from_me, message.kind, message.text, message.timestamp, message.status),
        *(message.quote.id if message.quote else "", _media(message)),
        *(message.source, message.received_at, message.edited, message.deleted),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _media(message: Message) -> dict[str, object] | None:
    media = message.media
    if media is None:
        return None
    return {
        "kind": message.kind,
        "mime": media.mime,
        "size": media.size,
        "file_name": media.file_name,
    }


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case bool() | dict():
            return json.dumps(value, ensure_ascii=False)
        case str() if value.startswith(_FORMULA):
            return f"'{value}"
        case _:
            return value
