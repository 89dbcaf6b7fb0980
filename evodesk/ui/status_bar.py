"""The bar at the bottom: last answer, version, receiver, stored messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evodesk.ui.label import Label, tip
from evodesk.ui.shape import STATUS_BAR
from evodesk.ui.status_button import StatusButton
from evodesk.ui.style import paint_bar
from evodesk.ui.texts import number
from evodesk.ui.tray_words import is_lost

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from evodesk.domain.status import ServerStatus
    from evodesk.ui.appearance import Appearance


class StatusBar(QWidget):
    """What has a page in the settings is a button; the rest is text."""

    page_wanted = Signal(str)
    """The settings page: servers or receiving."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._status: ServerStatus | None = None
        self._port: int | None = None
        self._count: int | None = None
        self._narrow = self._short = False
        self._latency = self._button("latency")
        self._version = self._button("version")
        self._receiver = self._button("receiver", icon="plug")
        self._stored = Label(appearance, font="small", color="textMuted")
        self._stored.setObjectName("status.stored")
        self._latency.clicked.connect(self._want_servers)
        self._version.clicked.connect(self._want_servers)
        self._receiver.clicked.connect(self._want_receiving)
        self._row = QHBoxLayout(self)
        self._lay_out()
        self._show()

    def show_server(self, status: ServerStatus) -> None:
        self._status = status
        self._show()

    def show_receiver(self, port: int | None) -> None:
        """None: it does not listen."""
        self._port = port
        self._show()

    def show_stored(self, count: int) -> None:
        self._count = count
        self._show()

    def set_narrow(self, narrow: bool) -> None:
        """Numbers only; the tooltips keep the sentences."""
        self._narrow = narrow
        self._show()

    def minimumSizeHint(self) -> QSize:
        # The sentences give way to numbers before the window would have to be wider.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "window", edge=Qt.Edge.TopEdge)

    def _button(self, name: str, icon: str = "") -> StatusButton:
        button = StatusButton(self._appearance, icon)
        button.setObjectName(f"status.{name}")
        return button

    def _lay_out(self) -> None:
        self.setMinimumHeight(STATUS_BAR)
        row = self._row
        row.setContentsMargins(4, 0, 12, 0)
        row.setSpacing(0)
        for button in (self._latency, self._version, self._receiver):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._stored)

    def _show(self) -> None:
        self._short = self._narrow
        self._show_words()
        if not self._short and self._row.minimumSize().width() > self.width():
            self._short = True
            self._show_words()

    def _show_words(self) -> None:
        self._show_server()
        self._show_receiver()
        self._show_stored()

    def _show_stored(self) -> None:
        self._stored.setVisible(self._count is not None)
        if self._count:
            short = self.tr("%Ln messages", "", self._count)
            full = self.tr("%Ln messages kept on this computer", "", self._count)
        else:
            # Nobody says "0 message", which is what the plural rule of Portuguese asks for.
            short = self.tr("No messages")
            full = self.tr("No messages kept on this computer")
        self._stored.setText(short if self._short else full)
        self._stored.setToolTip(full)

    def _show_server(self) -> None:
        status = self._status
        # While it does not answer, the time of an old answer would read as good news.
        ms = status.latency_ms if status and not is_lost(status) else None
        self._latency.setVisible(ms is not None)
        self._set(
            self._latency,
            self.tr("Server answered in {ms} ms").format(ms=number(ms or 0)),
            self.tr("{ms} ms").format(ms=number(ms or 0)),
        )
        version = status.version if status else ""
        self._version.setVisible(bool(version))
        self._set(self._version, self.tr("Evolution API {v}").format(v=version), version)

    def _show_receiver(self) -> None:
        off = self.tr("Receiver off")
        on = self.tr("Receiver on, port {n}").format(n=self._port)
        self._set(
            self._receiver,
            off if self._port is None else on,
            off if self._port is None else str(self._port),
        )

    def _set(self, button: StatusButton, sentence: str, short: str) -> None:
        button.setText(short if self._short else sentence)
        button.setToolTip(tip(sentence))
        button.setAccessibleName(sentence)

    def _want_servers(self) -> None:
        self.page_wanted.emit("servers")

    def _want_receiving(self) -> None:
        self.page_wanted.emit("receiving")
