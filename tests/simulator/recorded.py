"""Recordings of the real server, and what it means that an answer is of the same shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).parent.parent / "recordings"

VOLATILE = frozenset(
    {
        "id",
        "instanceId",
        "createdAt",
        "updatedAt",
        "disconnectionAt",
        "disconnectionObject",
        "date_time",
        "server_url",
        "manager",
        "code",
        "base64",
        "sid",
        "Message",
        "Contact",
        "Chat",
    }
)
"""Keys whose values differ from run to run; their types do not."""
CHANNEL = frozenset({"ownerJid", "number", "profileName", "profilePicUrl", "integration"})
"""The simulator has Baileys instances only, most recordings show the other channels."""


def names(*folders: str) -> list[str]:
    return sorted(
        f"{folder}/{path.stem}" for folder in folders for path in (ROOT / folder).glob("*.json")
    )


def load(name: str) -> Any:
    return orjson.loads((ROOT / f"{name}.json").read_bytes())


def difference(expected: Any, actual: Any, at: str = "$") -> str:
    """Where and how two bodies differ, empty when they are of the same shape."""
    key = at.rpartition(".")[2]
    if key in CHANNEL:
        return ""
    if isinstance(expected, bool | None) or (key not in VOLATILE and not _is_tree(expected)):
        return "" if expected == actual else f"{at}: {expected!r} expected, {actual!r} came"
    if type(expected) is not type(actual):
        return f"{at}: {type(expected).__name__} expected, {actual!r} came"
    if isinstance(expected, dict):
        return _in_dict(expected, actual, at)
    if isinstance(expected, list):
        return _in_list(expected, actual, at)
    return ""


def _in_dict(expected: dict[str, Any], actual: dict[str, Any], at: str) -> str:
    if set(expected) != set(actual):
        return f"{at}: keys {sorted(set(expected) ^ set(actual))}"
    found = (difference(expected[name], actual[name], f"{at}.{name}") for name in expected)
    return next(filter(None, found), "")


def _in_list(expected: list[Any], actual: list[Any], at: str) -> str:
    if len(expected) != len(actual):
        return f"{at}: {len(expected)} expected, {len(actual)} came"
    pairs = enumerate(zip(expected, actual, strict=True))
    found = (difference(one, other, f"{at}.[{index}]") for index, (one, other) in pairs)
    return next(filter(None, found), "")


def _is_tree(value: Any) -> bool:
    return isinstance(value, dict | list)
