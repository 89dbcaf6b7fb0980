"""Feeds all that reads strangers' bytes with garbage; nothing may raise out of the typed errors.

`python -m tests.faults.fuzz [SECONDS]`: hypothesis bends what was recorded, and atheris, where it
is installed, looks for bytes that reach code which was not reached before. What crashes something
is printed and kept under build/.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from tests.faults.conclusion import BUILD, conclude
from tests.faults.targets import targets, typed

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from tests.faults.targets import Target

ROUND = 100
"""Inputs between two looks at the clock."""
LONGEST = 65_536
"""Bytes of an input that atheris makes up."""


@dataclass
class Figures:
    """build/fuzz.json."""

    inputs: int = 0
    crashes: int = 0

    @property
    def missed(self) -> list[str]:
        return ["crashes"] if self.crashes else []


wild = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["", "\0", "A" * 9000, "5511999990001@s.whatsapp.net", "DELETED"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=6,
)


@st.composite
def bent(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """A recorded body with some of its values replaced, dropped or repeated, or its bytes cut."""
    data = draw(st.sampled_from(seeds))
    with suppress(orjson.JSONDecodeError):
        value = orjson.loads(data)
        for _ in range(draw(st.integers(0, 3))):
            value = _changed(draw, value)
        data = json.dumps(value).encode()
    for _ in range(draw(st.integers(0, 2))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
        data = (
            data[:start] + draw(st.binary(max_size=8)) + data[end if end - start < 9 else start :]
        )
    return data


def _changed(draw: st.DrawFn, value: Any) -> Any:
    """Walks down at random and changes one place."""
    if isinstance(value, dict) and value and draw(st.integers(0, 5)):
        name = draw(st.sampled_from(sorted(value)))
        return {**value, name: _changed(draw, value[name])}
    if isinstance(value, list) and value and draw(st.integers(0, 3)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], _changed(draw, value[place]), *value[place:]]
    return draw(wild)


def bend(target: Target, seconds: float, salt: int = 0) -> tuple[int, bytes | None]:
    """How many inputs were tried, and the smallest one found that crashes it."""
    strategy: SearchStrategy[bytes] = bent(target.seeds) | st.binary(max_size=200)
    tried, last = 0, b""

    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def probe(data: bytes) -> None:
        nonlocal tried, last
        tried, last = tried + 1, data
        typed(target, data)

    end, rounds = time.monotonic() + seconds, 0
    while rounds == 0 or time.monotonic() < end:
        try:
            seeded(salt + rounds)(probe)()
        except Exception as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return tried, last
        rounds += 1
    return tried, None


def explore(name: str, seconds: int, folder: Path) -> tuple[int, bytes | None]:
    """The same by atheris, in a process of its own, which a crash ends."""
    command = [sys.executable, "-m", "tests.faults.explore", name, str(folder)]
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-print_final_stats=1"]
    keep = f"-artifact_prefix={folder}/crash/"
    (folder / "crash").mkdir(parents=True)
    done = subprocess.run(
        [*command, *limits, keep],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=seconds + 120,
    )
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    found = next((folder / "crash").iterdir(), None)
    if found is not None or done.returncode:
        print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
    return int(tried[1]) if tried else 0, found.read_bytes() if found else None


def run(seconds: float, *, explores: bool) -> Figures:
    figures, all_targets = Figures(), targets()
    share = seconds / len(all_targets) / (2 if explores else 1)
    for name, target in all_targets.items():
        results = [bend(target, share)]
        if explores:
            with tempfile.TemporaryDirectory(prefix="evodesk-fuzz-") as folder:
                results.append(explore(name, max(1, round(share)), Path(folder)))
        for tried, crashing in results:
            figures.inputs += tried
            if crashing is not None:
                figures.crashes += 1
                _keep(name, crashing)
        print(f"{name:<10} {sum(tried for tried, _ in results):>9} inputs", flush=True)
    return figures


def _keep(name: str, crashing: bytes) -> None:
    BUILD.mkdir(exist_ok=True)
    kept = BUILD / f"fuzz-{name}.bin"
    kept.write_bytes(crashing)
    print(f"{name} crashes on {crashing[:200]!r}, kept in {kept}", file=sys.stderr)


def main() -> int:
    logging.disable()  # the receiver logs each body that it cannot read
    explores = importlib.util.find_spec("atheris") is not None
    if not explores:
        print("atheris is not installed here: hypothesis alone")
    figures = run(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0, explores=explores)
    return conclude("fuzz", asdict(figures), figures.missed)


if __name__ == "__main__":
    sys.exit(main())
