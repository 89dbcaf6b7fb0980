"""Media content beside the database: one file per message, under a name that is ours.

Neither the name nor the ending is taken from the wire, and a file is there whole or not at all.
"""

from __future__ import annotations

import binascii
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from evodesk.store.failures import translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.event import Attachment
    from evodesk.domain.message import MessageKey

_CHUNK = 4 * 64 * 1024
"""Characters decoded at once: a multiple of 4, small enough not to hold up other threads."""
_SAFE_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "text/plain": "txt",
    "text/vcard": "vcf",
    "video/3gpp": "3gp",
    "video/mp4": "mp4",
}
"""What may be opened by a double click. Anything else ends in `bin`, so that nobody starts a
program that a stranger sent."""


class MediaFiles:
    """Called from any thread but the one that draws: it waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, attachment: Attachment) -> str:
        """Decodes into a file; the path relative to the folder, with `/`. Empty, and nothing
        kept, when the content is no base64. Raises NotWritable or DiskFull."""
        path = _path_of(attachment)
        target = self._folder / path
        with translated(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(suffix=".part", dir=target.parent)
            unfinished = Path(name)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    _decode(memoryview(attachment.base64), file)
                unfinished.replace(target)
            except binascii.Error:
                return ""
            finally:
                unfinished.unlink(missing_ok=True)
        return path.as_posix()

    def remove(self, paths: Iterable[str]) -> None:
        """What `write` returned; a file that is gone already is fine. Raises NotWritable."""
        for path in paths:
            with translated(self._folder / path):
                (self._folder / path).unlink(missing_ok=True)

    def find(self, key: MessageKey) -> Path | None:
        """The whole path of what is kept for this message, whatever its type."""
        stem = _stem_of(key)
        return next(iter((self._folder / stem.parent).glob(f"{stem.name}.*")), None)


def _path_of(attachment: Attachment) -> Path:
    """The same message always gives the same path, so a repeat overwrites itself."""
    mime = attachment.mime.partition(";")[0].strip().lower()
    return _stem_of(attachment.key).with_suffix(f".{_ENDINGS.get(mime, 'bin')}")


def _stem_of(key: MessageKey) -> Path:
    name = hashlib.sha256(repr(tuple(key)).encode("utf-8", "replace")).hexdigest()[:40]
    return Path(_folder_name(key.server), name[:2], name)


def _folder_name(server: str) -> str:
    if _SAFE_NAME.fullmatch(server):
        return server
    return hashlib.sha256(server.encode("utf-8", "replace")).hexdigest()[:40]


def _decode(text: memoryview, file: IO[bytes]) -> None:
    """Raises binascii.Error. Padding is allowed at the very end only."""
    for start in range(0, len(text), _CHUNK):
        chunk = text[start : start + _CHUNK]
        is_last = start + _CHUNK >= len(text)
        if not is_last and chunk[-1] == ord("="):
            raise binascii.Error("padding before the end")
        file.write(binascii.a2b_base64(chunk, strict_mode=True))
