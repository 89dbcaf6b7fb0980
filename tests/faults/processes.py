"""The real program and the simulated server, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from evodesk.simulator.remote import Remote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENV = {
    **{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")},
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
}
PATIENCE = 60.0
"""Seconds. The machine may be busy with other things."""


class NeverCame(AssertionError):
    """Something that must come true did not."""


def until(fine: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not fine():
        if time.monotonic() > deadline:
            raise NeverCame(what)
        time.sleep(0.05)


@contextmanager
def simulator(*arguments: str) -> Iterator[Remote]:
    with subprocess.Popen(
        [sys.executable, "-m", "evodesk.simulator", "--exit-with-parent", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=ENV,
    ) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        try:
            yield Remote(told["url"], told["key"])
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Program:
    """`python -m evodesk` on one data folder, started and killed as often as you like. The
    receiver keeps its port, as it does for people."""

    def __init__(
        self, folder: Path, server: Remote, module: str = "evodesk", **environment: str
    ) -> None:
        """`module`: one that runs evodesk and does more. `environment`: on top of ENV."""
        self.folder = folder
        self._module = module
        self._environment = environment
        self._server = server
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({"receiver_port": free_port()}))

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, *arguments: str) -> None:
        self._control.unlink(missing_ok=True)
        command = [sys.executable, "-m", self._module, "--server", self._server.url]
        with (self.folder / "stderr.txt").open("ab") as errors:
            self._process = subprocess.Popen(
                [*command, "--data-dir", str(self.folder), *arguments],
                env={**ENV, **self._environment, "EVODESK_API_KEY": self._server.key},
                stderr=errors,
            )

    def kill(self) -> None:
        """SIGKILL; nothing if it does not run."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> int:
        """A clean end; the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=PATIENCE)

    def routes(self) -> Routes:
        """The control routes, as soon as they are there; httpx.HTTPError when the program died."""
        until(lambda: self._control.exists() or self._ended(), "the control routes")
        if not self._control.exists():
            raise httpx.ConnectError("the program has ended")
        found = json.loads(self._control.read_text())
        return Routes(found["url"], found["token"])

    def resident_mb(self) -> float:
        return self._memory("VmRSS")

    def peak_mb(self) -> float:
        """The most that was resident at any time."""
        return self._memory("VmHWM")

    def _memory(self, name: str) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if name in line)
        return round(int(kilobytes) / 1024, 1)

    def open_files(self) -> int:
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def said(self) -> str:
        """What it wrote to standard error."""
        return (self.folder / "stderr.txt").read_text()

    def _ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    @property
    def _control(self) -> Path:
        return self.folder / "control.json"


class Routes:
    """A script's view of the running program. For one thread."""

    def __init__(self, url: str, token: str) -> None:
        bearer = {"Authorization": f"Bearer {token}"}
        # Certificates that nobody needs here would take longer to load than all the rest.
        self._client = httpx.Client(
            base_url=url, headers=bearer, trust_env=False, verify=False, timeout=PATIENCE
        )

    def __enter__(self) -> Routes:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def switch(self, instance: str, side: str) -> int:
        """The status of the answer. Raises httpx.HTTPError when the program dies meanwhile."""
        path = f"/api/instance-management/enable-{side}/{instance}"
        return self._client.post(path, json={"confirm": True}).status_code

    def switch_at_last(self, instance: str, side: str) -> None:
        """Again until it is done: the program may still be reading the server's list."""
        until(lambda: self.switch(instance, side) == 200, f"{instance} by {side}")

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = self._client.get("/api/report").json()
        return found
