"""Kills the real program again and again while it works, and judges what is left.

`python -m tests.faults.crash [KILLS]`: each step of the journal in both directions, and KILLS
random moments. After each kill everything that the server had been told is kept must be in the
database; after each restart every switch must have come to its target or back, and every message
that the server holds must be there. At the end `evodesk export` is asked.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.conclusion import conclude
from tests.faults.ledger import Kept, exported, ids
from tests.faults.moments import NAMES, SIDES, Anywhere, Scene, Starting, Step, steps
from tests.faults.processes import NeverCame, Program, simulator, until

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Moment = Step | Anywhere | Starting

IN_THE_START = 6
"""One random moment of so many is in the start of the program."""
RATE = 40.0
"""Messages a second over all instances; a fifth of them gets no row, so that nothing but the
acknowledged delivery keeps it."""
LANES = 2
"""Programs killed side by side, each with a server and a folder of its own."""
SETTLING = 45.0
"""Seconds from a start until all is in order: a late pass of the backfill comes after 30."""


@dataclass
class Figures:
    """build/crash.json. `astray`: switches that ended neither at their target nor where they
    began, and instances that were left without a way."""

    sent: int = 0
    kills: int = 0
    switches_interrupted: int = 0
    resumed: int = 0
    rolled_back: int = 0
    both_on: int = 0
    lost: int = 0
    doubled: int = 0
    acknowledged_lost: int = 0
    astray: int = 0

    def __add__(self, other: Figures) -> Figures:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Figures(*(mine + theirs for mine, theirs in pairs))

    @property
    def missed(self) -> list[str]:
        """The targets that were missed."""
        never = ("both_on", "lost", "doubled", "acknowledged_lost", "astray")
        found = [name for name in never if getattr(self, name)]
        few = self.switches_interrupted * 3 < self.kills
        return [*found, *(["switches_interrupted"] if few else [])]


@dataclass
class Harness:
    scene: Scene
    figures: Figures = field(default_factory=Figures)
    table: dict[str, Counter[str]] = field(default_factory=dict)
    errors: Sequence[str] = ()
    """What the last run of the program, which nobody disturbs, says went wrong in it."""
    _seen: set[int] = field(default_factory=set)
    _interrupted: dict[int, str] = field(default_factory=dict)
    """Journal entries that a kill left open, and the moment's name."""
    _stored: set[tuple[str, str]] = field(default_factory=set)

    def begin(self) -> None:
        """Half of the instances each way."""
        self.scene.program.start()
        with self.scene.program.routes() as routes:
            for number, name in enumerate(NAMES):
                routes.switch_at_last(name, SIDES[number % 2])
        self.scene.kill()

    def kill(self, moment: Moment) -> None:
        self.scene.program.start()
        if not isinstance(moment, Starting):
            self.settle()
        moment.play(self.scene)
        self.scene.server.faults([])
        self._look_at_the_rest(moment.name)

    def settle(self) -> None:
        """After a restart: nothing is left halfway, and nothing is missing."""
        try:
            until(self._is_at_rest, "every switch at its end", SETTLING)
            until(lambda: self._stored <= self.scene.kept.ids(), "every message", SETTLING)
        except NeverCame as late:
            print(f"did not come true within {SETTLING:.0f} s: {late}", file=sys.stderr)
        self._judge_modes()

    def end(self) -> None:
        self.scene.server.traffic()
        self.scene.program.start()
        self._stored = ids(self.scene.server.ledger(), "stored")
        self.settle()
        with self.scene.program.routes() as routes:
            self.errors = routes.report()["errors"]
        self.scene.program.stop()
        self._judge_messages()
        self._judge_switches()

    def _look_at_the_rest(self, name: str) -> None:
        """Right after a kill, before anything could heal it."""
        ledger = self.scene.server.ledger()
        self._stored = ids(ledger, "stored")
        lost = ids(ledger, "acknowledged") - self.scene.kept.ids()
        row = self.table.setdefault(name, Counter())
        row["kills"] += 1
        row["acknowledged_lost"] += len(lost)
        self.figures.kills += 1
        self.figures.acknowledged_lost = max(self.figures.acknowledged_lost, len(lost))
        entries = self.scene.kept.journal()
        left = {
            number
            for number, entry in entries.items()
            if entry.is_open and number not in self._seen
        }
        self._seen = set(entries)
        self._interrupted |= dict.fromkeys(left, name)
        row["interrupted"] += bool(left)
        self.figures.switches_interrupted += bool(left)

    def _is_at_rest(self) -> bool:
        return not any(entry.is_open for entry in self.scene.kept.journal().values())

    def _judge_modes(self) -> None:
        """The last switch of each instance says which mode it must be in."""
        last = {entry.instance: entry for entry in self.scene.kept.journal().values()}
        for instance, entry in last.items():
            meant = {"done": entry.target, "rolled_back": entry.before}.get(entry.state)
            found = self.scene.mode(instance)
            if found != meant:
                self.figures.astray += 1
                print(f"{instance} is {found}, the journal says {entry}", file=sys.stderr)

    def _judge_switches(self) -> None:
        entries = self.scene.kept.journal()
        for number, name in self._interrupted.items():
            state = entries[number].state
            self.table[name][state] += 1
            self.figures.resumed += state == "done"
            self.figures.rolled_back += state == "rolled_back"
            if state not in ("done", "rolled_back"):
                self.figures.astray += 1
                print(f"interrupted, and then {entries[number]}", file=sys.stderr)

    def _judge_messages(self) -> None:
        ledger, found = self.scene.server.ledger(), exported(self.scene.program.folder)
        lost = ids(ledger, "stored") - found.keys()
        acknowledged = ids(ledger, "acknowledged") - found.keys()
        instances = self.scene.server.instances().values()
        self.figures.sent = sum(each["emitted"] for each in instances)
        self.figures.both_on = sum(each["both_on_ever"] for each in instances)
        self.figures.lost = len(lost)
        self.figures.doubled = sum(number > 1 for number in found.values())
        self.figures.acknowledged_lost = max(self.figures.acknowledged_lost, len(acknowledged))
        for each in sorted(lost | acknowledged)[:5]:
            print(f"missing: {each}", file=sys.stderr)


