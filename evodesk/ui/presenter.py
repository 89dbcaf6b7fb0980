"""Connects one session with the window: facts become views, the person's wishes become calls.

It holds no state of its own; when the session is left, `close` lets go of both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from evodesk.domain.filter import MessageFilter
from evodesk.domain.reception import Side
from evodesk.domain.status import StreamState
from evodesk.domain.switch import Wish
from evodesk.errors import RequestRefused
from evodesk.ui.export_desk import ExportDesk
from evodesk.ui.stream_word import Flow
from evodesk.ui.switch_news import SwitchNews
from evodesk.ui.texts import error_words
from evodesk.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from evodesk.domain.message import StoredMessage
    from evodesk.domain.status import InstanceStatus, ServerStatus
    from evodesk.errors import EvodeskError
    from evodesk.live.feed import Feed
    from evodesk.live.housekeeping import Housekeeping
    from evodesk.live.reader import Reader
    from evodesk.live.session import Session
    from evodesk.live.unread import Heed, Unread
    from evodesk.ui.bulk_sheet import BulkSheet
    from evodesk.ui.shell import Shell

SEEN_MS = 2000
"""At the end of the feed, in the window that is in use, messages count as read after so long."""
COUNT_MS = 1000
"""The number of stored messages is read at most this often."""


class Presenter(QObject):
    def __init__(
        self,
        session: Session,
        feed: Feed,
        reader: Reader,
        unread: Unread,
        housekeeping: Housekeeping,
        shell: Shell,
    ) -> None:
        super().__init__()
        self._session = session
        self._unread = unread
        self._housekeeping = housekeeping
        self._reader = reader
        self._shell = shell
        self._workspace = shell.workspace
        self._pane = shell.feed_pane
        self._counting = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._counting.timeout.connect(reader.count)
        self._counting.timeout.connect(unread.read)
        self._seeing = QTimer(self, interval=SEEN_MS)
        self._seeing.timeout.connect(self._mark_seen)
        self._seeing.start()
        SwitchNews(session, self._workspace, self)
        self._connect_facts(feed)
        self._connect_wishes()
        self._connect_conversation()
        self._show_server(session.watch.status)
        self._show_instances(session.directory.all)
        self._show_people()
        self._show_gaps()
        session.observing.select(self._workspace.selected)
        self._pane.expect()
        reader.pages.read_latest()
        reader.count()
        unread.read()

    def close(self) -> None:
        """Qt drops the connections of an object that is gone."""
        self._workspace.show_instances(())
        self._workspace.show_gaps(())
        self._pane.conversation.leave()
        self._pane.show_latest(())
        self.deleteLater()

    def _connect_facts(self, feed: Feed) -> None:
        session = self._session
        session.directory.listed.connect(self._show_instances)
        session.directory.changed.connect(self._update_instances)
        session.watch.server_changed.connect(self._show_server)
        session.switchboard.takeover_asked.connect(self._workspace.ask_takeover)
        session.switchboard.url_asked.connect(self._ask_url)
        session.contacts.changed.connect(self._show_people)
        session.recovery.gaps.changed.connect(self._show_gaps)
        session.recovery.fetcher.progressed.connect(self._workspace.show_reading)
        feed.added.connect(self._add)
        feed.changed.connect(self._change)
        feed.failing.connect(self._pane.show_store_trouble)
        feed.mended.connect(self._storing_again)
        self._pane.show_store_trouble(feed.trouble)
        self._unread.changed.connect(self._show_unread)
        self._housekeeping.counted.connect(self._ask_wipe)
        self._housekeeping.wiped.connect(self._read_anew)
        self._housekeeping.pruned.connect(self._reader.count)
        pages = self._reader.pages
        pages.latest.connect(self._pane.show_latest)
        pages.older.connect(self._pane.show_older)
        pages.newer.connect(self._pane.show_newer)
        pages.around.connect(self._pane.show_around)
        pages.failed.connect(self._pane.give_up)
        self._reader.failed.connect(self._pane.give_up)
        self._reader.found.connect(self._pane.show_results)
        self._reader.found_more.connect(self._pane.show_more)
        self._reader.found_later.connect(self._pane.show_later)
        self._reader.found_in_all.connect(self._pane.show_extent)
        self._reader.opened.connect(self._shell.message_page.show_message)
        self._reader.detailed.connect(self._shell.message_page.show_details)
        session.media.progressed.connect(self._shell.message_page.show_media_progress)
        session.media.ready.connect(self._shell.message_page.show_media)
        session.media.failed.connect(self._tell_no_media)
        session.media.saved.connect(self._tell_saved)
        session.exporter.ended.connect(self._tell_saved)
        session.media.not_saved.connect(self._shell.tell)
        self._reader.counted.connect(self._workspace.show_stored)

    def _connect_wishes(self) -> None:
        workspace, pane = self._workspace, self._pane
        workspace.mode_requested.connect(self._request)
        workspace.turn_off_requested.connect(self._turn_off)
        workspace.switch_confirmed.connect(self._confirmed)
        workspace.base64_requested.connect(self._set_base64)
        workspace.cancel_requested.connect(self._cancel)
        workspace.keep_requested.connect(self._keep)
        workspace.reapply_requested.connect(self._reapply)
        workspace.restart_requested.connect(self._restart)
        workspace.destination_requested.connect(self._ask_destination)
        workspace.restore_requested.connect(self._restore)
        workspace.watch_requested.connect(self._watch)
        workspace.selection_changed.connect(self._select)
        workspace.read_requested.connect(self._unread.mark_read)
        workspace.mute_requested.connect(self._unread.mute)
        workspace.wipe_wanted.connect(self._count_for_wipe)
        workspace.wipe_confirmed.connect(self._wipe)
        workspace.refresh_requested.connect(self._refresh)
        self._shell.window.activated.connect(self._look_again)
        workspace.alias_given.connect(self._session.contacts.rename)
        pane.recover_wanted.connect(self._refresh)
        workspace.bulk_opened.connect(self._serve_bulk)
        pane.older_wanted.connect(self._reader.pages.read_older)
        pane.newer_wanted.connect(self._reader.pages.read_newer)
        pane.newest_wanted.connect(self._reader.pages.read_latest)
        pane.day_wanted.connect(self._reader.pages.read_around)
        pane.export_wanted.connect(self._export)
        workspace.export_requested.connect(self._export_all)
        pane.search_wanted.connect(self._reader.search)
        pane.more_wanted.connect(self._reader.search_more)
        pane.later_wanted.connect(self._reader.search_later)
        pane.message_selected.connect(self._open)
        page = self._shell.message_page
        page.media_wanted.connect(self._session.media.want)
        page.save_wanted.connect(self._session.media.save)

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

    def _request(self, instance: str, side: Side) -> None:
        self._begin(Wish(instance, side))

    def _begin(self, wish: Wish, *, turned_off: bool = False) -> None:
        """What a switch may lose for good is said before."""
        directory = self._session.directory
        if wish.instance in directory and directory[wish.instance].instance.is_business:
            self._workspace.ask_media_loss(wish)
        else:
            self._session.switchboard.request(wish, turned_off=turned_off)

    def _turn_off(self, instance: str, side: Side) -> None:
        """Turning one side off turns the other on."""
        self._begin(Wish(instance, side.other), turned_off=True)

    def _confirmed(self, wish: Wish) -> None:
        self._session.switchboard.request(wish)

    def _set_base64(self, instance: str, value: bool) -> None:
        self._session.switchboard.request_base64(instance, value)

    def _cancel(self, instance: str) -> None:
        self._session.switchboard.cancel(instance)

    def _keep(self, instance: str) -> None:
        self._session.requests.keep(instance)

    def _reapply(self, instance: str) -> None:
        self._session.requests.reapply(instance)

    def _restart(self, instance: str) -> None:
        self._session.requests.restart(instance)

    def _ask_url(self, wish: Wish) -> None:
        self._workspace.ask_destination(wish, self._session.own_base)

    def _ask_destination(self, instance: str) -> None:
        self._ask_url(Wish(instance, Side.WEBHOOK))

    def _restore(self, instance: str) -> None:
        self._session.requests.restore(instance)

    def _watch(self, instance: str, wanted: bool) -> None:
        self._session.requests.watch(instance, wanted)

    def _select(self, instance: str) -> None:
        self._session.observing.select(instance)

    def _serve_bulk(self, sheet: BulkSheet) -> None:
        bulk = self._session.bulk
        sheet.wanted.connect(bulk.start)
        sheet.stop_wanted.connect(bulk.cancel)
        bulk.changed.connect(sheet.show_line)
        bulk.ended.connect(sheet.show_end)

    def _storing_again(self) -> None:
        """What is owed is read back with the next reading. Not at once: on a disk that is nearly
        full, one event is stored and the next is not."""
        self._pane.show_store_trouble(None)

    def _look_again(self) -> None:
        self._session.watch.look_again(self._workspace.selected)

    def _refresh(self) -> None:
        """Reading the server also reads back what is owed."""
        self._session.watch.refresh()

    def _export_all(self) -> None:
        self._export(MessageFilter(), "")

    def _export(self, wanted: MessageFilter, called: str) -> None:
        session = self._session
        name = called or session.server.name
        titles = {each.name: each.title for each in session.directory.all}
        sheet = self._workspace.open_export(name)
        ExportDesk(sheet, session.exporter, wanted, name, titles, session.contacts.known)

    def _open(self, stored: StoredMessage) -> None:
        self._reader.open(stored.row)
        if stored.message.media is not None:
            self._session.media.look(stored)

    def _add(self, rows: tuple[StoredMessage, ...]) -> None:
        if own := self._own(rows):
            self._pane.add(own)
            if not self._counting.isActive():
                self._counting.start()

    def _change(self, rows: tuple[StoredMessage, ...]) -> None:
        if own := self._own(rows):
            self._pane.change(own)

    def _own(self, rows: Iterable[StoredMessage]) -> tuple[StoredMessage, ...]:
        """Webhooks of a server that is not the chosen one are stored, not shown."""
        server = self._session.server.id
        return tuple(row for row in rows if row.message.key.server == server)

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
            self._workspace.ask_wipe(instance, count)

    def _wipe(self, instance: str) -> None:
        self._housekeeping.wipe(self._session.server.id, instance)

    def _read_anew(self, server: str, instance: str) -> None:
        """Rows that are shown may be gone."""
        self._pane.conversation.leave()
        self._pane.expect()
        self._reader.pages.read_latest()
        self._reader.count()
        self._unread.read()

    def _show_server(self, status: ServerStatus) -> None:
        self._workspace.show_server(status)
        self._shell.tray.show_server(status)

    def _show_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        self._workspace.show_instances(statuses)
        if not self._workspace.selected and statuses:
            self._workspace.select(first_of(statuses))
        self._after_instances()

    def _show_people(self) -> None:
        people = self._session.contacts.known
        self._pane.set_people(people)
        self._shell.message_page.set_people(people)

    def _update_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        self._workspace.update_instances(statuses)
        self._after_instances()

    def _after_instances(self) -> None:
        everything = self._session.directory.all
        self._shell.tray.show_instances(everything)
        periods = (each.asks_every for each in everything if each.asks_every)
        self._pane.set_period(min(periods, default=0))
        self._pane.show_stream_word(flow_of(everything))

    def _show_gaps(self) -> None:
        self._workspace.show_gaps(self._session.recovery.gaps.all)

    def _tell_no_media(self, row: int, error: EvodeskError) -> None:
        """A refusal means that the server has it no more, or that its channel keeps none."""
        if isinstance(error, RequestRefused):
            told = self.tr("The server no longer has this file.")
        else:
            told = error_words(error.code, error.values).text
        self._shell.message_page.show_media_failure(row, told)

    def _tell_saved(self, path: Path) -> None:
        told = self.tr("File saved in {folder}").format(folder=path.parent)
        self._workspace.toast(Toast("ok", told))


def first_of(statuses: Iterable[InstanceStatus]) -> str:
    """The name of the instance that stands first in the list."""
    return min(statuses, key=lambda status: status.title.casefold()).name


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
