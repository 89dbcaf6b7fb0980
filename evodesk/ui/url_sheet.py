"""Asks which address the webhook of an instance should call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from evodesk.ui.address import is_web_url
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet

if TYPE_CHECKING:
    from evodesk.domain.switch import Wish
    from evodesk.ui.appearance import Appearance


class UrlSheet(Sheet):
    given = Signal(object)
    """The Wish with its `url`."""

    def __init__(
        self, appearance: Appearance, title: str, wish: Wish, parent: QWidget | None = None
    ) -> None:
        """`title`: the instance as people know it."""
        super().__init__(appearance, "url", parent)
        self._wish = wish
        self.add_title("plug", "accentText", self.tr("Where should the webhook deliver?"))
        text = self.tr(
            "The server must be able to reach an address of this computer, or of your system,"
            " to deliver the messages of {instance}."
        )
        self.body.addWidget(Label(appearance, text.format(instance=title), wraps=True))
        self._field = self._add_field()
        self._go = Button(appearance, self.tr("Turn Webhook on"), "primary")
        self._go.setEnabled(False)
        self._go.setDefault(True)
        self.add_buttons(self._go)
        self.accepted.connect(self._give)
        self._field.setFocus()
        self.settle()

    def _add_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("field.webhook")
        field.setPlaceholderText("https://")
        field.setAccessibleName(self.tr("Webhook address"))
        field.textChanged.connect(self._judge)
        help_text = self.tr("It starts with https:// or http://.")
        self.body.addWidget(field)
        self.body.addWidget(Label(self._appearance, help_text, "small", "textMuted", wraps=True))
        return field

    def _judge(self, text: str) -> None:
        self._go.setEnabled(is_web_url(text.strip()))

    def _give(self) -> None:
        self.given.emit(replace(self._wish, url=self._field.text().strip()))
