"""Connects one session with the window: facts become views, the person's wishes become calls.

Here is what the whole window shows; its parts have presenters of their own. None holds any state
of the session; when it is left, `close` lets go of both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.domain.filter import MessageFilter
from evodesk.ui.attention_presenter import AttentionPresenter
from evodesk.ui.export_desk import ExportDesk
from evodesk.ui.feed_presenter import FeedPresenter
from evodesk.ui.message_presenter import MessagePresenter
from evodesk.ui.switch_news import SwitchNews
from evodesk.ui.switch_presenter import SwitchPresenter
from evodesk.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from evodesk.domain.status import InstanceStatus, ServerStatus
    from evodesk.live.feed import Feed
    from evodesk.live.housekeeping import Housekeeping
    from evodesk.live.reader import Reader
    from evodesk.live.session import Session
    from evodesk.live.unread import Unread
    from evodesk.ui.shell import Shell


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
        self._tray = shell.tray
        self._workspace = shell.workspace
        self._pane = shell.feed_pane
        self._inspector = shell.inspector
        self._connect_facts()
        self._connect_wishes(shell)
        self._show_server(session.watch.status)
        self._show_instances(session.directory.all)
        self._show_people()
        self._show_gaps()
        session.observing.select(self._workspace.selected)
        SwitchNews(session, self._pane, self)
        SwitchPresenter(session, shell, self)
        FeedPresenter(session, feed, reader, housekeeping, self._pane, self)
        MessagePresenter(session, reader, shell, self)
        AttentionPresenter(session, feed, reader, unread, housekeeping, shell, self)

    def close(self) -> None:
        """Qt drops the connections of an object that is gone."""
        self._workspace.asking.dismiss()
        self._workspace.show_instances(())
        self._inspector.instance_page.show_gaps(())
        self._pane.show_gaps(())
        self._pane.conversation.leave()
        self._pane.show_latest(())
        self.deleteLater()

    def _connect_facts(self) -> None:
        session = self._session
        session.directory.listed.connect(self._show_instances)
        session.directory.changed.connect(self._update_instances)
        session.watch.server_changed.connect(self._show_server)
        session.contacts.changed.connect(self._show_people)
        session.recovery.gaps.changed.connect(self._show_gaps)
        session.recovery.fetcher.progressed.connect(self._inspector.instance_page.show_reading)
        session.media.saved.connect(self._tell_saved)
        session.exporter.ended.connect(self._tell_saved)

    def _connect_wishes(self, shell: Shell) -> None:
        self._workspace.selection_changed.connect(self._select)
        self._workspace.refresh_requested.connect(self._refresh)
        self._workspace.export_requested.connect(self._export_all)
        self._workspace.asking.alias_given.connect(self._rename)
        self._pane.store_bar.recover_wanted.connect(self._refresh)
        self._pane.export_wanted.connect(self._export)
        shell.window.activated.connect(self._look_again)

    def _select(self, instance: str) -> None:
        self._session.observing.select(instance)

    def _rename(self, instance: str, jid: str, alias: str) -> None:
        self._session.contacts.rename(instance, jid, alias)

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
        sheet = self._workspace.asking.ask_export(name)
        ExportDesk(sheet, session.exporter, wanted, name, titles, session.contacts.known)

    def _show_server(self, status: ServerStatus) -> None:
        self._workspace.show_server(status)
        self._tray.show_server(status)

    def _show_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        self._workspace.show_instances(statuses)
        if not self._workspace.selected and statuses:
            self._workspace.select(first_of(statuses))
        self._tray.show_instances(self._session.directory.all)

    def _update_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        self._workspace.update_instances(statuses)
        self._tray.show_instances(self._session.directory.all)

    def _show_people(self) -> None:
        people = self._session.contacts.known
        self._pane.set_people(people)
        self._inspector.message_page.set_people(people)

    def _show_gaps(self) -> None:
        gaps = self._session.recovery.gaps.all
        self._inspector.instance_page.show_gaps(gaps)
        self._pane.show_gaps(gaps)

    def _tell_saved(self, path: Path) -> None:
        told = self.tr("File saved in {folder}").format(folder=path.parent)
        self._pane.toast(Toast("ok", told))


def first_of(statuses: Iterable[InstanceStatus]) -> str:
    """The name of the instance that stands first in the list."""
    return min(statuses, key=lambda status: status.title.casefold()).name
