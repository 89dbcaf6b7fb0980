"""Every action of the main window with its shortcut, and the menu that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

if TYPE_CHECKING:
    from evodesk.ui.appearance import Appearance

_Keys = QKeySequence.StandardKey


class MainMenu(QObject):
    """The window connects the actions; on macOS they stand in the menu bar as well."""

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._window = window
        self.popup = QMenu(window)
        self.refresh = self._action("refresh", "refresh-cw", [QKeySequence(_Keys.Refresh)])
        self.search = self._action("search", "search", [QKeySequence(_Keys.Find)])
        self.day = self._action("day", "calendar", [QKeySequence("Ctrl+G")])
        self.filter = self._action("filter", "smartphone", [QKeySequence("Ctrl+L")])
        self.bulk = self._action("bulk", "arrow-left-right", [])
        self.export = self._action("export", "download", [])
        self.panel = self._action("panel", "panel-right", [QKeySequence("Ctrl+I")])
        self.compact = self._action("compact", "", [QKeySequence("Ctrl+Shift+D")])
        self.compact.setCheckable(True)
        self.settings = self._action("settings", "settings", [QKeySequence("Ctrl+,")])
        self.about = self._action("about", "info", [])
        self.close_window = self._action("close", "", [QKeySequence("Ctrl+W")])
        self.quit = self._action("quit", "power", [QKeySequence("Ctrl+Q")])
        self._set_roles()
        self._fill(self.popup)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def fill_bar(self, bar: QMenuBar) -> None:
        """For macOS, where the system puts settings, about and quit into the program's menu."""
        self._fill(bar.addMenu(self.tr("File")))

    def retranslate(self) -> None:
        self.refresh.setText(self.tr("Refresh now"))
        self.search.setText(self.tr("Search messages"))
        self.day.setText(self.tr("Go to a date…"))
        self.filter.setText(self.tr("Filter instances"))
        self.bulk.setText(self.tr("Switch several instances…"))
        self.export.setText(self.tr("Export messages…"))
        self.panel.setText(self.tr("Side panel"))
        self.compact.setText(self.tr("Compact rows"))
        self.settings.setText(self.tr("Settings…"))
        self.about.setText(self.tr("About evodesk"))
        self.close_window.setText(self.tr("Close window"))
        self.quit.setText(self.tr("Quit evodesk"))

    def _action(self, name: str, icon: str, keys: list[QKeySequence]) -> QAction:
        action = QAction(self)
        action.setObjectName(f"action.{name}")
        action.setData(icon)
        action.setShortcuts(keys)
        self._window.addAction(action)
        return action

    def _set_roles(self) -> None:
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _fill(self, menu: QMenu) -> None:
        groups = (
            (self.refresh, self.search, self.day, self.filter),
            (self.bulk, self.export),
            (self.panel, self.compact),
            (self.settings, self.about),
            (self.close_window, self.quit),
        )
        for number, group in enumerate(groups):
            if number:
                menu.addSeparator()
            menu.addActions(group)

    def _restyle(self) -> None:
        for action in self.findChildren(QAction):
            if action.data():
                action.setIcon(self._appearance.icon(action.data(), "textMuted"))
