"""The simulator as a process of its own, ended in every way it can be."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Any

import orjson
import pytest
from websockets.sync.client import connect

from evodesk.simulator.remote import Remote


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-m", "evodesk.simulator", *arguments]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def announced(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    line: dict[str, Any] = orjson.loads(process.stdout.readline())
    return line


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGINT", "stdin"])
def test_it_announces_itself_and_ends_cleanly_with_open_sockets(ending: str) -> None:
    with start("--demo", "--key", "K", "--exit-with-parent") as process:
        told = announced(process)
        assert (told["key"], told["version"]) == ("K", "2.3.6")
        assert len(Remote(told["url"], "K").state()["instances"]) == 5
        url = f"{told['url'].replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
        with connect(url, proxy=None, close_timeout=1) as open_socket:
            open_socket.recv()
            if ending == "stdin":
                assert process.stdin is not None
                process.stdin.close()
            else:
                process.send_signal(getattr(signal, ending))
            assert process.wait(timeout=5) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_closing_stdin_means_nothing_unless_asked() -> None:
    with start() as process:
        told = announced(process)
        assert process.stdin is not None
        process.stdin.close()
        assert Remote(told["url"], told["key"]).state()["instances"] == {}
        process.terminate()
        assert process.wait(timeout=5) == 0


def test_bad_arguments_end_with_2() -> None:
    with start("--port", "many") as process:
        assert process.wait(timeout=5) == 2
