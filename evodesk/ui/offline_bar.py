"""The red bar under the feed's bar while the server cannot be used: since when, what still
works, when it is tried again."""

from __future__ import annotations

from math import ceil
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evodesk.domain.reception import host_of
from evodesk.domain.status import Health, ServerState
from evodesk.ui.banner import Banner
from evodesk.ui.buttons import Button
from evodesk.ui.label import tip
from evodesk.ui.seen_timer import SeenTimer
from evodesk.ui.texts import clock, error_words, server_word

if TYPE_CHECKING:
    from evodesk.domain.status import ServerStatus
    from evodesk.ui.appearance import Appearance

_TROUBLES = (ServerState.DOWN, ServerState.KEY_REFUSED, ServerState.UNLICENSED)
_SECOND_MS = 1000
_PLAIN_CAUSES = ("", "unreachable", "timed_out")
"""Causes that "no contact" has told already."""


class OfflineBar(Banner):
    retry_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, Health.DOWN, bar=True)
        self._status: ServerStatus | None = None
        self._is_brief = False
        retry = Button(appearance, self.tr("Try now"), icon="refresh-cw")
        retry.setObjectName("btn.retry")
        retry.clicked.connect(self.retry_wanted)
        self.add_action(retry)
        SeenTimer(self, _SECOND_MS, self._retell)
        self.hide()

    def show_state(self, status: ServerStatus) -> None:
        """Hidden while the server answers or is being looked for."""
        self._status = status
        self._retell()
        self.setVisible(status.state in _TROUBLES)

    def set_brief(self, brief: bool) -> None:
        """Another bar stands below: the title alone, and the rest in the tooltip."""
        self._is_brief = brief
        self._retell()

    def _retell(self) -> None:
        if self._status is None:
            return
        title, text = self._words(self._status)
        self.show_words(title, "" if self._is_brief else text)
        self.setToolTip(tip(text) if self._is_brief else "")
        self.setAccessibleName(f"{title} {text}")

    def _words(self, status: ServerStatus) -> tuple[str, str]:
        title = server_word(status.state)
        if status.state is ServerState.KEY_REFUSED:
            return title, error_words("key_refused", {}).text
        if status.state is ServerState.UNLICENSED:
            return title, self.tr("Activate the licence at the server, then try again.")
        if status.down_since is not None:
            since = self.tr("No contact with the server since {time}")
            title = since.format(time=clock(status.down_since))
        return title, f"{_cause(status)} {self._remedy(status)}".strip()

    def _remedy(self, status: ServerStatus) -> str:
        seconds = ceil((status.next_try_at or 0) - time())
        if seconds <= 0:
            return self.tr("You see what was already kept. Mode switching is blocked.")
        pattern = self.tr(
            "You see what was already kept. Mode switching is blocked. Next try in {s} s."
        )
        # The unit stays with its number at the end of a line.
        return pattern.replace("{s} s", "{s}\N{NO-BREAK SPACE}s").format(s=seconds)


def _cause(status: ServerStatus) -> str:
    if status.error in _PLAIN_CAUSES:
        return ""
    return error_words(status.error, {"host": host_of(status.server.url)}).text
