"""Runs the real program under load for long while the server misbehaves in every way it can.

`python -m tests.faults.soak [SECONDS]`. At the end the server calms down, what somebody changed
meanwhile is brought back, and `evodesk export` is asked whether anything is missing or there twice.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tests.faults.conclusion import conclude
from tests.faults.ledger import Kept, exported, ids
from tests.faults.processes import NeverCame, Program, simulator, until
from tests.faults.troubles import SIDES, Weather, mend

if TYPE_CHECKING:
    from evodesk.simulator.remote import Remote
    from tests.faults.processes import Routes

INSTANCES = 30
RATE = 200.0
BURST = 50
TROUBLE = 4.0
"""Seconds that a trouble lasts."""
CALM = 2.0
WARM = 60.0
"""Seconds after which memory counts: caches have filled, pages of the feed have been shown."""
GROWTH = 0.05
"""The most that memory may grow after that."""
SETTLING = 120.0
"""Seconds until all is there once the server has calmed down."""


@dataclass(frozen=True)
class Sample:
    rss_mb: float
    files: int
    """15, and connections, more or fewer of them from second to second: 200 at most that the server
    keeps for its webhooks, as many as a burst of them needs (we end one after 30 s of silence, the
    server all of them when it restarts), and 22 at most of ours to it."""
    tasks: int

    @classmethod
    def of(cls, program: Program, routes: Routes) -> Sample:
        """Tasks come and go with each request; the fewest of some looks are those that stay."""
        tasks = min(_looked(routes)["tasks"] for _ in range(10))
        return cls(program.resident_mb(), program.open_files(), tasks)


@dataclass(frozen=True)
class Figures:
    """build/soak.json."""

    sent: int
    stored: int
    lost: int
    doubled: int
    recovered: int
    restarts: int
    rss_start_mb: float
    rss_end_mb: float
    files_start: int
    files_end: int
    tasks_start: int
    tasks_end: int
    gui_gap_ms_p99: float | None

    def missed(self, *, long: bool) -> list[str]:
        """The targets that were missed. Memory counts in a run that is long enough."""
        found = [name for name in ("lost", "doubled") if getattr(self, name)]
        found += [] if self.recovered else ["recovered"]
        grown = self.rss_end_mb > self.rss_start_mb * (1 + GROWTH)
        return [*found, *(["rss_end_mb"] if long and grown else [])]


def run(folder: Path, seconds: float, seed: int = 0) -> Figures:
    names = tuple(f"numero{number:02d}" for number in range(INSTANCES))
    sides = {name: SIDES[number % 2] for number, name in enumerate(names)}
    short_pings = ("--ping-interval", "2", "--ping-timeout", "2")
    with simulator("--retry-factor", "0.1", *short_pings) as server:
        server.add(*({"name": name} for name in names))
        program = Program(folder, server)
        program.start("--report", str(folder / "report.json"))
        try:
            with program.routes() as routes:
                weather = Weather(server, names, Random(seed))
                return _soak(program, routes, weather, sides, seconds)
        finally:
            program.kill()


def _soak(
    program: Program, routes: Routes, weather: Weather, sides: dict[str, str], seconds: float
) -> Figures:
    server = weather.server
    for name, side in sides.items():
        routes.switch_at_last(name, side)
    began = time.monotonic()
    server.traffic(RATE, burst=BURST)
    start = None
    while (gone := time.monotonic() - began) < seconds:
        if start is None and gone >= min(WARM, seconds / 3):
            start = Sample.of(program, routes)
        weather.strike()
        time.sleep(TROUBLE)
        weather.calm()
        mend(server, routes, sides)
        time.sleep(CALM)
    server.traffic()
    weather.restart(0.2)
    mend(server, routes, sides)
    _settle(program.folder, server)
    report, end = _looked(routes), Sample.of(program, routes)
    assert start is not None
    program.stop()
    found, stored = exported(program.folder), ids(server.ledger(), "stored")
    return Figures(
        sent=len(stored),
        stored=len(found),
        lost=len(stored - found.keys()),
        doubled=sum(number > 1 for number in found.values()),
        recovered=report["messages"]["recovered"],
        restarts=weather.restarts,
        **_paired(start, end),
        gui_gap_ms_p99=report["gui"]["gap_ms_p99"],
    )


def _settle(folder: Path, server: Remote) -> None:
    kept, stored = Kept(folder), ids(server.ledger(), "stored")
    try:
        until(lambda: stored <= kept.ids(), "every message", SETTLING)
    except NeverCame:
        missing = sorted(stored - kept.ids())
        print(f"{len(missing)} still missing after {SETTLING:.0f} s:", missing[:5], file=sys.stderr)


def _looked(routes: Routes) -> dict[str, Any]:
    time.sleep(0.1)
    return routes.report()


def _paired(start: Sample, end: Sample) -> dict[str, Any]:
    """Under the names of the result."""
    kinds = {"rss_mb": "rss_{}_mb", "files": "files_{}", "tasks": "tasks_{}"}
    return {
        kinds[each.name].format(moment): getattr(sample, each.name)
        for moment, sample in (("start", start), ("end", end))
        for each in fields(Sample)
    }


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    with tempfile.TemporaryDirectory(prefix="evodesk-soak-") as folder:
        figures = run(Path(folder), seconds)
    return conclude("soak", asdict(figures), figures.missed(long=seconds >= 3 * WARM))


if __name__ == "__main__":
    sys.exit(main())
