"""`control.json`: where the control routes listen and their token, for scripts of this user.

It holds a secret in the clear, so nobody else can read it from its first byte on.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from evodesk.errors import NotWritable


class ControlFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._token = ""

    def write(self, url: str, token: str) -> None:
        """Whole or not at all. Raises NotWritable."""
        self._token = token
        try:
            self._replace(json.dumps({"url": url, "token": token}))
        except OSError as error:
            raise NotWritable(path=str(self._path)) from error

    def remove(self) -> None:
        """At close. One that another evodesk has written since stays; one that cannot be removed
        holds a token which nobody takes any more."""
        try:
            written = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(written, dict) and written.get("token") == self._token:
                self._path.unlink()
        except (OSError, ValueError):
            return

    def _replace(self, text: str) -> None:
        # mkstemp creates with mode 0600.
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
