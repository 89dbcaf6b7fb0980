"""The input line for an access key: hidden until the person asks to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from evodesk.ui.field import Field

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance


class KeyField(Field):
    def __init__(self, appearance: Appearance, name: str, height: int) -> None:
        super().__init__(appearance, name, height)
        self._eye = QAction(self)
        self._eye.triggered.connect(self._toggle)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        appearance.changed.connect(self._show_eye)
        self._show_eye()

    @property
    def key(self) -> str:
        return self.text().strip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._show_eye()

    def _toggle(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._show_eye()

    def _show_eye(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self._eye.setText(self.tr("Show key") if hidden else self.tr("Hide key"))
        self._eye.setToolTip(self._eye.text())
        self._eye.setIcon(self._appearance.icon("eye" if hidden else "eye-off", "textMuted"))
