"""The simulated server of the demonstration: a child process that ends with us."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys

from evodesk.domain.instance import Server
from evodesk.errors import Unreachable

PATIENCE = 20.0
"""Seconds until the child must have told its address."""
LEAVE = 3.0
"""Seconds that it gets to end by itself."""


class DemoServer:
    """Not started until `start`; `stop` may be called at any time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    async def start(self) -> tuple[Server, str]:
        """The server and its key. Raises Unreachable when the child does not come up."""
        self._child = subprocess.Popen(
            [*_program(), "--demo", "--exit-with-parent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._child.stdout is not None
        try:
            line = await asyncio.wait_for(asyncio.to_thread(self._child.stdout.readline), PATIENCE)
            told = json.loads(line)
            return Server(id="demo", url=told["url"], name="evodesk demo"), told["key"]
        except (TimeoutError, ValueError, KeyError) as error:
            await self.stop()
            raise Unreachable(host="127.0.0.1") from error

    async def stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await asyncio.to_thread(_end, child)


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "simulator"]
    return [sys.executable, "-m", "evodesk.simulator"]


def _end(child: subprocess.Popen[bytes]) -> None:
    """Its input closes, which tells it to leave."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    try:
        child.wait(LEAVE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()
