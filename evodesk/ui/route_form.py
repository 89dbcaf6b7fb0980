"""How a server is reached where the plain way is not enough: own certificate file, HTTP proxy."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.address import is_web_url
from evodesk.ui.buttons import Button
from evodesk.ui.field import Field, Note
from evodesk.ui.label import Label

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance


class RouteForm(QWidget):
    edited = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._ca_title = Label(appearance, font="bodyStrong")
        self._ca = Field(appearance, "field.ca")
        self._choose = Button(appearance)
        self._proxy_title = Label(appearance, font="bodyStrong")
        self._proxy = Field(appearance, "field.proxy")
        self._proxy_note = Note(appearance, "note.proxy")
        self._lay_out()
        self._ca.textEdited.connect(self.edited)
        self._proxy.textEdited.connect(self._proxy_edited)
        self._choose.clicked.connect(self._choose_file)
        self._retranslate()

    @property
    def ca_file(self) -> str:
        return self._ca.text().strip()

    @property
    def proxy(self) -> str:
        return self._proxy.text().strip()

    @property
    def is_usable(self) -> bool:
        """No proxy, or one that can be kept in a file: without user and password."""
        return not self.proxy or (is_web_url(self.proxy) and "@" not in urlsplit(self.proxy).netloc)

    def show_route(self, ca_file: str, proxy: str) -> None:
        self._ca.setText(ca_file)
        self._proxy.setText(proxy)
        self._judge()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        file_row = QHBoxLayout()
        file_row.setSpacing(8)
        file_row.addWidget(self._ca, 1)
        file_row.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._ca_title)
        column.addLayout(file_row)
        column.addSpacing(6)
        for widget in (self._proxy_title, self._proxy, self._proxy_note):
            column.addWidget(widget)

    def _retranslate(self) -> None:
        self._ca_title.setText(self.tr("Certificate file of the server (PEM)"))
        self._ca.setAccessibleName(self._ca_title.text())
        self._ca.setPlaceholderText(self.tr("The system's certificates"))
        self._choose.setText(self.tr("Choose…"))
        self._proxy_title.setText(self.tr("HTTP proxy"))
        self._proxy.setAccessibleName(self._proxy_title.text())
        self._proxy.setPlaceholderText(self.tr("None"))
        self._judge()

    def _proxy_edited(self) -> None:
        self._judge()
        self.edited.emit()

    def _judge(self) -> None:
        usable = self.is_usable
        self._proxy.set_bad(not usable)
        if usable:
            self._proxy_note.fall_silent()
        else:
            wanted = self.tr("An address such as {example}, without user and password.")
            self._proxy_note.say("bad", wanted.format(example="http://proxy:3128"))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self._ca_title.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _file_chosen(self, path: str) -> None:
        self._ca.setText(path)
        self.edited.emit()
