"""Stands for the system's programs, so that nothing is opened for real."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from collections.abc import Iterator


class Opener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url)


@contextmanager
def opened(scheme: str) -> Iterator[Opener]:
    """Takes what would be opened of this scheme."""
    opener = Opener()
    # The stub wants bytes, the call wants a str.
    QDesktopServices.setUrlHandler(scheme, opener, "open")  # type: ignore[arg-type]
    try:
        yield opener
    finally:
        QDesktopServices.unsetUrlHandler(scheme)
