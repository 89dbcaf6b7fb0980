"""Address, key and route of one server, for the first run and for the settings.

The address is probed a moment after typing; the key never travels before the person says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evodesk.domain.instance import Server
from evodesk.settings import new_server_id
from evodesk.ui.address import read_address
from evodesk.ui.buttons import Button
from evodesk.ui.field import TALL, Field, Note
from evodesk.ui.key_form import KeyForm
from evodesk.ui.label import Label
from evodesk.ui.probe import Probe, ProbeState, ProbeWish
from evodesk.ui.route_form import RouteForm
from evodesk.ui.texts import error_words, number

if TYPE_CHECKING:
    from evodesk.ui.address import Address
    from evodesk.ui.appearance import Appearance

_PROBE_AFTER_MS = 600


class ServerForm(QWidget):
    probe_wanted = Signal(object)
    """A ProbeWish without a key, for the address that was typed."""
    edited = Signal()
    """By the person, in any field."""

    def __init__(self, appearance: Appearance, *, names_it: bool = False) -> None:
        """`names_it`: with a field for the server's name; otherwise its host is the name."""
        super().__init__()
        self._appearance = appearance
        self._server: Server | None = None
        self._names_it = names_it
        self._name_title = Label(appearance, font="bodyStrong")
        self._name = Field(appearance, "field.name", TALL)
        self._address_title = Label(appearance, font="bodyStrong")
        self._address = Field(appearance, "field.address", TALL)
        self._address_note = Note(appearance, "note.address")
        self._key = KeyForm(appearance)
        self._more = Button(appearance, kind="link", icon="chevron-right")
        self._route = RouteForm(appearance)
        self._probing = QTimer(self)
        self._lay_out()
        self._connect()
        self._retranslate()
        self.edit(None)

    def edit(self, server: Server | None) -> None:
        """Show a saved server, whose key stays hidden, or start with an empty form."""
        self._server = server
        self._name.setText(server.name if server else "")
        self._address.setText(server.url if server else "")
        self._key.edit(server)
        self._route.show_route(server.ca_file if server else "", server.proxy if server else "")
        self._show_route(bool(server and (server.ca_file or server.proxy)))
        self._address_note.fall_silent()
        self._probing.stop()

    @property
    def server(self) -> Server | None:
        """What the fields say; None while the address or the route cannot be used."""
        address = self._read()
        if address is None or not self._route.is_usable:
            return None
        known = self._server
        return Server(
            id=known.id if known else new_server_id(),
            url=address.url,
            name=self._name.text().strip() or address.host,
            ca_file=self._route.ca_file,
            proxy=self._route.proxy,
            keep_key=self._key.keeps,
        )

    @property
    def key(self) -> str:
        """As typed now; empty: the kept one stays."""
        return self._key.key

    @property
    def exposed_host(self) -> str:
        """The host to which the key would travel readable, or empty."""
        address = self._read()
        return address.host if address and address.exposes_key else ""

    def show_probe(self, probe: Probe) -> None:
        """Answers about another address than the typed one are ignored."""
        address = self._read()
        if probe.url and (address is None or address.url != probe.url):
            return
        refused = probe.state is ProbeState.KEY_REFUSED
        self._key.mark_refused(refused)
        if not refused:
            self._say_probe(probe)

    def set_vault_available(self, available: bool) -> None:
        self._key.set_vault_available(available)

    def take_focus(self) -> None:
        (self._name if self._names_it else self._address).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _connect(self) -> None:
        self._probing.setSingleShot(True)
        self._probing.setInterval(_PROBE_AFTER_MS)
        self._probing.timeout.connect(self._ask)
        self._address.textEdited.connect(self._address_edited)
        self._name.textEdited.connect(self.edited)
        self._key.edited.connect(self.edited)
        self._route.edited.connect(self._address_edited)
        self._more.clicked.connect(self._toggle_more)

    def _lay_out(self) -> None:
        self._more.setObjectName("btn.more")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._name_title.setVisible(self._names_it)
        self._name.setVisible(self._names_it)
        _stack(column, self._name_title, self._name)
        column.addSpacing(14 if self._names_it else 0)
        _stack(column, self._address_title, self._address, self._address_note)
        column.addSpacing(8)
        column.addWidget(self._key)
        column.addLayout(_at_left(self._more))
        column.addWidget(self._route)

    def _retranslate(self) -> None:
        self._name_title.setText(self.tr("Name"))
        self._address_title.setText(self.tr("Server address"))
        self._address.setPlaceholderText("https://")
        self._name.setAccessibleName(self._name_title.text())
        self._address.setAccessibleName(self._address_title.text())
        self._more.setText(self.tr("Own certificate or proxy"))

    def _read(self) -> Address | None:
        return read_address(self._address.text())

    def _address_edited(self) -> None:
        self._address_note.fall_silent()
        self._address.set_bad(False)
        self._probing.start()
        self.edited.emit()

    def _ask(self) -> None:
        server = self.server
        if server is not None:
            self.probe_wanted.emit(ProbeWish(server.url, server.ca_file, server.proxy))
        elif self._address.text().strip() and self._read() is None:
            self._address.set_bad(True)
            self._address_note.say("bad", self.tr("This is not a web address."))

    def _say_probe(self, probe: Probe) -> None:
        match probe.state:
            case ProbeState.IDLE:
                self._address_note.fall_silent()
            case ProbeState.ASKING:
                self._address_note.say("busy", self.tr("Looking for the server…"))
            case ProbeState.FOUND:
                self._say_found(probe)
            case ProbeState.NOT_EVOLUTION:
                text = self.tr("There is a site at this address, but it is not Evolution API.")
                self._address_note.say("bad", text)
            case _:
                self._address_note.say("bad", error_words(probe.error, dict(probe.values)).text)

    def _say_found(self, probe: Probe) -> None:
        if self.exposed_host:
            warning = self.tr(
                "Without “https” the key travels unprotected. Use it only on an internal network."
            )
            self._address_note.say("warn", warning)
            return
        found = self.tr("Evolution API {v} found in {ms} ms")
        self._address_note.say("ok", found.format(v=probe.version, ms=number(probe.ms or 0)))

    def _show_route(self, shown: bool) -> None:
        self._route.setVisible(shown)
        self._more.set_icon_name("chevron-down" if shown else "chevron-right")

    def _toggle_more(self) -> None:
        self._show_route(self._route.isHidden())


def _stack(column: QVBoxLayout, *widgets: QWidget) -> None:
    for widget in widgets:
        column.addWidget(widget)


def _at_left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
