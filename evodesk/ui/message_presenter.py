"""One opened message on its page: all that is kept of it, and its media."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.errors import RequestRefused
from evodesk.ui.texts import error_words

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.domain.message import StoredMessage
    from evodesk.errors import EvodeskError
    from evodesk.live.reader import Reader
    from evodesk.live.session import Session
    from evodesk.ui.shell import Shell


class MessagePresenter(QObject):
    """Lives as long as its parent. What is wished reaches the session through its own slots: Qt
    drops those with it, and a session that was left is asked for nothing more."""

    def __init__(self, session: Session, reader: Reader, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._media = reader, session.media
        self._shell = shell
        self._page = page = shell.inspector.message_page
        shell.feed_pane.message_selected.connect(self._open)
        reader.opened.connect(page.show_message)
        reader.detailed.connect(page.show_details)
        page.media_wanted.connect(self._want)
        page.save_wanted.connect(self._save)
        self._media.progressed.connect(page.show_media_progress)
        self._media.ready.connect(page.show_media)
        self._media.failed.connect(self._tell_no_media)
        self._media.not_saved.connect(self._tell_not_saved)

    def _open(self, stored: StoredMessage) -> None:
        self._reader.open(stored.row)
        if stored.message.media is not None:
            self._media.look(stored)

    def _want(self, stored: StoredMessage) -> None:
        self._media.want(stored)

    def _save(self, source: Path, target: Path) -> None:
        self._media.save(source, target)

    def _tell_not_saved(self, error: EvodeskError) -> None:
        self._shell.tell(error)

    def _tell_no_media(self, row: int, error: EvodeskError) -> None:
        """A refusal means that the server has it no more, or that its channel keeps none."""
        if isinstance(error, RequestRefused):
            told = self.tr("The server no longer has this file.")
        else:
            told = error_words(error.code, error.values).text
        self._page.show_media_failure(row, told)
