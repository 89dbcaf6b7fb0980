"""Looks for secrets wherever they must not be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ALLOWED = ("control.json", "keys.json")
"""The control routes' address file and the key file that stands in for a keyring."""


@dataclass(frozen=True, slots=True)
class Find:
    secret: str
    """What kind of secret."""
    place: str


def found(secrets: Iterable[tuple[str, str]], folder: Path, more: dict[str, bytes]) -> list[Find]:
    """`secrets`: kind and value. `more`: texts from elsewhere, by name."""
    places = {**_files(folder), **more}
    return [
        Find(kind, name)
        for kind, secret in secrets
        for name, content in places.items()
        if any(form in content for form in _forms(secret))
    ]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ALLOWED
    }


def _forms(secret: str) -> Iterator[bytes]:
    yield secret.encode()
    yield quote(secret, safe="").encode()
    yield json.dumps(secret)[1:-1].encode()
    yield secret.encode("utf-16-le")
