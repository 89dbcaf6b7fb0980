"""`python -m tests.benchmarks [NAME]`: every row of the table, or one.

Prints each figure as it comes and writes all to build/bench.json. Exit code 1 when a row misses
its limit or could not be measured, 2 when there is no such row.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.row import Benchmark, Pair, Result, result_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TARGET = Path("build/bench.json")


def main(benchmarks: Sequence[Benchmark], only: str = "", target: Path = TARGET) -> int:
    chosen = [each for each in benchmarks if not only or only in (row.name for row in each.rows)]
    if not chosen:
        print(f"no row is called {only}", file=sys.stderr)
        return 2
    results: list[Result] = []
    complete = True
    for benchmark in chosen:
        try:
            results += _shown(benchmark, only)
        except Exception:
            names = ", ".join(row.name for row in benchmark.rows)
            print(f"{names}: could not be measured", flush=True)
            traceback.print_exc()
            complete = False
        _write(target, results)
    return 0 if complete and all(each.met for each in results) else 1


def _shown(benchmark: Benchmark, only: str) -> Iterator[Result]:
    pairs = defaultdict[str, list[Pair]](list)
    for _ in range(benchmark.runs):
        for name, pair in benchmark.measure().items():
            pairs[name].append(pair)
    for row in benchmark.rows:
        if only in ("", row.name):
            result = result_of(row, pairs[row.name])
            print(result.line, flush=True)
            yield result


def _write(target: Path, results: Sequence[Result]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps([each.as_json() for each in results], indent=1) + "\n")


if __name__ == "__main__":
    from tests.benchmarks.registry import BENCHMARKS

    sys.exit(main(BENCHMARKS, only="".join(sys.argv[1:])))