def run(folder: Path, moments: Iterable[Moment]) -> Harness:
    with simulator("--retry-factor", "0.02") as server:
        server.add(*({"name": name} for name in NAMES))
        scene = Scene(server, Program(folder, server), Kept(folder))
        harness = Harness(scene)
        try:
            harness.begin()
            server.mark()
            server.traffic(RATE, burst=4, unstored=0.2)
            for moment in moments:
                harness.kill(moment)
            harness.end()
        finally:
            scene.kill()
    return harness


def random_moments(kills: int) -> list[Moment]:
    return [
        Starting(seed) if seed % IN_THE_START == IN_THE_START - 1 else Anywhere(seed)
        for seed in range(kills)
    ]


def run_lanes(folder: Path, moments: Sequence[Moment]) -> list[Harness]:
    with ThreadPoolExecutor(LANES) as lanes:
        shares = [(folder / str(lane), moments[lane::LANES]) for lane in range(LANES)]
        return list(lanes.map(lambda share: run(*share), shares))


def print_table(lanes: Iterable[Harness]) -> None:
    columns = ("kills", "interrupted", "done", "rolled_back", "acknowledged_lost")
    table: dict[str, Counter[str]] = {}
    for lane in lanes:
        for name, row in lane.table.items():
            table.setdefault(name, Counter()).update(row)
    print(f"{'killed at':<22}" + "".join(f"{name:>18}" for name in columns))
    for name, row in table.items():
        print(f"{name:<22}" + "".join(f"{row[column]:>18}" for column in columns))


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="evodesk-crash-") as folder:
        lanes = run_lanes(Path(folder), [*steps(), *random_moments(kills)])
    print_table(lanes)
    figures = sum((lane.figures for lane in lanes), Figures())
    print(f"{time.monotonic() - began:.0f} s")
    return conclude("crash", asdict(figures), figures.missed)


if __name__ == "__main__":
    sys.exit(main())
