"""`control.json`: where the control routes listen and their token, for scripts of this user.

It holds a secret in the clear, so nobody else can read it from its first byte on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from evodesk.private_file import write_private

if TYPE_CHECKING:
    from pathlib import Path


class ControlFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._token = ""

    def write(self, url: str, token: str) -> None:
        """Whole or not at all. Raises NotWritable."""
        self._token = token
        write_private(self._path, json.dumps({"url": url, "token": token}))

    def remove(self) -> None:
        """At close. One that another evodesk has written since stays; one that cannot be removed
        holds a token which nobody takes any more."""
        try:
            written = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(written, dict) and written.get("token") == self._token:
                self._path.unlink()
        except (OSError, ValueError):
            return
