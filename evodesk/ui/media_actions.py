"""Under an attachment: fetch it, open it, save it; and how far the fetching is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.message_parts import ButtonRow
from evodesk.ui.thin_bar import ThinBar

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_NEVER_OPENED = ".bin"
"""How the store names what no known program shows; see store/media."""


class MediaActions(QWidget):
    wanted = Signal()
    save_wanted = Signal(object, object)
    """Where it lies, and where the person wants it: two Paths."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._path: Path | None = None
        self._name = ""
        self._get = Button(appearance, self.tr("Download and view"), icon="download")
        self._get.setObjectName("btn.getMedia")
        self._open = Button(appearance, self.tr("Open"), icon="external-link")
        self._open.setObjectName("btn.openMedia")
        self._save = Button(appearance, self.tr("Save as…"), icon="save")
        self._save.setObjectName("btn.saveMedia")
        self._bar = ThinBar(self.tr("Downloading"))
        self._told = Label(appearance, font="small", color="err", wraps=True)
        self._get.clicked.connect(self._want)
        self._open.clicked.connect(self._show)
        self._save.clicked.connect(self._ask_where)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        for widget in (self._bar, self._told, ButtonRow(self._get), self._both()):
            column.addWidget(widget)
        self.show_absent("")

    def show_absent(self, name: str) -> None:
        """Nothing is known to be here. `name`: what the sender called the file, or empty."""
        self._path, self._name = None, name
        self._show_parts(get=True)
        self._get.setEnabled(True)

    def show_progress(self, received: int, total: int) -> None:
        """Bytes; `total` 0: not told, so that only the movement is shown."""
        known = total > 0
        self._bar.setRange(0, 1000 if known else 0)
        self._bar.setValue(received * 1000 // total if known else 0)
        self._show_parts(get=True, bar=True)

    def show_ready(self, path: Path) -> None:
        self._path = path
        self._open.setVisible(path.suffix != _NEVER_OPENED)
        self._show_parts(ready=True)

    def show_failure(self, text: str) -> None:
        self._told.setText(text)
        self._show_parts(get=True, told=True)
        self._get.setEnabled(True)

    def _both(self) -> ButtonRow:
        self._ready = ButtonRow(self._open, self._save)
        return self._ready

    def _show_parts(
        self, *, get: bool = False, bar: bool = False, told: bool = False, ready: bool = False
    ) -> None:
        self._get.setVisible(get)
        self._bar.setVisible(bar)
        self._told.setVisible(told)
        self._ready.setVisible(ready)

    def _want(self) -> None:
        self._get.setEnabled(False)
        self.show_progress(0, 0)
        self.wanted.emit()

    def _show(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _ask_where(self) -> None:
        if self._path is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self, self.tr("Save as…"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested_name(self._name, self._path))
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    def _save_to(self, target: str) -> None:
        if self._path is not None:
            self.save_wanted.emit(self._path, Path(target))


def suggested_name(sent: str, path: Path) -> str:
    """The sender's own name without anything that would lead out of the folder, with the ending
    of what it really is."""
    plain = "".join(sign for sign in sent if sign.isalnum() or sign in " ._-()").strip(" .")
    stem = Path(plain).stem[:80] if plain else path.stem[:12]
    return f"{stem}{path.suffix}"
