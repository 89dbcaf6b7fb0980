"""Jumps, new rows and searches over a million messages."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evodesk.domain.filter import MessageFilter
from evodesk.live.reader import FIRST_PAGE
from evodesk.paths import DataFolder
from evodesk.store.finding import match_of
from evodesk.store.raw import read_only
from tests.benchmarks import filling, stock
from tests.benchmarks.peer import Peer
from tests.benchmarks.row import Benchmark, Pair, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMES = 7
ALLOWED = 4.0
"""Milliseconds that a search may take beyond its SQL."""
SEARCHES = {
    "search-common": MessageFilter(filling.COMMON),
    "search-rare-instance": MessageFilter(filling.COMMON, frozenset({filling.RARE_INSTANCE})),
    "search-prefix": MessageFilter(filling.PREFIX),
    "search-phrase": MessageFilter(filling.PHRASE),
    "search-none": MessageFilter(filling.NEVER),
}
_SQL = (
    "SELECT message.* FROM message_index JOIN message ON message.row = message_index.rowid "
    "WHERE message_index MATCH ? ORDER BY message_index.rowid DESC LIMIT ?"
)


def measure_paging() -> Mapping[str, Pair]:
    (jump, append), (small_jump, small_append) = map(_paging, (stock.MANY, stock.FEW))
    return {"jump-1m": Pair(jump, small_jump), "append-1m": Pair(append, small_append)}


def _paging(rows: int) -> tuple[float, float]:
    """Milliseconds of a jump to the middle, and of new rows."""
    with Peer("pages", _copy(rows), stock.server_id()) as pages:
        pages.hear()
        middle = filling.FIRST_SECOND + rows // 2
        jumps = [_asked(pages, f"jump {middle + at}") for at in range(TIMES)]
    with Peer("pages", _copy(rows), stock.server_id()) as pages:
        pages.hear()
        return median(jumps), median(_asked(pages, "append") for _ in range(TIMES))


def measure_searches() -> Mapping[str, Pair]:
    folder = stock.stocked(stock.MANY)
    with Peer("pages", folder, stock.server_id()) as pages:
        pages.hear()
        return {
            name: Pair(_searched(pages, wanted), _bare(folder, wanted) + ALLOWED)
            for name, wanted in SEARCHES.items()
        }


def _searched(pages: Peer, wanted: MessageFilter) -> float:
    where = "".join(f"-in {name}" for name in wanted.instances)
    return median(_asked(pages, f"search{where} {wanted.text}") for _ in range(TIMES))


def _bare(folder: Path, wanted: MessageFilter) -> float:
    """Milliseconds of the SQL alone."""
    file = DataFolder(folder).database
    with closing(read_only(file)) as db:
        match = match_of(db, stock.server_id(), wanted)
    with closing(sqlite3.connect(file)) as sql:
        return median(_timed(sql, match) for _ in range(TIMES))


def _timed(sql: sqlite3.Connection, match: str) -> float:
    began = time.perf_counter()
    sql.execute(_SQL, (match, FIRST_PAGE)).fetchall()
    return (time.perf_counter() - began) * 1000


def _asked(pages: Peer, question: str) -> float:
    pages.say(question)
    return float(pages.hear()["ms"])


@cache
def _kept() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="evodesk-bench-")


@cache
def _copy(rows: int) -> Path:
    return stock.copied(rows, Path(_kept().name) / str(rows))


BENCHMARKS = (
    Benchmark(
        (
            Row("jump-1m", "ms", "at most", 2.0),
            Row("append-1m", "ms", "at most", 1.3),
        ),
        measure_paging,
    ),
    Benchmark(tuple(Row(name, "ms", "at most", 1.3) for name in SEARCHES), measure_searches),
)
