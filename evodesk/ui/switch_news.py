"""What became of switches, told in notices as it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.domain.reception import Side
from evodesk.ui.radio_words import delivery_tip
from evodesk.ui.switch_toasts import (
    done_toast,
    failed_toast,
    refused_toast,
    restarted_toast,
    resumed_toast,
    stores_nothing_toast,
)

if TYPE_CHECKING:
    from evodesk.domain.reception import Mode
    from evodesk.domain.switch import Failure
    from evodesk.errors import EvodeskError
    from evodesk.live.session import Session
    from evodesk.live.switchboard import Done
    from evodesk.ui.feed_pane import FeedPane


class SwitchNews(QObject):
    """Lives as long as its parent."""

    def __init__(self, session: Session, pane: FeedPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._pane = session, pane
        session.switchboard.done.connect(self._tell_done)
        session.switchboard.failed.connect(self._tell_failed)
        session.requests.restarted.connect(self._tell_restarted)
        session.requests.refused.connect(self._tell_refused)
        session.resuming.resumed.connect(self._tell_resumed)
        session.recovery.storing.found_out.connect(self._tell_storing)

    def _tell_storing(self, keeps: bool) -> None:
        if not keeps:
            self._pane.toast(stores_nothing_toast())

    def _tell_done(self, done: Done) -> None:
        if done.instance in self._session.bulk:
            return  # its sheet tells it
        found = done.recovered
        recovered = self.tr("%n messages recovered", "", found) if found else ""
        delivers = "" if done.moved_to else self._delivers(done)
        self._pane.toast(done_toast(done, self._title(done.instance), recovered, delivers))

    def _tell_failed(self, failure: Failure) -> None:
        if failure.instance in self._session.bulk:
            return
        self._pane.toast(failed_toast(failure, self._title(failure.instance)))

    def _tell_resumed(self, instance: str, mode: Mode) -> None:
        self._pane.toast(resumed_toast(self._title(instance), mode))

    def _tell_restarted(self, instance: str) -> None:
        self._pane.toast(restarted_toast(self._title(instance)))

    def _tell_refused(self, instance: str, error: EvodeskError) -> None:
        self._pane.toast(refused_toast(error, self._title(instance)))

    def _delivers(self, done: Done) -> str:
        status = self._session.directory.get(done.instance)
        return delivery_tip(status) if status and done.side is Side.WEBHOOK else ""

    def _title(self, instance: str) -> str:
        known = self._session.directory.get(instance)
        return known.title if known else instance
