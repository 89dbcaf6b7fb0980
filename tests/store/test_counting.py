from __future__ import annotations

from contextlib import closing
from sqlite3 import connect
from typing import TYPE_CHECKING

from evodesk.store.counting import count_new

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.store.database import Database


def test_counting_what_is_new_reads_only_what_is_new(database: Database, file: Path) -> None:
    """An index read from end to end would slow every batch down as the history grows."""
    asked: list[str] = []
    with closing(connect(file)) as sql:
        sql.set_trace_callback(asked.append)
        count_new(sql, 5)
        sql.set_trace_callback(None)
        statements = [each for each in asked if "FROM message" in each]
        plans = [
            [str(step[3]) for step in sql.execute(f"EXPLAIN QUERY PLAN {each}")]
            for each in statements
        ]
    assert len(plans) == 2
    for plan in plans:
        assert "SEARCH message USING INTEGER PRIMARY KEY (rowid>?)" in plan, plan
