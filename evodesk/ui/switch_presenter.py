"""What the person wishes of instances becomes calls; what a switch must know first is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish

if TYPE_CHECKING:
    from evodesk.domain.switch import Takeover
    from evodesk.live.session import Session
    from evodesk.ui.bulk_sheet import BulkSheet
    from evodesk.ui.instance_page import InstancePage
    from evodesk.ui.shell import Shell


class SwitchPresenter(QObject):
    """Lives as long as its parent."""

    def __init__(self, session: Session, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        workspace = shell.workspace
        self._session, self._asking = session, workspace.asking
        session.switchboard.takeover_asked.connect(self._ask_takeover)
        session.switchboard.url_asked.connect(self._ask_url)
        workspace.mode_requested.connect(self._request)
        workspace.destination_requested.connect(self._ask_destination)
        workspace.watch_requested.connect(self._watch)
        self._asking.switch_confirmed.connect(self._confirmed)
        self._asking.restart_confirmed.connect(self._restart)
        self._asking.bulk_opened.connect(self._serve_bulk)
        self._connect_page(shell.inspector.instance_page)

    def _connect_page(self, page: InstancePage) -> None:
        page.turn_off_requested.connect(self._turn_off)
        page.base64_requested.connect(self._set_base64)
        page.cancel_requested.connect(self._cancel)
        page.keep_requested.connect(self._keep)
        page.reapply_requested.connect(self._reapply)
        page.restore_requested.connect(self._restore)

    def _request(self, instance: str, side: Side) -> None:
        self._begin(Wish(instance, side))

    def _begin(self, wish: Wish, *, turned_off: bool = False) -> None:
        """What a switch may lose for good is said before."""
        known = self._session.directory.get(wish.instance)
        if known and known.instance.is_business:
            self._asking.ask_media_loss(wish)
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

    def _restore(self, instance: str) -> None:
        self._session.requests.restore(instance)

    def _ask_takeover(self, takeover: Takeover) -> None:
        """Of this session only: one that is being left may still ask."""
        self._asking.ask_takeover(takeover)

    def _ask_url(self, wish: Wish) -> None:
        self._asking.ask_destination(wish, self._session.own_base)

    def _ask_destination(self, instance: str) -> None:
        self._ask_url(Wish(instance, Side.WEBHOOK))

    def _watch(self, instance: str, wanted: bool) -> None:
        self._session.requests.watch(instance, wanted)

    def _serve_bulk(self, sheet: BulkSheet) -> None:
        bulk = self._session.bulk
        sheet.wanted.connect(bulk.start)
        sheet.stop_wanted.connect(bulk.cancel)
        bulk.changed.connect(sheet.show_line)
        bulk.ended.connect(sheet.show_end)
