"""Media fetched from the server on demand: it can be fetched again, so the oldest may go.

What came inside an event lies in MediaFiles' own folder instead; nowhere else is it to be had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.store.failures import translated
from evodesk.store.media import MediaFiles

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.domain.event import Attachment
    from evodesk.domain.message import MessageKey


class MediaCache:
    """Called from any thread but the one that draws: it waits for the disk."""

    def __init__(self, folder: Path, limit: int) -> None:
        """`limit`: bytes that may lie here; a newer file is kept whatever its size."""
        self._folder = folder
        self._files = MediaFiles(folder)
        self._limit = limit

    def put(self, attachment: Attachment) -> Path | None:
        """None, and nothing kept, when the content is no base64. Raises NotWritable, DiskFull."""
        path = self._files.write(attachment)
        if not path:
            return None
        self._prune(self._folder / path)
        return self._folder / path

    def find(self, key: MessageKey) -> Path | None:
        """The content fetched before. To look for it keeps it longer."""
        found = self._files.find(key)
        if found is not None:
            with translated(found):
                found.touch()
        return found

    def _prune(self, newest: Path) -> None:
        with translated(self._folder):
            kept = [path for path in self._folder.rglob("*") if path.is_file() and path != newest]
            sizes = {path: path.stat() for path in kept}
            left = sum(each.st_size for each in sizes.values()) + newest.stat().st_size
            for path in sorted(kept, key=lambda each: sizes[each].st_mtime):
                if left <= self._limit:
                    return
                path.unlink(missing_ok=True)
                left -= sizes[path].st_size
