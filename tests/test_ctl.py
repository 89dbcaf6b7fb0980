"""The client against real control routes, in a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from evodesk import ctl
from evodesk.__main__ import main
from evodesk.simulator.thread import SimulatorThread
from tests.whole.test_demo import start, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOREIGN = "https://n8n.example/webhook/a1b2c3d4e5"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Of an evodesk that runs."""
    place = tmp_path_factory.mktemp("ctl")
    with SimulatorThread() as simulator:
        simulator.add(
            {"name": "balcão / 1", "websocket": {"enabled": True, "events": []}},
            {"name": "clinica", "webhook": {"enabled": True, "url": FOREIGN, "events": []}},
        )
        running = start(
            "--server", simulator.url, "--data-dir", str(place), EVODESK_API_KEY=simulator.key
        )
        try:
            wait_for(place / "control.json", running)
            yield place
        finally:
            running.terminate()
            running.communicate(timeout=30)


class Said:
    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys, self._folder = capsys, folder

    def __call__(self, *words: str) -> tuple[int, str, str]:
        code = main(["ctl", *words, "--data-dir", str(self._folder)])
        found = self._capsys.readouterr()
        return code, found.out, found.err


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], folder: Path) -> Said:
    return Said(capsys, folder)


def test_there_and_back(said: Said) -> None:
    assert said("state", "balcão / 1") == (0, "balcão / 1: websocket\n", "")
    events = ["--event", "MESSAGES_UPSERT", "--event", "CALL"]
    code, out, _ = said("webhook", "balcão / 1", "--no-base64", *events)
    assert (code, bool(out)) == (0, True)
    _, out, _ = said("state", "balcão / 1")
    lines = [line.split() for line in out.splitlines()]
    assert lines[0][-1] == "webhook"
    assert lines[1][1].endswith("/api/webhooks/evolution/•••")
    assert lines[2:] == [["base64", "no"], ["events", "CALL,", "MESSAGES_UPSERT"]]
    assert said("websocket", "balcão / 1")[0] == 0


def test_a_reader_that_has_had_enough_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "evodesk", "ctl", "report", "--data-dir", str(folder)]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    program.stdout.close()
    program.stdout = None
    _, error = program.communicate(timeout=60)
    assert (program.returncode, error) == (0, b"")


def test_a_takeover_wants_a_yes(said: Said) -> None:
    code, out, error = said("websocket", "clinica")
    assert (code, out) == (1, "")
    assert "n8n.example" in error
    assert "--confirm" in error
    assert said("websocket", "clinica", "--confirm")[0] == 0
    assert said("webhook", "clinica", "--url", FOREIGN)[0] == 0
    assert "n8n.example/webhook/•••" in said("state", "clinica")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("state", "nobody"), "unknown_instance"),
        (("webhook", "clinica", "--url", "ftp://x", "--confirm"), "bad_url"),
        (("webhook", "clinica", "--event", "NONSENSE", "--confirm"), "bad_events"),
    ],
)
def test_a_refusal_is_readable(said: Said, words: tuple[str, ...], code: str) -> None:
    left, out, error = said(*words)
    assert (left, out) == (1, "")
    assert error.startswith("evodesk ctl: ")
    assert error.endswith(f"({code})\n")


def test_the_report(said: Said) -> None:
    code, out, _ = said("report")
    found: dict[str, Any] = json.loads(out)
    assert code == 0
    assert {each["name"] for each in found["instances"]} == {"balcão / 1", "clinica"}


@pytest.mark.parametrize(
    "content", [None, "no json", "[]", "{}", '{"url": "no", "token": "x"}', "[" * 100_000]
)
def test_nothing_runs_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    if content is not None:
        (tmp_path / "control.json").write_text(content)
    assert ctl.run("report", data_dir=tmp_path) == 3
    assert str(tmp_path) in capsys.readouterr().err


def test_a_file_that_a_killed_evodesk_left(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    left = {"url": f"http://127.0.0.1:{port}", "token": "t0k3n"}
    theirs = {**json.loads((folder / "control.json").read_text()), "token": "t0k3n"}
    for content in (left, theirs):
        (tmp_path / "control.json").write_text(json.dumps(content))
        assert ctl.run("state", data_dir=tmp_path, instance="x") == 3
        assert "t0k3n" not in capsys.readouterr().err


@contextmanager
def stranger(folder: Path, status: int, answer: object) -> Iterator[None]:
    """Somebody else's program, on the port that a killed evodesk's file tells."""

    class Strange(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Strange) as server:
        told = {"url": f"http://127.0.0.1:{server.server_port}", "token": "t0k3n"}
        (folder / "control.json").write_text(json.dumps(told))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, {}), (200, []), (200, b"<html>"), (200, b"[" * 100_000), (302, {}),
        (200, {"webhookEnabled": 1, "websocketEnabled": 0, "webhookConfig": "x"}),
        (409, {"message": "no", "code": [1]}),
    ],
)  # fmt: skip
def test_a_stranger_on_its_port_is_no_evodesk(tmp_path: Path, status: int, answer: object) -> None:
    with stranger(tmp_path, status, answer):
        assert ctl.run("state", data_dir=tmp_path, instance="x") == 3


@pytest.mark.parametrize(("status", "code"), [(200, 0), (409, 1)])
def test_nothing_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], status: int, code: int
) -> None:
    answer = {"message": "\x1b[2Jdone\x9b\r\x07\ud800é", "code": "x"}
    with stranger(tmp_path, status, answer):
        assert ctl.run("websocket", data_dir=tmp_path, instance="x") == code
    said = "".join(capsys.readouterr())
    assert r"\u001b[2Jdone\u009b\u000d\u0007\ud800é" in said
    assert "".join(said.split()).isprintable()


@pytest.mark.parametrize("words", [[], ["nonsense"], ["state"], ["webhook", "x", "--event"]])
def test_arguments_that_make_no_sense(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["ctl", *words])
    assert left.value.code == 2
