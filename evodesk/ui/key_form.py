"""The access key of one server: hidden, told to be refused, kept or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from evodesk.ui.buttons import Button
from evodesk.ui.field import TALL, Note
from evodesk.ui.key_field import KeyField
from evodesk.ui.label import Label
from evodesk.ui.roomy import text_scale

if TYPE_CHECKING:
    from evodesk.domain.instance import Server
    from evodesk.ui.appearance import Appearance

_LARGE_TEXT = 1.3


class KeyForm(QWidget):
    edited = Signal()
    """By the person."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._server: Server | None = None
        self._title = Label(appearance, font="bodyStrong")
        self._key = KeyField(appearance, "field.key", TALL)
        self._note = Note(appearance, "note.key")
        large = text_scale(appearance) > _LARGE_TEXT
        self._is_stacked = large
        self._help = Label(appearance, font="small", color="textMuted", wraps=True)
        self._help.setObjectName("help.key")
        self._where = Button(appearance, kind="link")
        self._where_text = Label(appearance, font="small", color="textMuted", wraps=True)
        self._keep = QCheckBox()
        self._keep.setObjectName("check.keepKey")
        self._has_vault = True
        self._no_vault = Note(appearance, "note.vault")
        self._lay_out()
        self._key.textEdited.connect(self._key_edited)
        self._keep.clicked.connect(self.edited)
        self._where.clicked.connect(self._toggle_where)
        self._retranslate()

    def edit(self, server: Server | None) -> None:
        """Start anew for a saved server, whose key stays hidden, or for none."""
        self._server = server
        self._key.clear()
        self.mark_refused(False)
        self._show_choice()

    @property
    def key(self) -> str:
        """As typed now; empty: the kept one stays."""
        return self._key.key

    @property
    def keeps(self) -> bool:
        return self._keep.isChecked()

    def set_vault_available(self, available: bool) -> None:
        self._has_vault = available
        self._no_vault.setVisible(not available)
        self._retranslate()

    def mark_refused(self, refused: bool) -> None:
        self._key.set_bad(refused)
        self._note.setVisible(refused)
        why = self.tr("The server refused this key. Check that you copied all of it.")
        self._note.say("bad", why)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._title, self._key, self._note):
            column.addWidget(widget)
        column.addLayout(self._help_row())
        column.addWidget(self._where_text)
        column.addSpacing(4)
        column.addWidget(self._keep)
        column.addWidget(self._no_vault)
        self._no_vault.hide()
        self._where_text.hide()

    def _help_row(self) -> QHBoxLayout | QVBoxLayout:
        """Help and link in one line, below each other where the text is large."""
        link = QHBoxLayout()
        link.setSpacing(0)
        link.addWidget(self._where, 0, Qt.AlignmentFlag.AlignTop)
        link.addStretch()
        if not self._is_stacked:
            link.insertWidget(0, self._help, 1)
            return link
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._help)
        column.addLayout(link)
        return column

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Access key (apikey)"))
        self._key.setAccessibleName(self._title.text())
        self._help.setText(self.tr("The global key or one instance's token will do."))
        if not self._is_stacked:
            # The link stands right behind the words, which break only where they must.
            self._help.setMaximumWidth(
                self._help.fontMetrics().horizontalAdvance(self._help.text())
            )
        self._where.setText(self.tr("Where do I find it?"))
        self._where_text.setText(
            self.tr(
                "The global key is AUTHENTICATION_API_KEY in the server's settings; whoever"
                " installed the server knows it. Each instance's token is shown in the Evolution"
                " manager."
            )
        )
        self._keep.setText(
            self.tr("Keep it in the system's password vault")
            if self._has_vault
            else self.tr("Keep it in a file that only your account can read")
        )
        self._no_vault.say(
            "warn",
            self.tr("This system has no password vault. Unticked, the key lasts until you close."),
        )
        self._show_hint()

    def _show_choice(self) -> None:
        wanted = self._server is None or self._server.keep_key
        self._keep.setChecked(wanted)
        self._show_hint()

    def _show_hint(self) -> None:
        kept = self._server is not None and self._server.keep_key
        self._key.setPlaceholderText(self.tr("Kept. Type to replace it.") if kept else "")

    def _key_edited(self) -> None:
        self.mark_refused(False)
        self.edited.emit()

    def _toggle_where(self) -> None:
        self._where_text.setVisible(self._where_text.isHidden())
