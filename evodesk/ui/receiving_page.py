"""The settings page of the receiver: where it listens, how servers reach it, what happens at the
end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator

from evodesk.ui.buttons import Button
from evodesk.ui.choice import Choice
from evodesk.ui.field import Field, Note
from evodesk.ui.interfaces import lan_addresses
from evodesk.ui.public_address import PublicAddress
from evodesk.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from evodesk.domain.reach import Reach
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance

_THIS_COMPUTER, _WHOLE_NETWORK = "127.0.0.1", "0.0.0.0"
_PORTS = (1024, 65535)


class ReceivingPage(SettingsPage):
    reach_wanted = Signal(str)
    """The public address is to be tried; answer with `show_reach`."""
    renew_wanted = Signal()
    """A new secret for the webhooks' address; answer with `show_renewed`."""

    def __init__(self, appearance: Appearance, settings: Settings, port: int | None) -> None:
        """`port`: where the receiver listens now; None: it does not."""
        super().__init__(appearance, self.tr("Receiving"), settings)
        self._state = Note(appearance, "note.receiver")
        self.show_receiver(port)
        self.column.addWidget(self._state)
        self.column.addSpacing(16)
        self._add_port()
        self._add_bind()
        self.add_line()
        self._add_public_url()
        self._add_lan()
        self._add_renewal()
        self.add_line()
        self._add_leaving()
        self.column.addStretch(1)

    def show_reach(self, reach: Reach) -> None:
        self._public.show_reach(reach)

    def show_renewed(self) -> None:
        self._renewed.setVisible(True)
        self._renewed.say("ok", self.tr("There is a new one. The webhooks are being updated."))

    def show_receiver(self, port: int | None) -> None:
        self._listens_on = port
        if port is None:
            self._state.say("bad", self.tr("Receiver off"))
        else:
            self._state.say("ok", self.tr("Receiver on, port {n}").format(n=port))

    def _add_port(self) -> None:
        self._port = Field(self._appearance, "field.port")
        self._port.setValidator(QIntValidator(*_PORTS, self._port))
        self._port.setText(str(self.settings.receiver_port))
        self._port.setMaximumWidth(96)
        self._port.editingFinished.connect(self._choose_port)
        self._port.textEdited.connect(self._type_port)
        span = self.tr("From {first} to {last}.").format(first=_PORTS[0], last=_PORTS[1])
        self.add_row(self.tr("Receiver port"), self._port, span)

    def _add_bind(self) -> None:
        hosts = (
            (_THIS_COMPUTER, self.tr("this computer only")),
            (_WHOLE_NETWORK, self.tr("the whole network (the firewall may ask)")),
        )
        self._bind = Choice(self._appearance, "choice.bind", hosts, self.settings.receiver_host)
        self._bind.activated.connect(self._choose_bind)
        self.add_row(self.tr("Accept connections from"), self._bind)

    def _add_public_url(self) -> None:
        name = self.tr("Public address of the webhook")
        help_text = self.tr(
            "How the server reaches this computer, for example through a tunnel. Without it only"
            " a server on this computer can deliver by Webhook."
        )
        to_network = self.settings.receiver_host != _THIS_COMPUTER
        self._public = PublicAddress(
            self._appearance, name, self.settings.public_url, listens_to_network=to_network
        )
        self._public.chosen.connect(self._choose_public_url)
        self._public.reach_wanted.connect(self.reach_wanted)
        self.add_row(name, self._public, help_text)

    def _add_lan(self) -> None:
        """What can be picked instead of typed."""
        addresses = lan_addresses()
        if not addresses:
            return
        first = (("", self.tr("Choose…")),)
        picks = ((address, address) for address in addresses)
        self._lan = Choice(self._appearance, "choice.lan", (*first, *picks), "")
        self._lan.activated.connect(self._pick_lan)
        help_text = self.tr("For a server in the same network: this computer's address there.")
        self.add_row(self.tr("Address in the local network"), self._lan, help_text)

    def _add_renewal(self) -> None:
        renew = Button(self._appearance, self.tr("Renew"))
        renew.setObjectName("btn.renewSecret")
        renew.clicked.connect(self.renew_wanted)
        help_text = self.tr(
            "Makes a new one and puts it into the webhooks that deliver here. What is on its way"
            " with the old one is taken for 30 minutes."
        )
        self.add_row(self.tr("Secret in the webhook's address"), renew, help_text)
        self._renewed = Note(self._appearance, "note.renewed")
        self._renewed.setContentsMargins(0, 0, 0, 16)
        self._renewed.setVisible(False)
        self.column.addWidget(self._renewed)

    def _add_leaving(self) -> None:
        ways = (
            ("ask", self.tr("ask")),
            ("restore", self.tr("restore")),
            ("keep", self.tr("leave as it is")),
        )
        self._leaving = Choice(self._appearance, "choice.leave", ways, self.settings.on_leave)
        self._leaving.activated.connect(self._choose_leaving)
        help_text = self.tr(
            "With evodesk closed, the server keeps trying to deliver here and may delay other"
            " messages. Restoring hands the instances back first."
        )
        self.add_row(self.tr("On leaving"), self._leaving, help_text)

    def _choose_leaving(self) -> None:
        self.changed.emit(replace(self.settings, on_leave=self._leaving.currentData()))

    def _choose_port(self) -> None:
        """An address of the network that names the port leads to the new one."""
        before, port = self.settings.receiver_port, int(self._port.text())
        if port == before:
            return
        url = self.settings.public_url
        host = urlsplit(url).hostname or ""
        if host in lan_addresses() and url == _straight(host, before):
            self._public.pick(_straight(host, port))
        else:
            self._choose_public_url(url)

    def _type_port(self) -> None:
        self._port.set_bad(not self._port.hasAcceptableInput())

    def _choose_bind(self) -> None:
        host = self._bind.currentData()
        self._public.show_listening(to_network=host != _THIS_COMPUTER)
        self.changed.emit(replace(self.settings, receiver_host=host))

    def _choose_public_url(self, url: str) -> None:
        """Together with the port, which it may name."""
        is_port = self._port.hasAcceptableInput()
        port = int(self._port.text()) if is_port else self.settings.receiver_port
        self.changed.emit(replace(self.settings, public_url=url, receiver_port=port))

    def _pick_lan(self) -> None:
        """The port that was free becomes the wished one: the address names it."""
        if address := self._lan.currentData():
            port = self._listens_on or self.settings.receiver_port
            self._port.setText(str(port))
            self._public.pick(_straight(address, port))
            self._choose_port()


def _straight(host: str, port: int) -> str:
    return f"http://{host}:{port}"
