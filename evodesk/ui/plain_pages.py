"""The settings pages that change one value at a time: general and appearance.

Each page is shown a Settings value and emits the changed one at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from evodesk.ui.choice import Choice
from evodesk.ui.settings_page import SettingsPage

if TYPE_CHECKING:
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
