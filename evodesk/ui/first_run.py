"""The window for whoever has no server yet: address and key at the left, demonstration at the
right. "Add server" opens the same one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evodesk import APP_NAME, __version__
from evodesk.ui.buttons import Button
from evodesk.ui.confirm import Confirm
from evodesk.ui.demo_side import DemoSide
from evodesk.ui.glyphs import logo
from evodesk.ui.label import Label
from evodesk.ui.probe import Probe, ProbeState
from evodesk.ui.questions import plain_http_question
from evodesk.ui.roomy import roomy_size, scrolling
from evodesk.ui.server_form import ServerForm
from evodesk.ui.tall_button import TallButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.instance import Server
    from evodesk.settings import Language, Settings
    from evodesk.ui.appearance import Appearance

_SIZE, _SMALLEST = (860, 600), (640, 480)
_FORM_WIDTH, _SIDE_WIDTH = 500, 360


class FirstRun(QDialog):
    """Not modal. The program closes it once the server has let us in."""

    probe_wanted = Signal(object)
    """A ProbeWish; answer with `show_probe`."""
    connect_wanted = Signal(object, str)
    """The Server and its key; answer with `show_probe` where it fails."""
    demo_wanted = Signal()
    changed = Signal(object)
    """Settings with another language."""

    def __init__(
        self, appearance: Appearance, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settings = settings
        self._title = Label(appearance, font="display", wraps=True)
        self._lead = Label(appearance, color="textMuted", wraps=True)
        self._form = ServerForm(appearance)
        self._connect = TallButton(appearance, kind="primary")
        self._demo_side = DemoSide(appearance)
        self._language = Button(appearance, kind="link")
        self._lay_out()
        self._form.probe_wanted.connect(self.probe_wanted)
        self._form.edited.connect(self._judge)
        self._connect.clicked.connect(self._ask_to_connect)
        self._demo_side.demo_wanted.connect(self.demo_wanted)
        self._language.clicked.connect(self._switch_language)
        self._retranslate()
        self._judge()
        self._form.take_focus()

    def show_probe(self, probe: Probe) -> None:
        self._form.show_probe(probe)
        self._judge()
        if probe.state is ProbeState.ASKING:
            self._connect.setEnabled(False)

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._retranslate()

    def set_vault_available(self, available: bool) -> None:
        self._form.set_vault_available(available)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        self.setObjectName("firstRun")
        self.resize(roomy_size(self._appearance, self, *_SIZE))
        self.setMinimumSize(*_SMALLEST)
        self._connect.setObjectName("btn.connect")
        self._connect.setDefault(True)
        self._language.setObjectName("btn.language")
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(scrolling(self._left()), _FORM_WIDTH)
        halves.addWidget(scrolling(self._demo_side), _SIDE_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(halves, 1)
        column.addWidget(_Foot(self._appearance, self._language))

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(44, 40, 44, 24)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(14)
        picture = QLabel()
        picture.setPixmap(logo(34, self.devicePixelRatioF()))
        head.addWidget(picture)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        column.addSpacing(12)
        column.addWidget(self._lead)
        column.addSpacing(22)
        column.addWidget(self._form)
        column.addSpacing(16)
        column.addWidget(self._connect, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return left

    def _retranslate(self) -> None:
        self.setWindowTitle(APP_NAME)
        self._title.setText(self.tr("Connect your server"))
        self._lead.setText(
            self.tr(
                "evodesk shows your WhatsApp instances and lets you choose how each one receives"
                " messages. Nothing changes on the server until you say so."
            )
        )
        self._connect.setText(self.tr("Connect"))
        # Each language is offered in itself, whatever is spoken now.
        self._language.setText("English" if self._is_portuguese() else "Português")

    def _is_portuguese(self) -> bool:
        """By what the translation says; without one it is English."""
        return self.tr("Connect") != "Connect"

    def _judge(self) -> None:
        self._connect.setEnabled(self._form.server is not None and bool(self._form.key))

    def _ask_to_connect(self) -> None:
        server, exposed = self._form.server, self._form.exposed_host
        if server is None:
            return
        if not exposed:
            self._want_connection(server)
            return
        sheet = Confirm(self._appearance, plain_http_question(exposed), server, self)
        sheet.confirmed.connect(self._want_connection)
        sheet.open()

    def _want_connection(self, server: Server) -> None:
        self.connect_wanted.emit(server, self._form.key)

    def _switch_language(self) -> None:
        language: Language = "en" if self._is_portuguese() else "pt_BR"
        self._settings = replace(self._settings, language=language)
        self.changed.emit(self._settings)


class _Foot(QWidget):
    def __init__(self, appearance: Appearance, language: Button) -> None:
        super().__init__()
        self._appearance = appearance
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 8, 0)
        row.addWidget(Label(appearance, f"{APP_NAME} {__version__}", "small", "textMuted"))
        row.addStretch(1)
        row.addWidget(language)

    def paintEvent(self, _event: QPaintEvent) -> None:
        top = QRect(0, 0, self.width(), 1)
        QPainter(self).fillRect(top, self._appearance.color("border"))
