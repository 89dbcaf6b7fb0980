"""A process beside the measuring one, spoken to by lines: words in, JSON out.

Moments are `time.monotonic()`, which all processes of one computer share.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from evodesk.simulator.remote import Remote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

PATIENCE = 120.0
"""Seconds until a silent process is given up."""
_ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_API": "pyside6"}


class Peer:
    """`with Peer("feeder", …) as feeder:` runs tests.benchmarks.programs.feeder until the end; a
    name with a dot is the whole name of a module."""

    def __init__(self, program: str, *arguments: object) -> None:
        self._program = program
        module = program if "." in program else f"tests.benchmarks.programs.{program}"
        command = [sys.executable, "-m", module]
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            [*command, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=os.environ | _ENVIRONMENT,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """A program ends when nobody speaks to it any more."""
        self._process.communicate(timeout=PATIENCE) if kind is None else self._process.kill()
        self._process.wait()

    @property
    def memory(self) -> float:
        """MB that it holds at the moment."""
        pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    def hear(self, patience: float = PATIENCE) -> Any:
        """Its next line. Raises RuntimeError when it stays silent or has ended."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], patience)
        line = self._process.stdout.readline() if ready else b""
        if not line:
            raise RuntimeError(f"{self._program} said nothing")
        return json.loads(line)


@contextmanager
def simulated(*instances: dict[str, Any], port: int = 0) -> Iterator[Remote]:
    """The simulator with these instances, in a process of its own."""
    with Peer("evodesk.simulator", "--exit-with-parent", "--port", port) as simulator:
        told = simulator.hear()
        remote = Remote(told["url"], told["key"])
        if instances:
            remote.add(*instances)
        yield remote
