"""Fills a database with made-up messages in a hurry; the same ones every time.

`python -m tests.benchmarks.filling FILE ROWS [SERVER]`. One message a second, of INSTANCES numbers
in turn and, each RARE_EVERY, of RARE_INSTANCE. COMMON is a word of every third message, there of
next to none; PHRASE is in one of a hundred, NEVER in none.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import SqliteDatabase

from evodesk.store.database import Database
from evodesk.store.indexing import index_chunk
from evodesk.store.raw import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = "bench"
INSTANCES = 20
RARE_INSTANCE, RARE_EVERY = "rara", 5000
FIRST_SECOND = 1_760_000_000
COMMON, PREFIX, PHRASE, NEVER = "pedido", "ped", '"segunda via"', "inexistente"

_SENTENCES, _WORDS, _CONTACTS = 4096, 3000, 5000
_CHUNK = 50_000
_COLUMNS = (
    *("server", "instance", "id", "from_me", "chat", "sender", "sender_name", "number", "kind"),
    *("timestamp", "source", "received_at", "status", "edited", "deleted", "target_id", "text"),
    "raw",
)
_SYLLABLES = "ba ca do fe gar li mos na per qui ro sal ti vu".split()


def fill(path: Path, rows: int, server: str = SERVER) -> None:
    """As if they had been stored and indexed; the file may hold others already."""
    Database.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as sql:
        # Nothing in a file that is made up needs to survive a power cut.
        sql.execute("PRAGMA synchronous = OFF")
        sql.execute("BEGIN")
        marks = ", ".join("?" * len(_COLUMNS))
        sql.executemany(
            f"INSERT INTO message ({', '.join(_COLUMNS)}) VALUES ({marks})",
            _messages(rows, server),
        )
        _count(sql)
        sql.execute("COMMIT")
    with closing(_writing(path)) as db:
        while index_chunk(db, _CHUNK):
            pass


def _writing(path: Path) -> SqliteDatabase:
    db = SqliteDatabase(str(path))
    raw(db).execute("PRAGMA synchronous = OFF")
    return db


def _messages(rows: int, server: str) -> Iterator[tuple[object, ...]]:
    chance = random.Random(7)
    sentences, padding = _sentences(chance), "x" * 300
    for number in range(rows):
        rare = number % RARE_EVERY == 0
        text = f"{sentences[number * 2654435761 % _SENTENCES]} {number}"
        if number % 3 == 0 and (not rare or number % (100 * RARE_EVERY) == 0):
            text = f"{COMMON} {text}"
        contact, mine = number * 31 % _CONTACTS, number % 4 == 0
        digits = f"5511{900_000_000 + contact}"
        chat, at = f"{digits}@s.whatsapp.net", FIRST_SECOND + number
        instance = RARE_INSTANCE if rare else f"loja {number % INSTANCES}"
        yield (
            *(server, instance, f"3EB0{number:016X}", mine, chat, "" if mine else chat),
            *("" if mine else f"Cliente {contact}", digits, "photo" if number % 7 == 0 else "text"),
            *(at, "websocket", float(at), "sent" if mine else "", False, False, "", text),
            f'{{"key":"{number}","pad":"{padding}"}}',
        )


def _sentences(chance: random.Random) -> list[str]:
    """Some words far more often than others, as people use them."""
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_WORDS)]
    often = [1 / (place + 3) for place in range(_WORDS)]
    made = [
        " ".join(chance.choices(words, often, k=chance.randint(3, 18))) for _ in range(_SENTENCES)
    ]
    made[::100] = [f"{sentence} {PHRASE.strip(chr(34))}" for sentence in made[::100]]
    return made


def _count(sql: sqlite3.Connection) -> None:
    """The numbers that the store keeps as messages come (store/counting.py)."""
    sql.execute("DELETE FROM tally")
    sql.execute(
        "INSERT INTO tally SELECT server, instance, source, count(*) FROM message GROUP BY 1, 2, 3"
    )
    sql.execute(
        "INSERT OR REPLACE INTO instance (server, instance, read_row, read_at) "
        "SELECT server, instance, max(row), max(timestamp) FROM message GROUP BY 1, 2"
    )


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
