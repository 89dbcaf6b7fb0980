"""The settings pages that change one value at a time: general, receiving, appearance.

Each page is shown a Settings value and emits the changed one at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox

from evodesk.ui.address import is_web_url
from evodesk.ui.choice import Choice
from evodesk.ui.field import Field, Note
from evodesk.ui.reach_test import ReachTest
from evodesk.ui.settings_page import SettingsPage

if TYPE_CHECKING:
    from evodesk.domain.reach import Reach
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance

_THIS_COMPUTER, _WHOLE_NETWORK = "127.0.0.1", "0.0.0.0"
_PORTS = (1024, 65535)


class GeneralPage(SettingsPage):
    def __init__(self, appearance: Appearance, settings: Settings, *, has_tray: bool) -> None:
        super().__init__(appearance, self.tr("General"), settings)
        languages = (
            ("system", self.tr("As the system")),
            ("pt_BR", "Português (Brasil)"),
            ("en", "English"),
        )
        self._language = Choice(self._appearance, "choice.language", languages, settings.language)
        self._language.activated.connect(self._choose_language)
        self.add_row(self.tr("Language"), self._language)
        self.add_line()
        self._tray = QCheckBox(self.tr("On closing the window, stay in the tray"))
        self._tray.setObjectName("check.tray")
        self._tray.setChecked(settings.close_to_tray and has_tray)
        self._tray.setEnabled(has_tray)
        self._tray.clicked.connect(self._choose_tray)
        self.column.addWidget(self._tray)
        if not has_tray:
            told = self.tr("This system shows no tray. Closing the window quits evodesk.")
            self._tray.setToolTip(told)
            self.column.addSpacing(4)
            self.column.addWidget(self.small(told))
        self.column.addStretch(1)

    def _choose_language(self) -> None:
        self.changed.emit(replace(self.settings, language=self._language.currentData()))

    def _choose_tray(self, stays: bool) -> None:
        self.changed.emit(replace(self.settings, close_to_tray=stays))


class ReceivingPage(SettingsPage):
    reach_wanted = Signal(str)
    """The public address is to be tried; answer with `show_reach`."""

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
        self.add_line()
        self._add_leaving()
        self.column.addStretch(1)

    def show_receiver(self, port: int | None) -> None:
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

    def _choose_public_url(self) -> None:
        text = self._public.text().strip().rstrip("/")
        usable = not text or is_web_url(text)
        self._public.set_bad(not usable)
        if not usable:
            self._public_note.say("bad", self.tr("This is not a web address."))
            return
        self._public_note.fall_silent()
        if text != self.settings.public_url:
            self.changed.emit(replace(self.settings, public_url=text))


class AppearancePage(SettingsPage):
    def __init__(self, appearance: Appearance, settings: Settings) -> None:
        super().__init__(appearance, self.tr("Appearance"), settings)
        themes = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        self._theme = Choice(self._appearance, "choice.theme", themes, settings.theme)
        self._theme.activated.connect(self._choose)
        self.add_row(self.tr("Theme"), self._theme)
        rows = (
            (None, self.tr("By the window's width")),
            (False, self.tr("Comfortable")),
            (True, self.tr("Compact")),
        )
        self._rows = Choice(self._appearance, "choice.rows", rows, settings.compact)
        self._rows.activated.connect(self._choose)
        self.add_row(self.tr("Rows"), self._rows)
        self.column.addStretch(1)

    def _choose(self) -> None:
        theme, compact = self._theme.currentData(), self._rows.currentData()
        self.changed.emit(replace(self.settings, theme=theme, compact=compact))
