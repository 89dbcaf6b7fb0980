"""What came and could not be read: the newest of it, for whoever has to find out what it was."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from evodesk.domain.event import RawEvent

KEPT = 1000


def keep(sql: sqlite3.Connection, event: RawEvent) -> None:
    """Instead of the oldest, where there are KEPT already."""
    added = sql.execute(
        "INSERT INTO raw_event (server, instance, name, received_at, raw) VALUES (?, ?, ?, ?, ?)",
        astuple(event),
    )
    sql.execute("DELETE FROM raw_event WHERE row <= ?", ((added.lastrowid or 0) - KEPT,))
