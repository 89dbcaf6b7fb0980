"""How many messages are kept, which of them nobody has read, and the wishes about that: read, mute,
delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evodesk.domain.message import StoredMessage
    from evodesk.live.feed import Feed
    from evodesk.live.housekeeping import Housekeeping
    from evodesk.live.reader import Reader
    from evodesk.live.session import Session
    from evodesk.live.unread import Heed, Unread
    from evodesk.ui.shell import Shell

SEEN_MS = 2000
"""At the end of the feed, in the window that is in use, messages count as read after so long."""
COUNT_MS = 1000
"""The number of stored messages is read at most this often."""


class AttentionPresenter(QObject):
    """Lives as long as its parent."""

    def __init__(
        self,
        session: Session,
        feed: Feed,
        reader: Reader,
        unread: Unread,
        housekeeping: Housekeeping,
        shell: Shell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._reader = session, reader
        self._unread, self._housekeeping = unread, housekeeping
        self._workspace, self._pane = shell.workspace, shell.feed_pane
        self._counting = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._counting.timeout.connect(self._count)
        self._seeing = QTimer(self, interval=SEEN_MS)
        self._seeing.timeout.connect(self._mark_seen)
        self._seeing.start()
        feed.added.connect(self._count_soon)
        reader.counted.connect(self._workspace.status_bar.show_stored)
        unread.changed.connect(self._show_unread)
        housekeeping.counted.connect(self._ask_wipe)
        housekeeping.wiped.connect(self._count)
        housekeeping.pruned.connect(reader.count)
        page = shell.inspector.instance_page
        page.read_requested.connect(unread.mark_read)
        page.mute_requested.connect(unread.mute)
        page.wipe_requested.connect(self._count_for_wipe)
        self._workspace.asking.wipe_confirmed.connect(self._wipe)
        self._count()

    def _count(self) -> None:
        self._reader.count()
        self._unread.read()

    def _count_soon(self, rows: tuple[StoredMessage, ...]) -> None:
        """Not for messages of a server that is not the chosen one."""
        server = self._session.server.id
        is_due = any(row.message.key.server == server for row in rows)
        if is_due and not self._counting.isActive():
            self._counting.start()

    def _show_unread(self, heeds: Mapping[str, Heed]) -> None:
        for name, heed in heeds.items():
            self._session.directory.show_unread(name, heed.unread, heed.is_muted)

    def _mark_seen(self) -> None:
        if self._workspace.isActiveWindow() and self._pane.is_read and not self._pane.paused:
            if any(status.unread for status in self._session.directory.all):
                self._unread.mark_read()

    def _count_for_wipe(self, instance: str) -> None:
        self._housekeeping.count(self._session.server.id, instance)

    def _ask_wipe(self, server: str, instance: str, count: int) -> None:
        if server == self._session.server.id:
            self._workspace.asking.ask_wipe(instance, count)

    def _wipe(self, instance: str) -> None:
        self._housekeeping.wipe(self._session.server.id, instance)
