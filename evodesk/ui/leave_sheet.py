"""Asks before leaving while webhooks lead to this computer, and shows how they are handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evodesk.ui.appearance import Appearance


class LeaveSheet(Sheet):
    """Enter hands back, Esc stays. While it hands back, nothing can be pressed."""

    restore_wanted = Signal()
    keep_wanted = Signal()
    stayed = Signal()

    def __init__(
        self, appearance: Appearance, count: int, *, has_tray: bool, parent: QWidget | None = None
    ) -> None:
        """`count`: how many instances deliver here."""
        super().__init__(appearance, "leave", parent)
        self._count = count
        self._is_busy = False
        self.add_title("triangle-alert", "warnFill", self.tr("Hand messages back before leaving?"))
        text = self.tr(
            "%n instances deliver to this computer. With evodesk closed the server keeps trying"
            " and may delay other messages.",
            "",
            count,
        )
        self.body.addWidget(Label(appearance, text, wraps=True))
        self._note = Label(appearance, wraps=True)
        self._note.setObjectName("note.leave")
        self._note.hide()
        self.body.addWidget(self._note)
        self._remember = QCheckBox(self.tr("Remember this choice"))
        self._remember.setObjectName("check.remember")
        self.body.addWidget(self._remember)
        self._add_ways(has_tray)
        self.settle()

    @property
    def remembers(self) -> bool:
        return self._remember.isChecked()

    def show_progress(self, done: int) -> None:
        """`done` of them are handed back."""
        self._set_busy(True)
        told = self.tr("Handing back: {n} of {total}").format(n=done, total=self._count)
        self._say(told, "info")

    def show_failure(self, titles: Iterable[str]) -> None:
        """Those that could not be handed back; what now is for the person to say."""
        self._set_busy(False)
        told = self.tr("Could not hand back: {names}.").format(names=", ".join(titles))
        self._say(told, "err")
        self._back.setText(self.tr("Try again"))

    def reject(self) -> None:
        if not self._is_busy:
            super().reject()

    def _add_ways(self, has_tray: bool) -> None:
        self._keep = Button(self._appearance, self.tr("Quit anyway"))
        self._keep.setObjectName("btn.keep")
        self._keep.clicked.connect(self.keep_wanted)
        stay = self.tr("Stay in the tray") if has_tray else self.tr("Cancel")
        self._stay = Button(self._appearance, stay)
        self._stay.setObjectName("btn.stay")
        self._stay.clicked.connect(self.stayed)
        self._stay.clicked.connect(self.reject)
        self._back = Button(self._appearance, self.tr("Restore and quit"), "primary")
        self._back.setObjectName("btn.back")
        self._back.clicked.connect(self.restore_wanted)
        self._back.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self._keep)
        row.addStretch(1)
        row.addWidget(self._stay)
        row.addWidget(self._back)
        self.body.addSpacing(8)
        self.body.addLayout(row)
        self._back.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        for part in (self._keep, self._stay, self._back, self._remember):
            part.setEnabled(not busy)
        self._back.setFocus()

    def _say(self, text: str, role: str) -> None:
        self._note.setText(text)
        self._note.set_color(role)
        self._note.show()
