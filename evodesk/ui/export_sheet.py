"""Asks how messages are to be exported and where to; tells how far it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QRadioButton, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet
from evodesk.ui.texts import number
from evodesk.ui.thin_bar import ThinBar

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
"""What no file of Windows may be called with; a contact is called as he pleases."""

Form = Literal["html", "csv", "jsonl"]


@dataclass(frozen=True, slots=True)
class ExportChoice:
    form: Form
    target: Path
    masks_phones: bool


class ExportSheet(Sheet):
    """While it runs, Esc and the cancelling button stop it; at its end it closes."""

    chosen = Signal(object)
    """An ExportChoice; answered by `show_written`, then `show_end` or `show_failure`."""
    stop_wanted = Signal()

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        """`name`: what the file is called unless the person calls it otherwise."""
        super().__init__(appearance, "export", parent)
        self._name = name
        self._total = 0
        self._is_running = False
        self.add_title("download", "accentText", self.tr("Export messages"))
        self._count = Label(appearance, self.tr("Counting…"), wraps=True)
        self.body.addWidget(self._count)
        self._forms = self._add_forms()
        self._mask = QCheckBox(self.tr("Hide phone numbers"))
        self._mask.setObjectName("export.mask")
        self.body.addWidget(self._mask)
        self._bar = ThinBar(self.tr("Export messages"), keeps_room=True)
        self.body.addWidget(self._bar)
        self._told = Label(appearance, font="small", color="err", wraps=True)
        self.body.addWidget(self._told)
        self._go = Button(appearance, self.tr("Export…"), "primary")
        self._go.setEnabled(False)
        self._cancel = self.add_buttons(self._go, closes=False)
        self._go.clicked.connect(self._ask_where)
        self.settle()

    def show_count(self, total: int) -> None:
        self._total = total
        self._count.setText(self.tr("%n message(s)", "", total).replace(str(total), number(total)))
        self._go.setEnabled(total > 0)
        self._bar.setRange(0, max(total, 1))

    def show_written(self, written: int) -> None:
        self._bar.setValue(min(written, self._bar.maximum()))

    def show_end(self) -> None:
        """Written, or called off."""
        self._is_running = False
        self.accept()

    def show_failure(self, text: str) -> None:
        """What was chosen stays, for another try."""
        self._is_running = False
        self._told.setText(text)
        self._show_running(running=False)

    def reject(self) -> None:
        if not self._is_running:
            super().reject()
            return
        self._cancel.setEnabled(False)
        self.stop_wanted.emit()

    def _add_forms(self) -> dict[Form, QRadioButton]:
        words: dict[Form, str] = {
            "html": self.tr("To read or print (HTML)"),
            "csv": self.tr("For a spreadsheet (CSV)"),
            "jsonl": self.tr("For other programs (JSON lines)"),
        }
        forms = {form: QRadioButton(word) for form, word in words.items()}
        for form, radio in forms.items():
            radio.setObjectName(f"export.{form}")
            self.body.addWidget(radio)
        forms["html"].setChecked(True)
        return forms

    def _ask_where(self) -> None:
        form = self._form
        place = QStandardPaths.StandardLocation.DocumentsLocation
        dialog = QFileDialog(
            self, self.tr("Export messages"), QStandardPaths.writableLocation(place)
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        dialog.selectFile(f"{_NOT_IN_NAMES.sub('_', self._name)}.{form}")
        dialog.fileSelected.connect(self._begin)
        dialog.open()

    @property
    def _form(self) -> Form:
        return next(form for form, radio in self._forms.items() if radio.isChecked())

    def _begin(self, target: str) -> None:
        self._is_running = True
        self._told.setText("")
        self._show_running(running=True)
        self.chosen.emit(ExportChoice(self._form, Path(target), self._mask.isChecked()))

    def _show_running(self, *, running: bool) -> None:
        self._bar.setValue(0)
        self._bar.setVisible(running)
        for widget in (*self._forms.values(), self._mask, self._go):
            widget.setEnabled(not running)
        self._cancel.setText(self.tr("Stop") if running else self.tr("Close"))
        self._cancel.setEnabled(True)
