"""The bar at the top: which server, how it is, settings and menu."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from evodesk.domain.reception import host_of
from evodesk.ui.buttons import IconButton
from evodesk.ui.glyphs import color_role
from evodesk.ui.label import Label
from evodesk.ui.server_button import ServerButton
from evodesk.ui.shape import HEADER
from evodesk.ui.style import paint_bar
from evodesk.ui.texts import server_word

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from evodesk.domain.instance import Server
    from evodesk.domain.status import ServerStatus
    from evodesk.ui.appearance import Appearance

_MOST_SHORTCUTS = 9


class Header(QWidget):
    server_chosen = Signal(str)
    """The id of another server."""
    add_server_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._status: ServerStatus | None = None
        self._servers: tuple[Server, ...] = ()
        self._current = ""
        self._server = ServerButton(appearance)
        self._server.clicked.connect(self._open_servers)
        self._word = Label(appearance, font="smallStrong", color="textMuted")
        self._demo = Label(appearance, font="smallStrong", color="info")
        self._demo.setObjectName("header.demo")
        self._settings = IconButton(appearance, "settings", "", side=32, px=18)
        self._settings.setObjectName("btn.settings")
        self._settings.clicked.connect(self.settings_wanted)
        self._menu_button = IconButton(appearance, "menu", "", side=32, px=18)
        self._menu_button.setObjectName("btn.menu")
        self._server_menu = QMenu(self)
        self._server_menu.triggered.connect(self._server_picked)
        self._menu: QMenu | None = None
        self._lay_out()
        self._retranslate()

    def set_menu(self, menu: QMenu | None) -> None:
        """The program's menu behind the button; None where the system has its own menu bar."""
        self._menu = menu
        self._menu_button.setVisible(menu is not None)
        if menu is not None:
            self._menu_button.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        if self._menu is not None:
            # Aligned right: beyond the button there is no window left to open over.
            left = self._menu_button.width() - self._menu.sizeHint().width()
            _pop_below(self._menu, self._menu_button, left)

    def show_servers(self, servers: tuple[Server, ...], current: str) -> None:
        self._servers, self._current = servers, current
        if self._status is not None and self._status.server.id != current:
            self._status = None
        self._fill_server_menu()
        self._show()

    def show_server(self, status: ServerStatus) -> None:
        self._status = status
        self._show()

    def set_narrow(self, narrow: bool) -> None:
        self._server.set_shows_address(not narrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(self, self._appearance, "window")

    def _lay_out(self) -> None:
        self.setMinimumHeight(HEADER)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._server)
        row.addWidget(self._word)
        row.addWidget(self._demo)
        row.addStretch(1)
        row.addWidget(self._settings)
        row.addWidget(self._menu_button)

    def _retranslate(self) -> None:
        self._demo.setText(self.tr("Demonstration"))
        self._settings.set_tip(self.tr("Settings"))
        self._menu_button.set_tip(self.tr("Menu"))
        self._fill_server_menu()
        self._show()

    def _show(self) -> None:
        status = self._status
        server = status.server if status else self._chosen()
        if server is None:
            self._server.show_name(self.tr("Add server…"), "", None)
        else:
            address = _short(server.url)
            self._server.show_name(
                server.name,
                "" if address == server.name else address,
                status.state if status else None,
            )
        self._word.setText(server_word(status.state) if status else "")
        if status:
            self._word.set_color(color_role(status.state))
        self._demo.setVisible(bool(status and status.is_demo))

    def _chosen(self) -> Server | None:
        return next((s for s in self._servers if s.id == self._current), None)

    def _fill_server_menu(self) -> None:
        for action in self.actions():
            self.removeAction(action)
        self._server_menu.clear()
        group = QActionGroup(self._server_menu)
        for number, server in enumerate(self._servers, start=1):
            action = QAction(server.name.replace("&", "&&"), group)
            action.setData(server.id)
            action.setCheckable(True)
            action.setChecked(server.id == self._current)
            if number <= _MOST_SHORTCUTS:
                action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            self._server_menu.addAction(action)
            # A shortcut works only for an action of a widget that is in the window.
            self.addAction(action)
        if self._servers:
            self._server_menu.addSeparator()
        add = self._server_menu.addAction(self._appearance.icon("plus"), self.tr("Add server…"))
        add.triggered.connect(self.add_server_wanted)

    def _open_servers(self) -> None:
        _pop_below(self._server_menu, self._server)

    def _server_picked(self, action: QAction) -> None:
        chosen = action.data()
        if isinstance(chosen, str) and chosen != self._current:
            self.server_chosen.emit(chosen)


def _short(url: str) -> str:
    return host_of(url) + urlsplit(url).path


def _pop_below(menu: QMenu, button: QWidget, left: int = 0) -> None:
    """`left`: px from the button's left edge to the menu's."""
    menu.popup(button.mapToGlobal(QPoint(left, button.height() + 4)))
