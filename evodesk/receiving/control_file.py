"""`control.json`: where the control routes listen and their token, for scripts of this user.

The only file that holds a secret in the clear: nobody else can read it from its first byte on.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from evodesk.errors import NotWritable


def write_control_file(path: Path, url: str, token: str) -> None:
    """Whole or not at all. Raises NotWritable."""
    try:
        # mkstemp creates with mode 0600.
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"url": url, "token": token}, file)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise NotWritable(path=str(path)) from error


def remove_control_file(path: Path, token: str) -> None:
    """At close. One that another evodesk has written since stays; one that cannot be removed
    holds a token which nobody takes any more."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(written, dict) and written.get("token") == token:
            path.unlink()
    except (OSError, ValueError):
        return
