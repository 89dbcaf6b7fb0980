"""The settings page of the receiver: where it listens, how servers reach it, what happens at the
end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIntValidator

from evodesk.ui.address import is_exposed, is_web_url
from evodesk.ui.buttons import Button
from evodesk.ui.choice import Choice
from evodesk.ui.confirm import Confirm
from evodesk.ui.field import Field, Note
from evodesk.ui.interfaces import lan_addresses
from evodesk.ui.questions import plain_webhook_question
from evodesk.ui.reach_test import ReachTest
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
    """A new secret for the webhooks' address."""

    def __init__(self, appearance: Appearance, settings: Settings, port: int | None) -> None:
        """`port`: where the receiver listens now; None: it does not."""
        super().__init__(appearance, self.tr("Receiving"), settings)
        self._asked = ""
        """The address that is being asked about."""
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
        self.add_row(self.tr("Receiver port"), self._port)

    def _add_bind(self) -> None:
        hosts = (
            (_THIS_COMPUTER, self.tr("this computer only")),
            (_WHOLE_NETWORK, self.tr("the whole network (the firewall may ask)")),
        )
        self._bind = Choice(self._appearance, "choice.bind", hosts, self.settings.receiver_host)
        self._bind.activated.connect(self._choose_bind)
        self.add_row(self.tr("Accept connections from"), self._bind)

    def _add_public_url(self) -> None:
        self._public = Field(self._appearance, "field.public")
        self._public.setText(self.settings.public_url)
        self._public.setPlaceholderText("https://")
        self._public.setMinimumWidth(300)
        self._public.editingFinished.connect(self._choose_public_url)
        self._public_note = Note(self._appearance, "note.public")
        help_text = self.tr(
            "How the server reaches this computer, for example through a tunnel. Without it only"
            " a server on this computer can deliver by Webhook."
        )
        self.add_row(self.tr("Public address of the webhook"), self._public, help_text)
        self.column.addWidget(self._public_note)
        self._test = ReachTest(self._appearance, self.settings.public_url)
        self._test.wanted.connect(self.reach_wanted)
        self._public.textEdited.connect(self._type_public_url)
        self.column.addWidget(self._test)
        self.column.addSpacing(16)

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
        port = int(self._port.text())
        if port != self.settings.receiver_port:
            self.changed.emit(replace(self.settings, receiver_port=port))

    def _choose_bind(self) -> None:
        self.changed.emit(replace(self.settings, receiver_host=self._bind.currentData()))

    def show_reach(self, reach: Reach) -> None:
        self._test.show_reach(reach)

    def _type_public_url(self, text: str) -> None:
        base = text.strip().rstrip("/")
        self._test.set_base(base if is_web_url(base) else "")

    def _pick_lan(self) -> None:
        if address := self._lan.currentData():
            port = self._listens_on or self.settings.receiver_port
            self._public.setText(f"http://{address}:{port}")
            self._type_public_url(self._public.text())
            self._choose_public_url()

    def _choose_public_url(self) -> None:
        text = self._public.text().strip().rstrip("/")
        usable = not text or is_web_url(text)
        self._public.set_bad(not usable)
        if not usable:
            self._public_note.say("bad", self.tr("This is not a web address."))
            return
        self._judge_host(text)
        if text == self.settings.public_url:
            return
        if is_exposed(text):
            self._ask_about(text)
        else:
            self._take_public_url(text)

    def _ask_about(self, url: str) -> None:
        """Once: the field is left when the question opens, which finishes it again."""
        if self._asked != url:
            self._asked = url
            question = plain_webhook_question(url)
            sheet = Confirm(self._appearance, question, url, self.window())
            sheet.confirmed.connect(self._take_public_url)
            sheet.rejected.connect(self._forget_public_url)
            # The Enter that finished the field would press the sheet's button, too.
            QTimer.singleShot(0, sheet.open)

    def _take_public_url(self, url: str) -> None:
        self._asked = ""
        self.changed.emit(replace(self.settings, public_url=url))

    def _forget_public_url(self) -> None:
        self._asked = ""
        self._public.setText(self.settings.public_url)

    def _judge_host(self, text: str) -> None:
        """An address in the network leads nowhere while only this computer is listened to."""
        host = urlsplit(text).hostname or ""
        if host in lan_addresses() and self.settings.receiver_host == _THIS_COMPUTER:
            self._public_note.say(
                "warn",
                self.tr("The receiver listens to this computer only. Accept connections from the"
                        " network above."),
            )  # fmt: skip
        else:
            self._public_note.fall_silent()
