"""The messages of one session in the feed pane: as they come, page by page, searched, and one
conversation of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.domain.status import StreamState
from evodesk.ui.stream_word import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.domain.message import StoredMessage
    from evodesk.domain.status import InstanceStatus
    from evodesk.live.feed import Feed
    from evodesk.live.housekeeping import Housekeeping
    from evodesk.live.reader import Reader
    from evodesk.live.session import Session
    from evodesk.ui.feed_pane import FeedPane


class FeedPresenter(QObject):
    """Lives as long as its parent."""

    def __init__(
        self,
        session: Session,
        feed: Feed,
        reader: Reader,
        housekeeping: Housekeeping,
        pane: FeedPane,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._reader, self._pane = session, reader, pane
        session.directory.listed.connect(self._show_flow)
        session.directory.changed.connect(self._show_flow)
        housekeeping.wiped.connect(self._read_anew)
        self._connect_feed(feed)
        self._connect_pages()
        self._connect_search()
        self._connect_conversation()
        self._show_flow()
        pane.rows.expect()
        reader.pages.read_latest()

    def _connect_feed(self, feed: Feed) -> None:
        feed.added.connect(self._add)
        feed.changed.connect(self._change)
        feed.failing.connect(self._pane.store_bar.show_trouble)
        feed.mended.connect(self._storing_again)
        self._pane.store_bar.show_trouble(feed.trouble)

    def _connect_pages(self) -> None:
        pages, pane = self._reader.pages, self._pane
        pane.day_wanted.connect(pages.read_around)
        pane.rows.older_wanted.connect(pages.read_older)
        pane.rows.newer_wanted.connect(pages.read_newer)
        pane.rows.newest_wanted.connect(pages.read_latest)
        pages.latest.connect(pane.show_latest)
        pages.older.connect(pane.rows.show_older)
        pages.newer.connect(pane.rows.show_newer)
        pages.around.connect(pane.rows.show_around)
        pages.failed.connect(pane.rows.give_up)

    def _connect_search(self) -> None:
        reader, desk = self._reader, self._pane.search
        desk.wanted.connect(reader.search)
        desk.older_wanted.connect(reader.search_more)
        desk.newer_wanted.connect(reader.search_later)
        reader.found.connect(desk.show_results)
        reader.found_more.connect(desk.rows.show_older)
        reader.found_later.connect(desk.rows.show_newer)
        reader.found_in_all.connect(desk.show_extent)
        reader.failed.connect(desk.rows.give_up)

    def _connect_conversation(self) -> None:
        pages, desk = self._reader.conversation, self._pane.conversation
        desk.wanted.connect(pages.read_conversation)
        desk.day_wanted.connect(pages.read_around)
        desk.rows.older_wanted.connect(pages.read_older)
        desk.rows.newer_wanted.connect(pages.read_newer)
        desk.rows.newest_wanted.connect(pages.read_latest)
        pages.beside.connect(desk.rows.show_beside)
        pages.around.connect(desk.rows.show_around)
        pages.older.connect(desk.rows.show_older)
        pages.newer.connect(desk.rows.show_newer)
        pages.latest.connect(desk.rows.show_rows)
        pages.failed.connect(desk.rows.give_up)

    def _add(self, rows: tuple[StoredMessage, ...]) -> None:
        if own := self._own(rows):
            self._pane.add(own)

    def _change(self, rows: tuple[StoredMessage, ...]) -> None:
        if own := self._own(rows):
            self._pane.change(own)

    def _own(self, rows: Iterable[StoredMessage]) -> tuple[StoredMessage, ...]:
        """Webhooks of a server that is not the chosen one are stored, not shown."""
        server = self._session.server.id
        return tuple(row for row in rows if row.message.key.server == server)

    def _storing_again(self) -> None:
        """What is owed is read back with the next reading. Not at once: on a disk that is nearly
        full, one event is stored and the next is not."""
        self._pane.store_bar.show_trouble(None)

    def _read_anew(self) -> None:
        """Rows that are shown may be gone."""
        self._pane.conversation.leave()
        self._pane.rows.expect()
        self._reader.pages.read_latest()

    def _show_flow(self) -> None:
        everything = self._session.directory.all
        periods = (each.asks_every for each in everything if each.asks_every)
        self._pane.set_period(min(periods, default=0))
        self._pane.show_stream_word(flow_of(everything))


def flow_of(statuses: Iterable[InstanceStatus]) -> Flow:
    """One word for all: live as soon as one instance delivers here."""
    flows = {_flow_of(status) for status in statuses}
    order = (Flow.LIVE, Flow.CONNECTING, Flow.ARMED, Flow.ASKING)
    return next((flow for flow in order if flow in flows), Flow.OFF)


def _flow_of(status: InstanceStatus) -> Flow:
    if status.delivers_here:
        return Flow.ARMED if status.awaits_first else Flow.LIVE
    if status.asks_every:
        return Flow.ASKING
    streams = {
        StreamState.LIVE: Flow.LIVE,
        StreamState.CONNECTING: Flow.CONNECTING,
        StreamState.ARMED: Flow.ARMED,
    }
    return streams.get(status.stream, Flow.OFF)
