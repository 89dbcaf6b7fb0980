"""The tray icon: the worst state at a glance, and a menu."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from evodesk import APP_NAME
from evodesk.domain.status import Health
from evodesk.ui.glyphs import glyph_icon, tray_icon
from evodesk.ui.tray_words import counts, is_lost, tray_lines, tray_state

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from evodesk.domain.status import InstanceStatus, ServerStatus
    from evodesk.ui.appearance import Appearance
    from evodesk.ui.tray_words import TrayLine

_MOST_LINES = 12


class Tray(QObject):
    """Where the system has no tray, it stays invisible and `is_available` says so."""

    open_wanted = Signal()
    instance_wanted = Signal(str)
    refresh_wanted = Signal()
    settings_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_wanted = self._has_told = False
        self._server: ServerStatus | None = None
        self._instances: tuple[InstanceStatus, ...] = ()
        self._shown: tuple[str, Health, tuple[TrayLine, ...]] | None = None
        self._menu = QMenu()
        self._menu.triggered.connect(self._chosen)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        appearance.changed.connect(self._redraw)
        self._refresh()

    @property
    def is_available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Where there is no tray yet, the icon appears soon after one comes."""
        self._is_wanted = True
        if self.is_available:
            self._icon.show()

    def hide(self) -> None:
        self._is_wanted = False
        self._icon.hide()

    def show_server(self, status: ServerStatus) -> None:
        self._server = status
        if self._is_wanted and not self._icon.isVisible():
            self.show()
        self._refresh()

    def show_instances(self, statuses: tuple[InstanceStatus, ...]) -> None:
        """The whole list."""
        self._instances = statuses
        self._refresh()

    def tell_still_running(self) -> None:
        """The window hides: where it went, and how to quit. Only said once."""
        if self._has_told:
            return
        self._has_told = True
        self._icon.showMessage(
            self.tr("evodesk stays in the tray"),
            self.tr("It keeps receiving messages. To close it, use “Quit evodesk”."),
            self._icon.icon(),
        )

    def retranslate(self) -> None:
        """Call it after a change of language: no widget tells the tray of it."""
        self._redraw()

    def _redraw(self) -> None:
        self._shown = None
        self._refresh()

    def _refresh(self) -> None:
        """Rebuild icon and menu, but only for a change that can be seen."""
        words = self._summary()
        state = tray_state(self._server, self._instances)
        lines = tray_lines(self._instances, _MOST_LINES)
        if self._shown == (words, state, lines):
            return
        self._shown = (words, state, lines)
        self._show_icon(state)
        self._icon.setToolTip(f"{APP_NAME}: {words}" if words else APP_NAME)
        self._fill_menu(words, lines)

    def _summary(self) -> str:
        """ "1 down, 2 with no mode"; what is fine is told only when everything is."""
        if self._server is not None and is_lost(self._server):
            return self.tr("No contact with the server")
        if not self._instances:
            return ""
        parts = [self._count(health, n) for health, n in counts(self._instances)]
        return ", ".join(parts) or self.tr("All good: %n connected", "", len(self._instances))

    def _count(self, health: Health, n: int) -> str:
        match health:
            case Health.DOWN:
                return self.tr("%n down", "", n)
            case Health.NO_MODE:
                return self.tr("%n with no mode", "", n)
            case Health.DRIFT:
                return self.tr("%n changed outside", "", n)
            case Health.DIVERGENT:
                return self.tr("%n mismatched", "", n)
            case Health.CONNECTING:
                return self.tr("%n connecting", "", n)
            case _:
                return self.tr("%n unknown", "", n)

    def _show_icon(self, state: Health) -> None:
        # No system tells the task bar's colour; the theme is the best guess.
        icon = tray_icon(state, self._appearance.is_dark, self._appearance)
        icon.setIsMask(sys.platform == "darwin")
        self._icon.setIcon(icon)

    def _fill_menu(self, words: str, lines: tuple[TrayLine, ...]) -> None:
        self._menu.clear()
        if words:
            self._menu.addAction(words).setEnabled(False)
        for line in lines:
            glyph = glyph_icon(line.health, self._appearance)
            self._menu.addAction(glyph, line.text.replace("&", "&&")).setData(line.name)
        self._menu.addSeparator()
        self._add("monitor", self.tr("Open evodesk"), self.open_wanted)
        self._add("refresh-cw", self.tr("Refresh now"), self.refresh_wanted)
        self._menu.addSeparator()
        self._add("settings", self.tr("Settings…"), self.settings_wanted)
        self._add("power", self.tr("Quit evodesk"), self.quit_wanted)

    def _add(self, icon: str, text: str, wish: object) -> None:
        action = self._menu.addAction(self._appearance.icon(icon), text)
        action.triggered.connect(wish)

    def _chosen(self, action: QAction) -> None:
        name = action.data()
        if isinstance(name, str):
            self.instance_wanted.emit(name)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.open_wanted.emit()
