"""The recordings under tests/recordings, as bytes and frames that the code under test takes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).parent.parent / "recordings"
KEYS = (
    "GLOBALKEY-429683C4C977415CAAFCCE10F7D57E11",
    "TOKEN-EVO1",
    "TOKEN-WA1",
    "TOKEN-META1",
)
"""Keys and tokens that the recorded server used."""


@cache
def load(name: str) -> Any:
    """`05_events_other/…`, without the ending."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def names(pattern: str) -> list[str]:
    return sorted(str(path.relative_to(FOLDER))[:-5] for path in FOLDER.glob(f"{pattern}.json"))


def answer(name: str) -> tuple[int, bytes]:
    """Status and body of a recorded HTTP answer."""
    response = load(name)["response"]
    return response["status"], b"" if response["raw_empty"] else orjson.dumps(response["body"])


def webhooks(name: str) -> list[bytes]:
    """The bodies that a webhook's listener got."""
    return [orjson.dumps(each["body"]) for each in load(name).get("webhook_requests") or ()]


def frames(name: str) -> list[bytes]:
    """What came over the socket. Of long binary frames only the first 64 bytes were kept; the
    rest is filled with zeros."""
    recorded = load(name).get("websocket_frames_raw") or ()
    return [_frame(each) for each in recorded if each["dir"] == "in"]


def _frame(each: dict[str, Any]) -> bytes:
    if "text" in each:
        return str(each["text"]).encode()
    return bytes.fromhex(each["binary_hex"]).ljust(each["binary_len"], b"\0")
