"""Asks before somebody else's webhook falls silent. Watching, which changes nothing, is the way
that Enter takes; Esc takes none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from evodesk.domain.status import Health
from evodesk.ui import takeover_words as words
from evodesk.ui.banner import Banner
from evodesk.ui.buttons import Button
from evodesk.ui.host_box import HostBox
from evodesk.ui.label import Label
from evodesk.ui.point import PointLine
from evodesk.ui.sheet import Sheet
from evodesk.ui.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from evodesk.domain.switch import Takeover
    from evodesk.ui.appearance import Appearance


class TakeoverSheet(Sheet):
    confirmed = Signal(object)
    """The Wish, confirmed: the person told those whom it concerns."""
    watch_chosen = Signal(str)
    """The instance: nothing is to change, its messages are to be seen all the same."""

    def __init__(
        self,
        appearance: Appearance,
        title: str,
        takeover: Takeover,
        parent: QWidget | None = None,
        *,
        others: tuple[str, ...] = (),
    ) -> None:
        """`title`: the instance as people know it. `others`: what else receives from it."""
        super().__init__(appearance, "takeover", parent)
        self._wish, self._host = takeover.wish, takeover.host
        self.add_title("triangle-alert", "warnFill", self.tr("Another system uses this webhook"))
        self._add_today(title, takeover)
        self._add_consequences(takeover, others)
        self._add_watching()
        self._check = WrappingCheckBox(
            appearance, self.tr("I told whoever looks after {host}").format(host=takeover.host)
        )
        self._check.setObjectName("check.told")
        self.body.addWidget(self._check)
        self._add_answers()
        self.settle()

    def _add_today(self, title: str, takeover: Takeover) -> None:
        today = self.tr("Today the messages of {instance} are delivered to:")
        self.body.addWidget(Label(self._appearance, today.format(instance=title), wraps=True))
        self.body.addWidget(HostBox(self._appearance, takeover.host, takeover.url))

    def _add_consequences(self, takeover: Takeover, others: tuple[str, ...]) -> None:
        lead = words.lead_of(takeover)
        self.body.addWidget(Label(self._appearance, lead, "bodyStrong", wraps=True))
        for point in words.points_of(takeover, others):
            self.body.addWidget(PointLine(self._appearance, point))

    def _add_watching(self) -> None:
        box = Banner(self._appearance, Health.CONNECTING)
        box.show_words(*words.watching(), icon="eye")
        self.body.addWidget(box)

    def _add_answers(self) -> None:
        go = Button(self._appearance, self.tr("Switch anyway"), "danger")
        go.setEnabled(False)
        watch = Button(self._appearance, self.tr("Only watch"), "primary")
        watch.setObjectName("btn.watch")
        watch.clicked.connect(self._watch)
        self.add_buttons(go, watch)
        self.accepted.connect(self._confirm)
        self._check.toggled.connect(go.setEnabled)
        watch.setDefault(True)
        watch.setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit(replace(self._wish, confirmed=True, told_host=self._host))

    def _watch(self) -> None:
        self.watch_chosen.emit(self._wish.instance)
        self.reject()
