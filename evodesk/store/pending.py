"""Edits, deletions and status updates that came before their message wait here for it.

At most one of each kind waits for one message, and none for longer than a week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import MessageKey, Status
from evodesk.store.merging import Later, replaces
from evodesk.store.tables import SAME_KEY

if TYPE_CHECKING:
    import sqlite3

WAITING_SECONDS = 7 * 86_400

_COLUMNS = "server, instance, id, from_me, what, text, at, status"


def keep(sql: sqlite3.Connection, fact: Later, now: float) -> None:
    """Unless a newer one waits already. `now`: unix seconds."""
    sql.execute("DELETE FROM pending WHERE received_at < ?", (now - WAITING_SECONDS,))
    values = _values_of(fact)
    waiting = sql.execute(
        f"SELECT {_COLUMNS} FROM pending WHERE {SAME_KEY} AND what = ?",
        values[:5],
    ).fetchone()
    if waiting is None or replaces(fact, _fact_of(waiting)):
        sql.execute(
            f"INSERT OR REPLACE INTO pending ({_COLUMNS}, received_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, now),
        )


def take(sql: sqlite3.Connection, newest: int) -> list[Later]:
    """What waited for the messages above row `newest`, in order of arrival; it waits no more.

    CROSS JOIN keeps the few new messages outside, whatever the planner believes.
    """
    columns = ", ".join(f"p.{name}" for name in _COLUMNS.split(", "))
    found = sql.execute(
        f"SELECT DISTINCT p.row, {columns} FROM message m CROSS JOIN pending p "
        "ON p.server = m.server AND p.instance = m.instance AND p.id = m.id "
        "WHERE m.row > ? ORDER BY p.row",
        (newest,),
    ).fetchall()
    sql.executemany("DELETE FROM pending WHERE row = ?", [row[:1] for row in found])
    return [_fact_of(row[1:]) for row in found]


def _values_of(fact: Later) -> tuple[object, ...]:
    key = fact.target
    match fact:
        case Edit():
            return (*key, "edit", fact.text, fact.at, None)
        case Deletion():
            return (*key, "deletion", None, None, None)
        case StatusUpdate():
            return (*key, "status", None, None, fact.status)


def _fact_of(row: tuple[Any, ...]) -> Later:
    server, instance, id_, from_me, what, text, at, status = row
    key = MessageKey(server, instance, id_, bool(from_me))
    if what == "edit":
        return Edit(key, text, at)
    return Deletion(key) if what == "deletion" else StatusUpdate(key, Status(status))
