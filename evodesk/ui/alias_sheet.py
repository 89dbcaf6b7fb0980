"""Asks what a contact or group should be called here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from evodesk.live.contacts import ALIAS_LIMIT
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.sheet import Sheet

if TYPE_CHECKING:
    from evodesk.domain.contact import Contact
    from evodesk.ui.appearance import Appearance


class AliasSheet(Sheet):
    given = Signal(str, str, str)
    """Instance, jid and the alias; empty: none any more."""

    def __init__(
        self, appearance: Appearance, contact: Contact, shown: str, parent: QWidget | None = None
    ) -> None:
        """`shown`: how the contact is called now."""
        super().__init__(appearance, "alias", parent)
        self._contact = contact
        self.add_title("pencil", "accentText", self.tr("Change alias"))
        lead = self.tr("What should {contact} be called on this computer?")
        self.body.addWidget(Label(appearance, lead.format(contact=shown), wraps=True))
        self._field = QLineEdit(contact.alias)
        self._field.setObjectName("field.alias")
        self._field.setMaxLength(ALIAS_LIMIT)
        self._field.setPlaceholderText(contact.name)
        self._field.setAccessibleName(self.tr("Alias"))
        self._field.setClearButtonEnabled(True)
        self.body.addWidget(self._field)
        note = self.tr("Empty takes the alias away. Nothing changes on WhatsApp.")
        self.body.addWidget(Label(appearance, note, "small", "textMuted", wraps=True))
        go = Button(appearance, self.tr("Save"), "primary")
        go.setDefault(True)
        self.add_buttons(go)
        self.accepted.connect(self._give)
        self._field.selectAll()
        self._field.setFocus()
        self.settle()

    def _give(self) -> None:
        self.given.emit(self._contact.instance, self._contact.jid, self._field.text())
