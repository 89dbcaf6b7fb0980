"""The real process is killed in the middle of a switch and started again on the same data."""

from __future__ import annotations

import json
import signal
import time
from contextlib import closing
from sqlite3 import connect
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from evodesk.simulator.thread import SimulatorThread
from tests.whole.test_demo import export, start, wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

SEEDED = {"name": "balcao", "websocket": {"enabled": True, "events": []}}
KILLED_AT = {
    "before the first write": ("webhook", "POST /websocket/set", "delay"),
    "after the old way went off": ("webhook", "POST /websocket/set", "hang_after"),
    "before the new way goes on": ("webhook", "POST /webhook/set", "delay"),
    "after the new way went on": ("webhook", "POST /webhook/set", "hang_after"),
    "back: after the old way went off": ("websocket", "POST /webhook/set", "hang_after"),
    "back: after the new way went on": ("websocket", "POST /websocket/set", "hang_after"),
    "back: while recovering": ("websocket", "findMessages", "delay"),
}


def until(fine: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not fine():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def run(simulator: SimulatorThread, folder: Path) -> subprocess.Popen[str]:
    return start(
        "--server", simulator.url, "--data-dir", str(folder), "--report", "-",
        EVODESK_API_KEY=simulator.key,
    )  # fmt: skip


def routes(folder: Path, running: subprocess.Popen[str]) -> httpx.Client:
    found = wait_for(folder / "control.json", running)
    bearer = {"Authorization": f"Bearer {found['token']}"}
    return httpx.Client(base_url=found["url"], headers=bearer, trust_env=False, timeout=15)


def ask(client: httpx.Client, side: str) -> httpx.Response:
    return client.post(f"/api/instance-management/enable-{side}/balcao")


def ask_in_vain(client: httpx.Client, side: str) -> None:
    with pytest.raises(httpx.HTTPError):
        client.post(f"/api/instance-management/enable-{side}/balcao", timeout=0.8)


def at_server(simulator: SimulatorThread) -> tuple[bool, bool]:
    found = simulator.state()["instances"]["balcao"]
    on = [bool(found[side] and found[side]["enabled"]) for side in ("webhook", "websocket")]
    return on[0], on[1]


def journal(folder: Path) -> list[str]:
    with closing(connect(f"file:{folder / 'evodesk.db'}?mode=ro", uri=True)) as db:
        return [state for (state,) in db.execute("SELECT state FROM switch ORDER BY id")]


def stop(running: subprocess.Popen[str]) -> dict[str, Any]:
    running.send_signal(signal.SIGTERM)
    out, errors = running.communicate(timeout=30)
    assert running.returncode == 0, errors
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.parametrize("moment", KILLED_AT)
def test_killed_in_a_switch_and_started_again(tmp_path: Path, moment: str) -> None:
    side, match, kind = KILLED_AT[moment]
    with SimulatorThread(retry_factor=0.01) as simulator:
        simulator.add(SEEDED)
        first = run(simulator, tmp_path)
        try:
            with routes(tmp_path, first) as client:
                until(lambda: ask(client, "webhook").status_code == 200)
                if side == "webhook":
                    assert ask(client, "websocket").status_code == 200
                simulator.message("balcao", "antes", id="M1")
                simulator.mark()
                simulator.faults([{"match": match, "kind": kind, "seconds": 20}])
                ask_in_vain(client, side)
        finally:
            first.kill()
            first.communicate()
        (tmp_path / "control.json").unlink()
        simulator.faults([])
        assert journal(tmp_path)[-1] == "running"
        simulator.message("balcao", "ninguém ouviu", id="M2")
        second = run(simulator, tmp_path)
        try:
            until(lambda: journal(tmp_path)[-1] == "done")
            until(lambda: at_server(simulator) == (side == "webhook", side == "websocket"))
            simulator.message("balcao", "depois", id="M3")
            until(lambda: {"M1", "M2", "M3"} <= ids(tmp_path).keys())
        finally:
            report = stop(second)
        assert report["errors"] == []
        assert report["instances"][0]["mode"] == side
        assert not simulator.state()["instances"]["balcao"]["both_on_ever"]
        assert set(journal(tmp_path)) == {"done"}
        assert set(ids(tmp_path).values()) == {1}


def ids(folder: Path) -> dict[str, int]:
    """How many times each message was exported."""
    lines = [json.loads(line)["id"] for line in export(folder).splitlines()]
    return {id_: lines.count(id_) for id_ in lines}
