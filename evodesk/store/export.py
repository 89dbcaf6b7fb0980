"""Stored messages as lines for other programs.

Reads the file with a connection of its own that cannot write, so it works while the program
runs and never migrates anything.
"""

from __future__ import annotations

import csv
import json
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from evodesk.store.failures import translated
from evodesk.store.finding import found_places
from evodesk.store.raw import raw, read_only
from evodesk.store.reading import read_rows
from evodesk.store.steps import known_steps, version_of
from evodesk.store.tables import STORED, stored_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path
    from typing import TextIO

    from evodesk.domain.filter import MessageFilter
    from evodesk.domain.message import Message, StoredMessage

COLUMNS = (
    *("server", "instance", "id", "chat", "sender", "sender_name", "from_me", "type", "text"),
    *("timestamp", "status", "quoted_id", "media", "source", "received_at", "edited", "deleted"),
)
_CHUNK = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(path: Path, *, instance: str | None = None) -> Iterator[StoredMessage]:
    """All of them by server, time and row; or those of one instance.

    Raises StoreError: NotWritable when there is no such file, NewerFile, Damaged, Locked.
    """
    with translated(path), path.open("rb"), closing(read_only(path)) as db:
        version_of(db, path, known_steps())
        of_one, values = ("", ()) if instance is None else ("WHERE instance = ? ", (instance,))
        ordered = f"{STORED} {of_one}ORDER BY server, timestamp, row"
        yield from map(stored_of, raw(db).execute(ordered, values))


def found_rows(path: Path, server: str, wanted: MessageFilter) -> Generator[StoredMessage]:
    """What a search finds, or all of the server's messages for a blank filter; by time and row.
    The index must have caught up. Close the iterator when it is left early. Raises StoreError."""
    with translated(path), closing(read_only(path)) as db:
        if wanted.is_blank:
            ordered = f"{STORED} WHERE server = ? ORDER BY timestamp, row"
            yield from map(stored_of, raw(db).execute(ordered, (server,)))
            return
        places = found_places(db, server, wanted)
        for at in range(0, len(places), _CHUNK):
            yield from sorted(read_rows(db, places[at : at + _CHUNK]), key=_place)


def masked(stored: StoredMessage) -> StoredMessage:
    """Without phone numbers, but for what is written in a text: of each only the last two digits
    are left, so that people can be told apart."""
    message = stored.message
    quote = message.quote and replace(message.quote, sender=_masked(message.quote.sender))
    chat, sender = _masked(message.chat), _masked(message.sender)
    number = _masked(message.number)
    return replace(
        stored, message=message._replace(chat=chat, sender=sender, number=number, quote=quote)
    )


def _place(stored: StoredMessage) -> tuple[int, int]:
    return stored.message.timestamp, stored.row


def _masked(jid: str) -> str:
    digits, at, domain = jid.partition("@")
    return f"•••{digits[-2:]}{at}{domain}" if digits else jid


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
