"""Switches several instances on one wish: choose, watch, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.live.bulk import BulkLine, Fate
from evodesk.ui.bulk_list import BulkList
from evodesk.ui.bulk_words import candidates, tally
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet
from evodesk.ui.texts import mode_word
from evodesk.ui.thin_bar import ThinBar

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus
    from evodesk.ui.appearance import Appearance


class BulkSheet(Sheet):
    """While it runs, Esc and the cancelling button stop it; the sheet stays until it has ended."""

    wanted = Signal(object)
    """tuple[Wish, ...]; answered by `show_line` and `show_end`."""
    stop_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        statuses: tuple[InstanceStatus, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, "bulk", parent)
        self._statuses = statuses
        self._business = {each.name for each in statuses if each.instance.is_business}
        self._fates: dict[str, Fate] = {}
        self._is_running = False
        self.add_title("arrow-left-right", "accentText", self.tr("Switch several instances"))
        self._radios = self._add_radios()
        self._list = BulkList(appearance)
        self._list.ticked_changed.connect(self._count)
        self.body.addWidget(self._list)
        self._told = Label(appearance, "", "small", "textMuted", wraps=True)
        self._bar = ThinBar(self.tr("Switch several instances"), keeps_room=True)
        self._bar.setObjectName("bulk.progress")
        self._add_footer()
        self._go = Button(appearance, "", "primary")
        self._cancel = self.add_buttons(self._go, closes=False)
        self._go.clicked.connect(self._begin)
        self._offer()
        self.settle()

    def show_line(self, line: BulkLine) -> None:
        self._fates[line.wish.instance] = line.fate
        self._list.show_line(line)
        self._tell_tally()

    def show_end(self) -> None:
        self._is_running = False
        self._bar.setVisible(False)
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("Close"))
        self._cancel.setFocus()

    def reject(self) -> None:
        if not self._is_running:
            super().reject()
            return
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Stopping…"))
        self.stop_wanted.emit()

    def _add_radios(self) -> dict[Side, QRadioButton]:
        """Moving between them writes nothing, so plain radios serve."""
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Label(self._appearance, self.tr("Receive by")))
        radios = {side: QRadioButton(mode_word(side)) for side in reversed(Side)}
        for side, radio in radios.items():
            radio.setObjectName(f"bulk.{side}")
            radio.clicked.connect(self._offer)
            row.addWidget(radio)
        radios[Side.WEBSOCKET].setChecked(True)
        row.addStretch(1)
        self._all = Button(self._appearance, self.tr("All or none"), "link")
        self._all.clicked.connect(self._tick_all)
        row.addWidget(self._all)
        self.body.addLayout(row)
        return radios

    def _add_footer(self) -> None:
        self.body.addWidget(self._bar)
        self.body.addWidget(self._told)

    @property
    def _side(self) -> Side:
        return next(side for side, radio in self._radios.items() if radio.isChecked())

    def _offer(self) -> None:
        self._list.show_candidates(candidates(self._statuses, self._side))

    def _tick_all(self) -> None:
        self._list.tick_all(not self._list.ticked)

    def _count(self) -> None:
        if self._fates:
            return
        count = len(self._list.ticked)
        self._go.setEnabled(count > 0)
        many = self.tr("Switch %n instance(s)", "", count)
        self._go.setText(many if count else self.tr("Switch"))
        words = [self.tr("What belongs to another system is left out: switch it by itself.")]
        if self._business.intersection(self._list.ticked):
            words.append(
                self.tr(
                    "Photos, audio and files that WhatsApp Business instances receive during the"
                    " switch may be lost: the server does not store them. Texts are recovered."
                )
            )
        self._told.setText("\n".join(words))

    def _begin(self) -> None:
        wishes = tuple(Wish(name, self._side) for name in self._list.ticked)
        self._fates = {wish.instance: Fate.WAITING for wish in wishes}
        self._is_running = True
        self._list.begin(BulkLine(wish) for wish in wishes)
        for widget in (*self._radios.values(), self._all, self._go):
            widget.setEnabled(False)
        self._bar.setRange(0, len(wishes))
        self._bar.setVisible(True)
        self._cancel.setText(self.tr("Stop"))
        self._tell_tally()
        self.wanted.emit(wishes)

    def _tell_tally(self) -> None:
        under_way = (Fate.WAITING, Fate.RUNNING)
        self._bar.setValue(sum(fate not in under_way for fate in self._fates.values()))
        self._told.setText(tally(self._fates.values()))
