"""Looks for secrets wherever they must not be, in every form that they may take there."""

from __future__ import annotations

import html
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ALLOWED = ("control.json", "keys.json")
"""The control routes' address file and the key file that stands in for a keyring."""
HALF = 10
"""Characters of half a secret that tell too much: what was cut short, or lies on two pages of the
database."""


@dataclass(frozen=True, slots=True)
class Find:
    secret: str
    """What kind of secret."""
    place: str


def found(
    secrets: Iterable[tuple[str, str]], folders: Iterable[Path], more: dict[str, bytes]
) -> list[Find]:
    """`secrets`: kind and value. `more`: texts from elsewhere, by name."""
    places = {**more, **{name: text for folder in folders for name, text in _files(folder)}}
    folded = {name: content.lower() for name, content in places.items()}
    return [
        Find(kind, name)
        for kind, secret in secrets
        for name, content in folded.items()
        if any(form.lower() in content for form in forms(secret))
    ]


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in ALLOWED:
            yield str(path.relative_to(folder)), path.read_bytes()


def forms(secret: str) -> Iterator[bytes]:
    """In capital and small letters each, as the search knows no difference."""
    half = len(secret) // 2
    for part in (secret, *((secret[:half], secret[-half:]) if half >= HALF else ())):
        plain = part.encode()
        yield from (plain, part.encode("utf-16-le"), part.encode("utf-16-be"), plain.hex().encode())
        yield quote(part, safe="").encode()
        yield html.escape(part).encode()
        yield json.dumps(part)[1:-1].encode()
        yield json.dumps(part).replace("/", r"\/")[1:-1].encode()
    yield from _in_base64(secret.encode())


def _in_base64(secret: bytes) -> Iterator[bytes]:
    """Wherever it begins in what is encoded; the letters that its neighbours share are left out."""
    for before in range(3):
        coded = b64encode(bytes(before) + secret)
        first = (before * 8 + 5) // 6
        inner = coded[first : (before + len(secret)) * 8 // 6]
        yield from (inner, inner.translate(bytes.maketrans(b"+/", b"-_")))
