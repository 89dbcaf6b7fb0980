"""The whole program, as `make demo` runs it without a screen, in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from evodesk.simulator.thread import SimulatorThread

if TYPE_CHECKING:
    from pathlib import Path

ENV = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-X", "dev", "-W", "error::ResourceWarning", "-m", "evodesk", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**ENV, **more},
    )


def export(folder: Path, form: str = "jsonl") -> str:
    done = subprocess.run(
        [sys.executable, "-m", "evodesk", "export", "--data-dir", str(folder), "--format", form],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return done.stdout


def wait_for(path: Path, process: subprocess.Popen[str]) -> Any:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return json.loads(path.read_text())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], str]:
    """The folder of a demonstration that ran for 12 s, its report and its error output."""
    folder = tmp_path_factory.mktemp("demo")
    picture = folder / "main.png"
    running = start(
        "--demo", "--for", "12", "--data-dir", str(folder / "data"), "--lang", "pt_BR",
        "--screenshot", str(picture), "--report", "-",
    )  # fmt: skip
    out, errors = running.communicate(timeout=90)
    assert running.returncode == 0, errors
    return folder, json.loads(out), errors


def test_the_demo_shows_five_instances_and_switches_both_ways(
    demo: tuple[Path, dict[str, Any], str],
) -> None:
    _, report, errors = demo
    assert len(report["instances"]) == 5
    assert report["switches"]["done"] >= 2
    assert report["messages"]["webhook"] > 0
    assert report["messages"]["websocket"] > 0
    assert report["errors"] == []
    assert errors == ""
    modes = {each["mode"] for each in report["instances"]}
    assert {"webhook", "websocket"} <= modes


def test_the_report_has_the_agreed_keys(demo: tuple[Path, dict[str, Any], str]) -> None:
    _, report, _ = demo
    assert set(report) == {
        "version", "server", "instances", "messages", "switches", "gui", "errors", "tasks",
    }  # fmt: skip
    assert set(report["server"]) == {"url", "version", "websocket_available", "stores_messages"}
    assert set(report["instances"][0]) == {
        "name", "link", "mode", "destination", "webhook_url", "base64", "events",
    }  # fmt: skip
    assert set(report["messages"]) == {
        "stored", "webhook", "websocket", "recovered", "duplicates",
    }  # fmt: skip
    assert set(report["switches"]) == {"done", "rolled_back", "failed"}
    assert set(report["gui"]) == {"first_paint_ms", "gap_ms_p99", "gap_ms_max"}


def test_the_demo_leaves_a_picture(demo: tuple[Path, dict[str, Any], str]) -> None:
    folder, _, _ = demo
    assert (folder / "main.png").read_bytes().startswith(b"\x89PNG")


def test_what_was_stored_can_be_exported(demo: tuple[Path, dict[str, Any], str]) -> None:
    folder, report, _ = demo
    lines = [json.loads(line) for line in export(folder / "data").splitlines()]
    # A message may come between the report and the end of the program.
    assert 0 <= len(lines) - report["messages"]["stored"] <= 20
    keys = {(line["instance"], line["id"], line["from_me"]) for line in lines}
    assert len(keys) == len(lines)
    table = list(csv.reader(io.StringIO(export(folder / "data", "csv").lstrip("\ufeff"))))
    assert len(table) == len(lines) + 1


def test_no_secret_is_left_in_the_folder_or_the_log(
    demo: tuple[Path, dict[str, Any], str],
) -> None:
    folder, report, _ = demo
    written = b"".join(path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file())
    assert b"SIMULATOR-GLOBAL-KEY" not in written
    secret_path = rb"/api/webhooks/evolution/[\w-]{8,}"
    assert b"/api/webhooks/evolution/" in written
    assert not re.search(secret_path, written)
    assert not re.search(secret_path, json.dumps(report).encode())
    assert not (folder / "data" / "control.json").exists()


def test_scripts_switch_through_the_control_routes(tmp_path: Path) -> None:
    with SimulatorThread() as simulator:
        simulator.add(
            {"name": "balcao", "websocket": {"enabled": True, "events": []}},
            {
                "name": "clinica",
                "webhook": {"enabled": True, "url": "https://n8n.example/x", "events": []},
            },
        )
        running = start(
            "--server", simulator.url, "--data-dir", str(tmp_path), "--report", "-",
            EVODESK_API_KEY=simulator.key,
        )  # fmt: skip
        try:
            found = wait_for(tmp_path / "control.json", running)
            assert stat.S_IMODE((tmp_path / "control.json").stat().st_mode) == 0o600
            _use_routes(found["url"], found["token"], simulator)
        finally:
            running.send_signal(signal.SIGTERM)
            out, errors = running.communicate(timeout=30)
        assert running.returncode == 0, errors
        assert json.loads(out)["switches"]["done"] == 3
        assert simulator.key not in (tmp_path / "logs" / "evodesk.log").read_text()


def _use_routes(url: str, token: str, simulator: SimulatorThread) -> None:
    manage = "/api/instance-management"
    bearer = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=url, headers=bearer, trust_env=False, timeout=30) as client:
        state = client.get(f"{manage}/connection-state/balcao")
        assert state.json()["websocketEnabled"] is True
        done = client.post(f"{manage}/enable-webhook/balcao", json={"webhook_base64": False})
        assert (done.status_code, done.json()["success"]) == (200, True)
        webhook = simulator.state()["instances"]["balcao"]["webhook"]
        assert webhook["enabled"]
        assert webhook["webhookBase64"] is False
        done = client.post(f"{manage}/enable-websocket/balcao")
        assert done.status_code == 200
        refused = client.post(f"{manage}/enable-websocket/clinica")
        assert (refused.status_code, refused.json()["code"]) == (409, "takeover_needed")
        done = client.post(f"{manage}/enable-websocket/clinica", json={"confirm": True})
        assert done.status_code == 200
        assert client.get(f"{manage}/connection-state/nobody").status_code == 404
        assert client.get("/api/report").json()["version"]
        assert client.get("/api/report", headers={"Authorization": "Bearer no"}).status_code == 401


def test_a_report_that_cannot_be_written_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    nowhere = tmp_path / "missing" / "report.json"
    running = start(
        "--server", "http://127.0.0.1:9", "--data-dir", str(tmp_path), "--for", "1",
        "--report", str(nowhere),
    )  # fmt: skip
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 1
    assert errors.strip() == f"evodesk: not_writable(path={nowhere})"


def test_a_server_that_is_not_there_is_told_and_the_program_closes_cleanly(tmp_path: Path) -> None:
    running = start(
        "--server", "http://127.0.0.1:9", "--data-dir", str(tmp_path), "--for", "2", "--report", "-"
    )
    out, errors = running.communicate(timeout=60)
    assert running.returncode == 0, errors
    report = json.loads(out)
    assert report["instances"] == []
    assert report["server"]["version"] == ""
