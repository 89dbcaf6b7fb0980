"""Numbers that are kept as messages come, so that nobody has to count them: all, and unread ones.

Our own messages and reactions are never unread. One that was recovered is so only when it is
younger than the last reading of its instance: what is older was read before, here or on the phone.
Of an instance that was never read, nothing recovered is unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

IS_UNREAD = (
    "message.row > coalesce(instance.read_row, 0) AND message.from_me = 0 "
    "AND message.kind <> 'reaction' "
    "AND (message.source <> 'backfill' OR message.timestamp > instance.read_at)"
)
"""Of a message joined with its instance, which need not be known yet."""


def count_new(sql: sqlite3.Connection, before: int) -> None:
    """The messages above the row `before` came in this transaction. NOT INDEXED: to group them, an
    index would be read from end to end, which takes longer with every message stored."""
    sql.execute(
        "INSERT INTO tally SELECT server, instance, source, count(*) "
        "FROM message NOT INDEXED WHERE row > ? GROUP BY 1, 2, 3 "
        "ON CONFLICT DO UPDATE SET messages = messages + excluded.messages",
        (before,),
    )
    sql.execute(
        "INSERT INTO instance (server, instance, unread) "
        f"SELECT message.server, message.instance, coalesce(sum({IS_UNREAD}), 0) "
        "FROM message NOT INDEXED LEFT JOIN instance USING (server, instance) "
        "WHERE message.row > ? GROUP BY 1, 2 "
        "ON CONFLICT DO UPDATE SET unread = unread + excluded.unread",
        (before,),
    )


def count_repeats(sql: sqlite3.Connection, repeats: Mapping[tuple[str, str], int]) -> None:
    """How many messages of (server, instance) were pushed again."""
    sql.executemany(
        "UPDATE instance SET repeats = repeats + ? WHERE server = ? AND instance = ?",
        [(number, *of) for of, number in repeats.items()],
    )
