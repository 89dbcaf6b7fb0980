"""The settings window: a list of pages, each change applied at once.

It works on one frozen Settings value: shown in, changed out. It saves nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evodesk.ui.about_page import AboutPage
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label
from evodesk.ui.page_list import PageList
from evodesk.ui.plain_pages import AppearancePage, GeneralPage
from evodesk.ui.privacy_page import PrivacyPage
from evodesk.ui.receiving_page import ReceivingPage
from evodesk.ui.roomy import roomy_size, scrolling
from evodesk.ui.servers_page import ServersPage
from evodesk.ui.style import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.reach import Reach
    from evodesk.settings import Settings
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.probe import Probe
    from evodesk.ui.settings_page import SettingsPage

PAGES = ("general", "servers", "receiving", "appearance", "privacy", "about")
_ICONS = ("settings", "server", "arrow-left-right", "palette", "shield", "info")
_SIZE, _SMALLEST = (860, 640), (640, 480)
_LIST_WIDTH = 212


class SettingsWindow(QDialog):
    """Not modal; one at a time."""

    changed = Signal(object)
    """The new Settings."""
    key_entered = Signal(str, str, bool)
    """Server id, key, whether to keep it; comes before `changed`."""
    probe_wanted = Signal(object)
    """A ProbeWish; answer with `show_probe`."""
    reach_wanted = Signal(str)
    """An address of ours to try; answer with `show_reach`."""
    renew_wanted = Signal()
    """A new secret for the webhooks' address."""
    add_server_wanted = Signal()
    size_wanted = Signal()
    """Answer with `show_size`."""
    compact_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        settings: Settings,
        *,
        has_tray: bool,
        has_vault: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settings = settings
        self._has_tray, self._has_vault = has_tray, has_vault
        self._port: int | None = None
        self._page = 0
        self._shown_server = ""
        self.setObjectName("settings")
        self.resize(roomy_size(appearance, self, *_SIZE))
        self.setMinimumSize(*_SMALLEST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._body: QWidget | None = None
        self._build()

    def open_page(self, name: str) -> None:
        """One of PAGES."""
        self._list.setCurrentRow(PAGES.index(name))

    def show_settings(self, settings: Settings) -> None:
        """They were changed elsewhere, or what was emitted has been taken over."""
        if settings != self._settings:
            self._settings = settings
            self._build()

    def show_receiver(self, port: int | None) -> None:
        self._port = port
        self._receiving.show_receiver(port)

    def show_reach(self, reach: Reach) -> None:
        self._receiving.show_reach(reach)

    def show_renewed(self) -> None:
        """The webhooks' address has a new secret."""
        self._receiving.show_renewed()

    def show_size(self, size: int, busy: bool) -> None:
        """Bytes of the message file; `busy`: it is being compacted."""
        self._privacy.show_size(size, busy)

    def show_probe(self, probe: Probe) -> None:
        self._servers.show_probe(probe)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._build()

    def _build(self) -> None:
        """All pages anew: their words and their values."""
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self.setWindowTitle(self.tr("Settings"))
        self._make_pages()
        self._body = QWidget()
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._side())
        upper.addWidget(self._stack, 1)
        rows.addLayout(upper, 1)
        rows.addWidget(self._foot())
        self._column.addWidget(self._body)
        # In a window that is shown already, Qt would show it a moment later only.
        self._body.show()
        self._list.setCurrentRow(self._page)
        self._body.setFocus()

    def _make_pages(self) -> None:
        look, settings = self._appearance, self._settings
        self._servers = ServersPage(look, settings, self._shown_server)
        self._servers.set_vault_available(self._has_vault)
        self._receiving = ReceivingPage(look, settings, self._port)
        self._privacy = PrivacyPage(look, settings)
        self._privacy.compact_wanted.connect(self.compact_wanted)
        self._pages: tuple[SettingsPage, ...] = (
            GeneralPage(look, settings, has_tray=self._has_tray),
            self._servers,
            self._receiving,
            AppearancePage(look, settings),
            self._privacy,
            AboutPage(look, settings),
        )
        self._servers.key_entered.connect(self.key_entered)
        self._servers.probe_wanted.connect(self.probe_wanted)
        self._receiving.reach_wanted.connect(self.reach_wanted)
        self._receiving.renew_wanted.connect(self.renew_wanted)
        self._servers.add_wanted.connect(self.add_server_wanted)
        self._stack = QStackedWidget()
        for page in self._pages:
            page.changed.connect(self._take)
            self._stack.addWidget(scrolling(page, QPalette.ColorRole.Base))

    def _side(self) -> QWidget:
        titles = (
            self.tr("General"),
            self.tr("Servers"),
            self.tr("Receiving"),
            self.tr("Appearance"),
            self.tr("Data and privacy"),
            self.tr("About"),
        )
        self._list = PageList(self._appearance, zip(_ICONS, titles, strict=True))
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.page_chosen.connect(self._show_page)
        side = _Edged(self._appearance, Qt.Edge.RightEdge)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 14, 11, 10)
        column.addWidget(self._list)
        margins = column.contentsMargins()
        wanted = self._list.width_wanted + margins.left() + margins.right()
        side.setFixedWidth(max(_LIST_WIDTH, wanted))
        return side

    def _foot(self) -> QWidget:
        foot = _Edged(self._appearance, Qt.Edge.TopEdge)
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 13, 24, 12)
        note = self.tr("Changes apply at once.")
        row.addWidget(Label(self._appearance, note, "small", "textMuted"))
        row.addStretch(1)
        close = Button(self._appearance, self.tr("Close"))
        close.setObjectName("btn.close")
        close.clicked.connect(self.close)
        row.addWidget(close)
        return foot

    def _show_page(self, number: int) -> None:
        self._page = number
        if PAGES[number] == "privacy":
            self.size_wanted.emit()
        self._stack.setCurrentIndex(number)

    def _take(self, settings: Settings) -> None:
        servers_changed = settings.servers != self._settings.servers
        self._settings = settings
        for page in self._pages:
            page.settings = settings
        self.changed.emit(settings)
        if servers_changed:
            self._shown_server = self._servers.shown
            self._build()


class _Edged(QWidget):
    """A ground in the window's colour with a line along one edge."""

    def __init__(self, appearance: Appearance, edge: Qt.Edge) -> None:
        super().__init__()
        self._appearance, self._edge = appearance, edge

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "window", edge=self._edge)
