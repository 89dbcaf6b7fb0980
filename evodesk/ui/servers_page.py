"""The settings page of the servers: choose, add, change, test, remove.

A server is saved by its button, not while typing: half an address must never get a key.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from evodesk.ui.buttons import Button
from evodesk.ui.choice import Choice
from evodesk.ui.confirm import Confirm
from evodesk.ui.probe import ProbeWish
from evodesk.ui.questions import plain_http_question, remove_server_question
from evodesk.ui.server_form import ServerForm
from evodesk.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from evodesk.domain.instance import Server
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.probe import Probe


class ServersPage(SettingsPage):
    key_entered = Signal(str, str, bool)
    """Server id, key, whether to keep it; comes before `changed`."""
    probe_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, appearance: Appearance, settings: Settings, shown: str) -> None:
        """`shown`: the id of the server in the form; an unknown one means the current server."""
        super().__init__(appearance, self.tr("Servers"), settings)
        known = (server for server in settings.servers if server.id == shown)
        self._server = next(known, settings.server)
        self._add_choice()
        self._form = ServerForm(appearance, names_it=True)
        self._save = Button(appearance, self.tr("Save"), "primary")
        self._test = Button(appearance, self.tr("Test connection"))
        self._remove = Button(appearance, self.tr("Remove server…"), "flat")
        if self._server is not None:
            self._add_form(self._server)
        self.column.addStretch(1)

    @property
    def shown(self) -> str:
        """The id of the server in the form, or empty."""
        return self._server.id if self._server else ""

    def show_probe(self, probe: Probe) -> None:
        self._form.show_probe(probe)

    def set_vault_available(self, available: bool) -> None:
        self._form.set_vault_available(available)

    def _add_choice(self) -> None:
        servers = ((server.id, server.name) for server in self.settings.servers)
        self._choice = Choice(self._appearance, "choice.server", servers, self.shown)
        self._choice.setAccessibleName(self.tr("Server"))
        self._choice.setVisible(bool(self.settings.servers))
        self._choice.activated.connect(self._choose)
        add = Button(self._appearance, self.tr("Add server…"), icon="plus")
        add.setObjectName("btn.addServer")
        add.clicked.connect(self.add_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._choice, 1)
        row.addWidget(add)
        row.addStretch(0 if self.settings.servers else 1)
        self.column.addLayout(row)
        self.column.addSpacing(16)

    def _add_form(self, server: Server) -> None:
        self._form.edit(server)
        self._form.probe_wanted.connect(self.probe_wanted)
        self._form.edited.connect(self._judge)
        self.add_line()
        self.column.addWidget(self._form)
        self.column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, button, act in (
            ("btn.save", self._save, self._ask_to_save),
            ("btn.test", self._test, self._ask_for_test),
            ("btn.remove", self._remove, self._ask_to_remove),
        ):
            button.setObjectName(name)
            button.clicked.connect(act)
            row.addWidget(button)
            if button is self._test:
                row.addStretch(1)
        self.column.addLayout(row)
        self._judge()

    def _choose(self) -> None:
        chosen = self._choice.currentData()
        self._server = next(s for s in self.settings.servers if s.id == chosen)
        self._form.edit(self._server)
        self._judge()

    def _judge(self) -> None:
        typed = self._form.server
        self._test.setEnabled(typed is not None)
        self._save.setEnabled(typed is not None and (typed != self._server or self._has_key()))

    def _has_key(self) -> bool:
        return bool(self._form.key)

    def _ask_for_test(self) -> None:
        server = self._form.server
        if server is not None:
            wish = ProbeWish(server.url, server.ca_file, server.proxy, self._form.key, server.id)
            self.probe_wanted.emit(wish)

    def _ask_to_save(self) -> None:
        server, exposed = self._form.server, self._form.exposed_host
        if server is None:
            return
        if exposed and self._server is not None and server.url != self._server.url:
            sheet = Confirm(self._appearance, plain_http_question(exposed), server, self)
            sheet.confirmed.connect(self._save_server)
            sheet.open()
        else:
            self._save_server(server)

    def _save_server(self, server: Server) -> None:
        key = self._form.key
        if key:
            self.key_entered.emit(server.id, key, server.keep_key)
        saved = self.settings.with_server(server)
        self.changed.emit(replace(saved, current_server=self.settings.current_server))

    def _ask_to_remove(self) -> None:
        if self._server is not None:
            question = remove_server_question(self._server.name)
            sheet = Confirm(self._appearance, question, self._server.id, self)
            sheet.confirmed.connect(self._remove_server)
            sheet.open()

    def _remove_server(self, server_id: str) -> None:
        self.changed.emit(self.settings.without_server(server_id))
